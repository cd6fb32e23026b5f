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

    /// <summary>A name that nobody has said is asked about, not taken for granted.</summary>
    public bool AsksWho { get; init; }

    /// <summary>Whom the voice is most likely to be, of the guests of this number; null where nobody can tell. It is asked, and opens nothing.</summary>
    public LikelyGuest? Likely { get; init; }

    /// <summary>The voice is like none of the guests of this number whose voices are known.</summary>
    public bool IsAnotherVoice { get; init; }
}

/// <summary>A guest as their voice suggests them.</summary>
/// <param name="UsualParty">How many they always are; null where that is not known.</param>
internal sealed record LikelyGuest(string Name, int? UsualParty);

/// <summary>What a caller said, and what was said back.</summary>
internal sealed record Exchange(string Heard, string Said);
