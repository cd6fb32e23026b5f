namespace VoiceHunte.Edge.OpenAI;

/// <summary>A moment by which something must be there, as a token, apart from whoever may cancel it.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource timer;
    private readonly CancellationTokenSource linked;

    public Deadline(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        (Patience, At) = (patience, time.GetUtcNow() + patience);
        timer = new CancellationTokenSource(patience, time);
        linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
    }

    public TimeSpan Patience { get; }

    public DateTimeOffset At { get; }

    public CancellationToken Token => linked.Token;

    public bool IsOver => timer.IsCancellationRequested;

    public void Dispose()
    {
        linked.Dispose();
        timer.Dispose();
    }
}
