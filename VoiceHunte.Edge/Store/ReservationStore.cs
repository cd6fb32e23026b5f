namespace VoiceHunte.Edge.Store;

/// <summary>The book of reservations on the disk. What is promised from it is there; what is refused never will be.</summary>
internal sealed class ReservationStore(StoreWriter writer, StoreReader reader)
{
    /// <summary>How long a guest waits for the disk before nothing is promised.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Decides and writes in one transaction, and answers when it is on the disk.</summary>
    /// <param name="decide">Runs alone, on the writer's thread; again with a fresh book when a commit came to nothing.</param>
    /// <returns>Null when it was not written within the patience, and never will be.</returns>
    /// <exception cref="OperationCanceledException">Nobody waits any more. What was being committed at that moment may be
    /// there: the same wish with the same key finds out.</exception>
    /// <exception cref="StoreUnavailableException">The disk failed in the middle of the commit and was not heard of again
    /// before the end: it may be there.</exception>
    public async Task<T?> WriteAsync<T>(Func<OpenBook, T> decide, CancellationToken cancel)
        where T : class
    {
        T? decision = null;
        var kept = await writer.PromiseAsync(database => decision = decide(database.Book), Patience, cancel);
        return kept == Kept.OnDisk ? decision : null;
    }

    /// <exception cref="StoreUnavailableException">The disk cannot say.</exception>
    public Task<T> ReadAsync<T>(Func<ReservationReads, T> question, CancellationToken cancel) =>
        reader.AskAsync(history => question(history.Reservations), cancel);
}
