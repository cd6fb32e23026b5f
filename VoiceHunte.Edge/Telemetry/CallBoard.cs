using System.Threading.Channels;

namespace VoiceHunte.Edge.Telemetry;

/// <summary>A call on the line, as the board shows it.</summary>
/// <param name="State"><c>ringing</c>, <c>listening</c>, <c>thinking</c>, <c>transferring</c> or <c>ended</c>.</param>
/// <param name="Ladder">The step of the ladder that a media stream stands on: <c>realtime</c>, <c>pipeline</c>, <c>gather</c>.</param>
/// <param name="Number">Masked.</param>
internal sealed record BoardCall(
    string CallId, string State, string? Language, string? LastWords, string? LastAnswer, string Mode, string? Ladder, string? Number, DateTimeOffset StartedAt);

/// <summary>Something that a page may want to know at once.</summary>
/// <param name="Id">Each one's own, and growing.</param>
/// <param name="Name"><c>call</c>, <c>turn</c>, <c>reservation</c>, <c>message</c> or <c>reset</c>.</param>
/// <param name="Data">The call; else the id of what it is about.</param>
internal sealed record Happening(long Id, string Name, object? Data);

/// <summary>
/// The calls that are held now, and what happens on them, for whoever watches. Those who make it happen never wait: a watcher
/// who does not keep up is told to begin anew.
/// </summary>
internal sealed class CallBoard
{
    public const int MostWatchers = 8;

    private const int Remembered = 1024;
    private const int MostWaiting = 256;

    private readonly Lock gate = new();
    private readonly Dictionary<string, BoardCall> calls = [];
    private readonly Queue<Happening> past = new();
    private readonly List<Channel<Happening>> watchers = [];
    private long lastId;

    public (long Id, IReadOnlyList<BoardCall> Calls) Snapshot()
    {
        lock (gate) return (lastId, [.. calls.Values.OrderBy(call => call.StartedAt)]);
    }

    public int Count
    {
        get { lock (gate) return calls.Count; }
    }

    /// <summary>Calls that began, or were found again, since the process started.</summary>
    public long Begun { get; private set; }

    /// <summary>A call begins, or is found again after a restart.</summary>
    public void Begin(BoardCall call)
    {
        lock (gate)
        {
            if (!calls.TryAdd(call.CallId, call)) return;
            Begun++;
            Tell("call", call);
        }
    }

    /// <summary>A call goes on; one that is not on the board is let go.</summary>
    public void Change(string callId, Func<BoardCall, BoardCall> change)
    {
        lock (gate)
        {
            if (!calls.TryGetValue(callId, out var call)) return;
            var changed = change(call);
            if (changed == call) return;
            calls[callId] = changed;
            Tell("call", changed);
        }
    }

    public void End(string callId)
    {
        lock (gate)
        {
            if (calls.Remove(callId, out var call)) Tell("call", call with { State = "ended" });
        }
    }

    /// <param name="name"><c>turn</c>, <c>reservation</c> or <c>message</c>.</param>
    public void Happened(string name, object data)
    {
        lock (gate) Tell(name, data);
    }

    /// <summary>All that happens from now on, what happened after <paramref name="after"/> first; null while too many watch.</summary>
    /// <param name="after">The last one that was seen.</param>
    public Watching? Watch(long after)
    {
        lock (gate)
        {
            if (watchers.Count >= MostWatchers) return null;
            var channel = Channel.CreateBounded<Happening>(new BoundedChannelOptions(MostWaiting + Remembered) { SingleReader = true });
            var isKnown = after == lastId || (past.TryPeek(out var oldest) && after >= oldest.Id - 1 && after <= lastId);
            if (!isKnown) channel.Writer.TryWrite(new Happening(lastId, "reset", null));
            foreach (var happening in past.Where(one => isKnown && one.Id > after)) channel.Writer.TryWrite(happening);
            watchers.Add(channel);
            return new Watching(this, channel);
        }
    }

    private void Tell(string name, object? data)
    {
        var happening = new Happening(++lastId, name, data);
        past.Enqueue(happening);
        if (past.Count > Remembered) past.Dequeue();
        for (var i = watchers.Count - 1; i >= 0; i--)
        {
            if (watchers[i].Writer.TryWrite(happening)) continue;
            watchers[i].Writer.TryComplete();
            watchers.RemoveAt(i);
        }
    }

    /// <summary>Somebody watches until this is disposed of.</summary>
    internal sealed class Watching(CallBoard board, Channel<Happening> channel) : IDisposable
    {
        /// <summary>Ends when the watcher did not keep up.</summary>
        public ChannelReader<Happening> Happenings => channel.Reader;

        public void Dispose()
        {
            lock (board.gate) board.watchers.Remove(channel);
        }
    }
}

/// <summary>A turn is on disk.</summary>
internal sealed record TurnHappened(string CallId, int TurnId);

/// <summary>A reservation was made, changed or cancelled.</summary>
/// <param name="Day">Of its beginning, on the restaurant's calendar.</param>
internal sealed record ReservationHappened(string Id, string Day);

/// <summary>A message was left for the staff, or closed.</summary>
internal sealed record MessageHappened(string Id);
