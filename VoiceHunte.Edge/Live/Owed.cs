using VoiceHunte.Edge.Calls;

namespace VoiceHunte.Edge.Live;

/// <summary>What an engine that gives way leaves to the step below it. At most one answer or text is there.</summary>
internal sealed record Owed
{
    /// <summary>A turn that the caller took and that was not answered; empty: nobody knows what was said.</summary>
    public string? Text { get; init; }

    /// <summary>The caller is in the middle of what they say.</summary>
    public bool IsCallerSpeaking { get; init; }

    /// <summary>An answer that is on disk and was not said.</summary>
    public LiveTurn? Unsaid { get; init; }

    /// <summary>An answer that the caller is hearing now.</summary>
    public Saying? Saying { get; init; }
}

/// <summary>An answer on its way to the caller's ear.</summary>
internal sealed record Saying(LiveTurn Turn, SpokenAnswer Answer);
