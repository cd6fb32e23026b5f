namespace VoiceHunte.Edge.Store;

/// <summary>
/// A change on its way to the disk, and who waits for it. Every change can be made twice without harm: after a failed
/// commit nobody knows whether it is there, so it is made again.
/// </summary>
internal class QueuedWrite(Action<WritingConnection> change)
{
    // Waiters go on elsewhere: the writer's thread is for writing.
    private readonly TaskCompletionSource<Kept> settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITimer? patience;

    public Task<Kept> Settled => settled.Task;

    /// <summary>Nobody wants it on the disk any more.</summary>
    public virtual bool IsGivenUp => false;

    public void Apply(WritingConnection connection) => change(connection);

    /// <summary>Runs out of patience when the disk takes longer than this.</summary>
    public void BeginWait(TimeProvider time, TimeSpan atMost) => patience = time.CreateTimer(
        static write => ((QueuedWrite)write!).RunOutOfPatience(), this, atMost, Timeout.InfiniteTimeSpan);

    /// <summary>The waiter is told that the write is kept in memory, where it stays until the disk takes it.</summary>
    public virtual void RunOutOfPatience() => settled.TrySetResult(Kept.InMemory);

    /// <summary>Tells the waiter, once; later news about the same write finds nobody waiting.</summary>
    public virtual void Settle(Kept kept)
    {
        settled.TrySetResult(kept);
        patience?.Dispose();
    }

    /// <summary>The waiter is told that nobody will ever know.</summary>
    protected void Fail(Exception unknown)
    {
        settled.TrySetException(unknown);
        patience?.Dispose();
    }
}
