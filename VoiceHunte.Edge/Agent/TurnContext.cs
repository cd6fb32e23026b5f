using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Agent;

/// <summary>All that an answer may depend on.</summary>
/// <param name="CallId">Twilio's CallSid, or one of our own for a turn in text.</param>
/// <param name="TurnId">1, 2, … Thought of again after a crash, the same turn has the same number.</param>
/// <param name="History">The turns before this one, oldest first.</param>
internal sealed record TurnContext(
    string CallId, int TurnId, Language Language, string Heard, Understood Understood, IReadOnlyList<Exchange> History, DateTimeOffset Now)
{
    /// <summary>What the turn before left to be remembered; null: nothing.</summary>
    public Draft? Draft { get; init; }

    /// <summary>The caller's number: for the code that looks up reservations, never for the model. Null when it is hidden.</summary>
    public string? From { get; init; }
}

/// <summary>What a caller said, and what was said back.</summary>
internal sealed record Exchange(string Heard, string Said);
