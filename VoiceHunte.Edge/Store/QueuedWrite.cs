namespace VoiceHunte.Edge.Store;

/// <summary>
/// A change on its way to the disk, and who waits for it. Every change can be made twice without harm: after a failed
/// commit nobody knows whether it is there, so it is made again.
/// </summary>
internal sealed class QueuedWrite(Action<WritingConnection> change)
{
    // Waiters go on elsewhere: the writer's thread is for writing.
    private readonly TaskCompletionSource<Kept> settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITimer? patience;

    public Task<Kept> Settled => settled.Task;

    public void Apply(WritingConnection connection) => change(connection);

    /// <summary>Tells the waiter <see cref="Kept.InMemory"/> when the disk takes longer than this.</summary>
    public void BeginWait(TimeProvider time, TimeSpan atMost) => patience = time.CreateTimer(
        static write => ((QueuedWrite)write!).settled.TrySetResult(Kept.InMemory), this, atMost, Timeout.InfiniteTimeSpan);

    /// <summary>Tells the waiter, once; later news about the same write finds nobody waiting.</summary>
    public void Settle(Kept kept)
    {
        settled.TrySetResult(kept);
        patience?.Dispose();
    }
}
