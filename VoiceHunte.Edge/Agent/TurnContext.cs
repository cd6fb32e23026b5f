using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Agent;

/// <summary>All that an answer may depend on.</summary>
/// <param name="CallId">Twilio's CallSid, or one of our own for a turn in text.</param>
/// <param name="TurnId">1, 2, …: the same on a repeat, so that nothing is booked twice.</param>
/// <param name="History">The turns before this one, oldest first.</param>
internal sealed record TurnContext(
    string CallId, int TurnId, Language Language, string Heard, Understood Understood, IReadOnlyList<Exchange> History, DateTimeOffset Now)
{
    /// <summary>What the call is about before this turn.</summary>
    public Draft Draft { get; init; } = Draft.Empty;

    /// <summary>Where the wire lets the caller hear sentences before the answer is whole; null where it does not.</summary>
    public Speaking? Speaking { get; init; }

    /// <summary>Where the turn's time goes; null where nobody asks.</summary>
    public TurnStages? Stages { get; init; }

    /// <summary>The number that calls; null where it is hidden. It says whose reservations are the caller's, and no model sees it.</summary>
    public string? From { get; init; }
}

/// <summary>What a caller said, and what was said back.</summary>
internal sealed record Exchange(string Heard, string Said);
