using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>A commit of promises that failed without saying whether it is on the disk, as when an fsync fails.</summary>
internal sealed class DoubtfulCommit(string mark, IReadOnlyList<PromisedWrite> promises)
{
    // SQLITE_FULL: a frame did not fit, and without its last frame the WAL knows no transaction.
    private const int Full = 13;

    /// <summary>What is in doubt after a failure; what is certain not to be on the disk is told so.</summary>
    public static DoubtfulCommit? After(Exception trouble, string mark, IEnumerable<QueuedWrite> batch)
    {
        var committing = batch.OfType<PromisedWrite>().Where(promise => promise.IsCommitting).ToList();
        if (committing.Count == 0) return null;
        if (trouble is not SqliteException { SqliteErrorCode: Full }) return new DoubtfulCommit(mark, committing);

        foreach (var promise in committing) promise.EndCommit();
        return null;
    }

    public bool Holds(QueuedWrite write) => promises.Contains(write);

    /// <summary>
    /// Looks for the mark through a new connection. Where it is not, a commit of our own must take the place of the failed
    /// one in the WAL before anybody is told: what lies there could come back at the next start.
    /// </summary>
    public void Resolve(WritingConnection open, List<QueuedWrite> batch)
    {
        if (open.Mark.Is(mark))
        {
            foreach (var promise in promises) promise.Settle(Kept.OnDisk);
            return;
        }

        open.Commit([], CommitMark.New());
        foreach (var promise in promises) promise.EndCommit();
        batch.InsertRange(0, promises);
    }

    public void Abandon(StoreUnavailableException unknown)
    {
        foreach (var promise in promises) promise.Abandon(unknown);
    }
}
