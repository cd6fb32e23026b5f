namespace VoiceHunte.Edge.Live;

/// <summary>A turn in the pipeline: the answer as far as it is spoken, and whether anybody still wants it.</summary>
/// <param name="answer">One that is being heard already, from the step above.</param>
internal sealed class PipelineTurn(SpokenAnswer? answer = null) : IDisposable
{
    private readonly CancellationTokenSource interrupted = new();

    public SpokenAnswer Answer { get; } = answer ?? new();

    /// <summary>Sentences are played one after the other; false once one of them could not be spoken.</summary>
    public Task<bool> Playing { get; set; } = Task.FromResult(true);

    /// <summary>Cancelled when the caller has gone on to something else.</summary>
    public CancellationToken Interrupted => interrupted.Token;

    /// <summary>Its first sentence is being made.</summary>
    public bool IsAnswered { get; set; }

    public bool IsAudible { get; set; }

    /// <summary>When the caller stopped speaking; 0 where they did not speak.</summary>
    public long HeardAt { get; init; }

    public void GiveUp(long heard)
    {
        Answer.Cut(heard);
        interrupted.Cancel();
    }

    public void Dispose() => interrupted.Dispose();
}
