namespace VoiceHunte.Edge.Store;

/// <summary>
/// The one thread that writes. It takes all that waits, commits it in one transaction and tells every waiter: so many
/// callers share one fsync. When the disk refuses, it keeps the writes in order and tries again until it succeeds.
/// </summary>
internal sealed partial class StoreWriter : IDisposable
{
    /// <summary>
    /// About 10 MB of turns: what some 500 whole calls write. Beyond it the oldest go.
    /// </summary>
    public const int DefaultLimit = 10_000;

    /// <summary>A commit that takes longer is a disk that hangs: new waiters are not made to wait for it.</summary>
    private static readonly TimeSpan StalledAfter = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan FirstRest = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(5);

    private readonly string path;
    private readonly bool fullSync;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly Action whenRecovered;
    private readonly WriteQueue queue;
    private readonly ITimer alarm;
    private readonly List<QueuedWrite> batch = [];
    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WritingConnection? database;
    private DoubtfulCommit? doubt;
    private string? mark;
    private TimeSpan rest = FirstRest;
    private volatile string? problem;
    private long refused;
    private long busySince;

    public StoreWriter(string path, bool fullSync, int limit, Action whenRecovered, TimeProvider time, ILogger log)
    {
        this.path = path;
        this.fullSync = fullSync;
        this.whenRecovered = whenRecovered;
        this.time = time;
        this.log = log;
        queue = new WriteQueue(limit);
        alarm = time.CreateTimer(_ => queue.Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Told of each commit: how many writes, and how long it took. On the writer's thread.</summary>
    public Action<int, TimeSpan>? Committed { get; set; }

    public StoreHealth Health
    {
        get
        {
            var trouble = problem ?? Stall();
            return new StoreHealth(
                trouble is null, trouble, queue.Count, queue.Dropped + Interlocked.Read(ref refused));
        }
    }

    /// <summary>How long the thread has been with one batch; a disk that hangs holds it there.</summary>
    public TimeSpan BusyFor => Volatile.Read(ref busySince) is var since && since == 0 ? TimeSpan.Zero : time.GetElapsedTime(since);

    /// <summary>Opens the database at once, so that a newer one stops the start, and begins to write.</summary>
    /// <exception cref="NewerSchemaException">The file knows more than this program.</exception>
    public void Start()
    {
        try
        {
            database = new WritingConnection(path, fullSync);
        }
        catch (Exception trouble) when (trouble is not NewerSchemaException && DiskTrouble.Is(trouble))
        {
            Rest(trouble);
        }

        new Thread(Run) { IsBackground = true, Name = "store writer" }.Start();
    }

    public Task<Kept> KeepAsync(Action<WritingConnection> change, TimeSpan patience)
    {
        var write = new QueuedWrite(change);
        if (problem is null && Stall() is null) write.BeginWait(time, patience);
        else write.Settle(Kept.InMemory);

        if (!queue.TryAdd(write)) write.Settle(Kept.Lost);
        return write.Settled;
    }

    /// <summary>Writes it within the patience, or never.</summary>
    /// <returns><see cref="Kept.OnDisk"/> or <see cref="Kept.Lost"/>, and neither before it is certain.</returns>
    public async Task<Kept> PromiseAsync(Action<WritingConnection> change, TimeSpan patience, CancellationToken cancel)
    {
        var promise = new PromisedWrite(change);
        promise.BeginWait(time, patience);
        if (!queue.TryAdd(promise)) promise.Settle(Kept.Lost);
        try
        {
            return await promise.Settled.WaitAsync(cancel);
        }
        finally
        {
            promise.RunOutOfPatience();
            if (promise.IsGivenUp) queue.Remove(promise);
        }
    }

    /// <summary>Writes what waits, brings the WAL home and closes.</summary>
    /// <returns>Completes when the thread has ended.</returns>
    public Task CloseAsync()
    {
        queue.Close();
        return finished.Task;
    }

    public void Dispose() => alarm.Dispose();

    private void Run()
    {
        while (queue.Take(batch)) Attempt();

        Close();
        finished.SetResult();
    }

    private void Attempt()
    {
        Volatile.Write(ref busySince, time.GetTimestamp());
        try
        {
            database ??= new WritingConnection(path, fullSync);
            var (writes, began) = (batch.Count, time.GetTimestamp());
            Commit(database);
            if (writes > 0) Committed?.Invoke(writes, time.GetElapsedTime(began));
            Recover();
        }
        catch (Exception trouble) when (DiskTrouble.Is(trouble))
        {
            Rest(trouble);
        }

        Volatile.Write(ref busySince, 0);
    }

    private void Commit(WritingConnection open)
    {
        doubt?.Resolve(open, batch);
        doubt = null;
        try
        {
            CommitTogether(open, batch);
        }
        catch (Exception refusal) when (!DiskTrouble.Is(refusal))
        {
            open.Rollback();
            CommitOneByOne(open);
            return;
        }

        foreach (var write in batch) write.Settle(Kept.OnDisk);
        batch.Clear();
    }

    // A promise may be given up while its neighbours are on their way: then they go without it.
    private void CommitTogether(WritingConnection open, List<QueuedWrite> writes)
    {
        do
        {
            writes.RemoveAll(write => write.IsGivenUp);
            if (writes.Count == 0) return;
            mark = writes.Exists(write => write is PromisedWrite) ? CommitMark.New() : null;
        }
        while (!open.Commit(writes, mark));
    }

    // One of them cannot be written by anyone: its neighbours must not suffer for it.
    private void CommitOneByOne(WritingConnection open)
    {
        for (; batch.Count > 0; batch.RemoveAt(0))
        {
            try
            {
                CommitTogether(open, [batch[0]]);
                batch[0].Settle(Kept.OnDisk);
            }
            catch (Exception refusal) when (!DiskTrouble.Is(refusal))
            {
                open.Rollback();
                Interlocked.Increment(ref refused);
                Log.Refused(log, refusal);
                batch[0].Settle(Kept.Lost);
            }
        }
    }

    private void Recover()
    {
        if (problem is null) return;

        problem = null;
        rest = FirstRest;
        whenRecovered();
        Log.Recovered(log, path, queue.Count, queue.Dropped);
    }

    // A connection that failed is never used again: opening anew finds the last whole transaction, and a file put in place.
    private void Rest(Exception trouble)
    {
        var wasWell = problem is null;
        problem = DiskTrouble.Describe(trouble, path);
        if (wasWell) Log.Refuses(log, problem);

        database?.Dispose();
        database = null;
        PutDoubtAside(trouble);
        queue.PutBackAndRest(batch);
        alarm.Change(rest, Timeout.InfiniteTimeSpan);
        rest = rest * 2 < LongestRest ? rest * 2 : LongestRest;
    }

    private void PutDoubtAside(Exception trouble)
    {
        if (doubt is not null || mark is null || DoubtfulCommit.After(trouble, mark, batch) is not { } found) return;

        doubt = found;
        batch.RemoveAll(found.Holds);
    }

    private string? Stall() => BusyFor is var waited && waited > StalledAfter
        ? $"the disk under {path} has not answered for {waited.TotalSeconds:0} s"
        : null;

    private void Close()
    {
        if (queue.Count > 0) Log.GivenUp(log, queue.Count, path);
        doubt?.Abandon(new StoreUnavailableException($"the disk failed under {path} in the middle of a commit", null));
        try
        {
            database?.Checkpoint();
            database?.Dispose();
        }
        catch (Exception trouble) when (DiskTrouble.Is(trouble))
        {
            Log.ClosedBadly(log, DiskTrouble.Describe(trouble, path));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1500, LogLevel.Error, "Calls are kept in memory only: {Problem}")]
        public static partial void Refuses(ILogger logger, string problem);

        [LoggerMessage(1501, LogLevel.Warning,
            "{Path} is written again; {Waiting} writes still wait their turn, {Dropped} were dropped since the start")]
        public static partial void Recovered(ILogger logger, string path, int waiting, long dropped);

        [LoggerMessage(1502, LogLevel.Error, "The database refuses this one write, which is lost")]
        public static partial void Refused(ILogger logger, Exception refusal);

        [LoggerMessage(1503, LogLevel.Error, "{Writes} writes are lost: {Path} took none of them before the end")]
        public static partial void GivenUp(ILogger logger, int writes, string path);

        [LoggerMessage(1504, LogLevel.Warning, "The database is closed without a checkpoint: {Problem}")]
        public static partial void ClosedBadly(ILogger logger, string problem);
    }
}
