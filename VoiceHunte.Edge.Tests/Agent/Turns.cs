using System.Globalization;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Tests.Agent;

/// <summary>Turns as the desk hands them to a mind.</summary>
internal static class Turns
{
    private static readonly RestaurantProfile Demo = RestaurantProfile.Load(path: null);

    /// <summary>A Tuesday.</summary>
    public const string Noon = "2026-11-24T12:00:00+01:00";

    /// <summary>What is understood in the demo restaurant, open from ten to ten.</summary>
    /// <param name="today">That Tuesday, where it does not matter.</param>
    public static Understood Understand(string heard, Language language, DateOnly? today = null, string? previous = null) =>
        Understanding.Read(heard, language, new Surroundings(today ?? new DateOnly(2026, 11, 24), previous, Demo.Hours));

    public static TurnContext Said(string heard, Language language, string at = Noon, params IReadOnlyList<Exchange> history)
    {
        var now = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture);
        var understood = Understand(heard, language, DateOnly.FromDateTime(now.DateTime), history.Count > 0 ? history[^1].Said : null);
        return new TurnContext("CA00000000000000000000000000000001", history.Count + 1, understood.Switch ?? language, heard,
            understood, history, now);
    }
}
