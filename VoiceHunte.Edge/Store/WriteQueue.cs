namespace VoiceHunte.Edge.Store;

/// <summary>
/// What waits for the disk, in order, and where the writer's thread sleeps. When it is full the oldest write goes:
/// the calls that are being held now matter most.
/// </summary>
internal sealed class WriteQueue(int limit)
{
    /// <summary>Enough to share one fsync among many callers, little enough that none of them waits long.</summary>
    private const int MostAtOnce = 512;

    private readonly object gate = new();
    private readonly LinkedList<QueuedWrite> waiting = [];
    private bool resting;
    private bool woken;
    private bool closing;
    private long dropped;

    public int Count
    {
        get { lock (gate) return waiting.Count; }
    }

    public long Dropped
    {
        get { lock (gate) return dropped; }
    }

    /// <returns>False when the store is closing: then the write is not taken.</returns>
    public bool TryAdd(QueuedWrite write)
    {
        lock (gate)
        {
            if (closing) return false;

            waiting.AddLast(write);
            DropBeyondLimit();
            Monitor.Pulse(gate);
            return true;
        }
    }

    /// <summary>
    /// Waits for something to do, and moves it to <paramref name="batch"/>, which stays empty when it is only time to
    /// try the database again.
    /// </summary>
    /// <returns>False when the store is closing and nothing more can be done.</returns>
    public bool Take(List<QueuedWrite> batch)
    {
        lock (gate)
        {
            while (!closing && !woken && (resting || waiting.Count == 0)) Monitor.Wait(gate);
            if (closing && (resting || waiting.Count == 0)) return false;

            woken = false;
            resting = false;
            while (batch.Count < MostAtOnce && waiting.First is { } oldest)
            {
                waiting.RemoveFirst();
                batch.Add(oldest.Value);
            }

            return true;
        }
    }

    /// <summary>Lets go of a write that nobody wants any more, so that it takes no room from the others.</summary>
    public void Remove(QueuedWrite write)
    {
        lock (gate) waiting.Remove(write);
    }

    /// <summary>Takes back what could not be written, before what came since, and rests until <see cref="Wake"/>.</summary>
    public void PutBackAndRest(List<QueuedWrite> batch)
    {
        lock (gate)
        {
            for (var i = batch.Count - 1; i >= 0; i--)
                if (!batch[i].IsGivenUp) waiting.AddFirst(batch[i]);
            batch.Clear();
            DropBeyondLimit();
            foreach (var write in waiting) write.Settle(Kept.InMemory);
            resting = true;
        }
    }

    public void Wake()
    {
        lock (gate)
        {
            woken = true;
            Monitor.Pulse(gate);
        }
    }

    /// <summary>Takes nothing more; what waits is tried once more.</summary>
    public void Close()
    {
        lock (gate)
        {
            closing = true;
            resting = false;
            Monitor.Pulse(gate);
        }
    }

    private void DropBeyondLimit()
    {
        for (; waiting.Count > limit && waiting.First is { } oldest; dropped++)
        {
            waiting.RemoveFirst();
            oldest.Value.Settle(Kept.Lost);
        }
    }
}
