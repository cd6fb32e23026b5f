using System.Globalization;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Tests.Agent;

/// <summary>Turns as the desk hands them to a mind.</summary>
internal static class Turns
{
    /// <summary>A Tuesday.</summary>
    public const string Noon = "2026-11-24T12:00:00+01:00";

    public static TurnContext Said(string heard, Language language, string at = Noon, params IReadOnlyList<Exchange> history)
    {
        var understood = Understanding.Read(heard, language);
        return new TurnContext("CA00000000000000000000000000000001", history.Count + 1, understood.Switch ?? language, heard,
            understood, history, DateTimeOffset.Parse(at, CultureInfo.InvariantCulture));
    }
}
