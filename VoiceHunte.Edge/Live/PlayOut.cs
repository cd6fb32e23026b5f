using System.Buffers;
using System.Buffers.Text;

namespace VoiceHunte.Edge.Live;

/// <summary>
/// The sound on its way to the caller, µ-law at 8 bytes a millisecond: what has come, what was sent, and what was heard.
/// Positions count bytes from the beginning of the call. Only a little is sent ahead, so that little is lost when the caller
/// cuts in; the rest waits here, and can go on after a cough. Whoever calls this holds the line's lock.
/// </summary>
internal sealed class PlayOut(TimeProvider time) : IDisposable
{
    public const int BytesAMillisecond = 8;

    /// <summary>Sent ahead of what is heard: enough for a hiccup of the network.</summary>
    public const int LeadBytes = 1000 * BytesAMillisecond;

    /// <summary>Two minutes: no answer is longer, a model that does not end is.</summary>
    public const int MostHeldBytes = 120_000 * BytesAMillisecond;

    // Kept behind what is heard, as a mark may show that the clock ran ahead.
    private const int KeptBehindBytes = 500 * BytesAMillisecond;
    private const int SmallestArray = 4096;

    private byte[]? held;
    private long heldFrom;
    private long anchor;
    private long anchoredAt;
    private readonly Queue<(long Mark, long Position)> marks = new();
    private bool marksReturn;

    /// <summary>Up to here sound has come.</summary>
    public long Received { get; private set; }

    /// <summary>Up to here it was sent.</summary>
    public long Sent { get; private set; }

    /// <summary>True after a barge-in, until it goes on or is dropped.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Up to here the caller has heard it: by the clock, but not beyond a mark that is still out.</summary>
    public long Heard
    {
        get
        {
            var played = Played;
            return marksReturn && marks.TryPeek(out var next) ? Math.Min(played, next.Position) : played;
        }
    }

    // By the clock alone: a stream whose marks never return must not stall.
    private long Played => Sent == anchor
        ? anchor
        : Math.Min(Sent, anchor + (long)(time.GetElapsedTime(anchoredAt).TotalMilliseconds * BytesAMillisecond));

    /// <summary>Takes sound as OpenAI writes it; false when it is no base64, or has no end.</summary>
    public bool AddBase64(ReadOnlySpan<byte> base64)
    {
        MakeRoom(Base64.GetMaxDecodedFromUtf8Length(base64.Length));
        var room = held.AsSpan((int)(Received - heldFrom));
        if (Base64.DecodeFromUtf8(base64, room, out var consumed, out var written) != OperationStatus.Done || consumed != base64.Length) return false;
        Received += written;
        return Received - Heard <= MostHeldBytes;
    }

    public bool Add(ReadOnlySpan<byte> muLaw)
    {
        MakeRoom(muLaw.Length);
        muLaw.CopyTo(held.AsSpan((int)(Received - heldFrom)));
        Received += muLaw.Length;
        return Received - Heard <= MostHeldBytes;
    }

    /// <summary>What may be sent now; empty while enough is on its way.</summary>
    public ReadOnlySpan<byte> TakeToSend()
    {
        if (IsStopped || Sent == Received) return [];
        var played = Played;
        var room = LeadBytes - (Sent - played);
        var waiting = Received - Sent;
        // In pieces of a fifth of a second at least, save at the end.
        if (room < Math.Min(waiting, LeadBytes / 5)) return [];
        if (played == Sent) (anchor, anchoredAt) = (Sent, time.GetTimestamp());
        var piece = held.AsSpan((int)(Sent - heldFrom), (int)Math.Min(waiting, room));
        Sent += piece.Length;
        return piece;
    }

    /// <summary>A mark was sent behind everything that was sent so far.</summary>
    public void Marked(long mark) => marks.Enqueue((mark, Sent));

    /// <summary>A mark came back: what was sent before it has been heard.</summary>
    public void MarkReturned(long mark)
    {
        var isKnown = false;
        long position = 0;
        while (marks.TryPeek(out var next) && next.Mark <= mark)
        {
            marks.Dequeue();
            (isKnown, position) = (true, next.Position);
        }

        // Marks of before a clear come back at once, unheard: they are not in the queue any more.
        if (!isKnown) return;
        marksReturn = true;
        (anchor, anchoredAt) = (position, time.GetTimestamp());
        Trim();
    }

    /// <summary>The caller cuts in. What was not heard waits; returns up to where it was heard.</summary>
    public long Stop()
    {
        var heard = Heard;
        marks.Clear();
        (Sent, anchor, IsStopped) = (heard, heard, true);
        return heard;
    }

    /// <summary>Goes on where it was stopped.</summary>
    public void Resume() => IsStopped = false;

    /// <summary>What was not heard is never heard.</summary>
    public void Drop()
    {
        if (!IsStopped) Stop();
        Received = Sent;
        IsStopped = false;
        Trim();
    }

    public void Dispose() => GiveBack();

    private void MakeRoom(int more)
    {
        Trim();
        var used = (int)(Received - heldFrom);
        if (held is not null && used + more <= held.Length) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(SmallestArray, used + Math.Max(more, used)));
        if (held is not null)
        {
            held.AsSpan(0, used).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(held);
        }

        held = larger;
    }

    // What was heard is not needed any more; a silent line holds no array.
    private void Trim()
    {
        if (held is null) return;
        if (Heard == Received)
        {
            GiveBack();
            heldFrom = Received;
            return;
        }

        var gone = (int)(Math.Min(Heard, Sent) - KeptBehindBytes - heldFrom);
        if (gone < held.Length / 2) return;
        held.AsSpan(gone, (int)(Received - heldFrom) - gone).CopyTo(held);
        heldFrom += gone;
    }

    private void GiveBack()
    {
        if (held is not null) ArrayPool<byte>.Shared.Return(held);
        held = null;
    }
}
