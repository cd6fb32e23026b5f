using VoiceHunte.Edge.Calls;

namespace VoiceHunte.Edge.Live;

/// <summary>What listens and speaks on a media stream. The frames come one after the other; nothing here waits.</summary>
internal interface IStreamEngine : IAsyncDisposable
{
    /// <summary>Holds the call until it is over here, or cannot be held here any more.</summary>
    /// <param name="owed">What an engine before this one has left unanswered; null: nothing.</param>
    Task<EngineEnd> HoldAsync(Owed? owed, CancellationToken cancellationToken);

    /// <summary>True while nobody speaks, and nothing is being thought of or made.</summary>
    bool IsQuiet { get; }

    /// <summary>20 ms of the caller's sound, µ-law as base64.</summary>
    void Hear(ReadOnlySpan<byte> base64);

    void Press(char key);

    /// <summary>About ten times a second, whatever else happens.</summary>
    void Tick();
}

/// <summary>How an engine let go of a call.</summary>
/// <param name="Next">What follows, where it ended well.</param>
/// <param name="Failure">A word for log and metrics, where it could not go on.</param>
internal sealed record EngineEnd(Next? Next, string? Failure)
{
    public Owed? Owed { get; init; }
}
