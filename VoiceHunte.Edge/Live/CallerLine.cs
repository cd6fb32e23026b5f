using VoiceHunte.Edge.Recordings;
using VoiceHunte.Edge.Sockets;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Live;

/// <summary>
/// The caller's end of a media stream: what is played there, how far it was heard, and silence at once when they cut in.
/// Everything about one call that frames, events and ticks touch is done under <see cref="Gate"/>.
/// </summary>
internal sealed class CallerLine(TextSocket socket, string streamSid, TimeProvider time) : IDisposable
{
    // A mark every fifth of a second tells how far the caller has heard, without doubling the messages.
    private const int BytesAMark = 200 * PlayOut.BytesAMillisecond;

    private readonly StreamMessages messages = new(streamSid);
    private readonly PlayOut playOut = new(time);
    private readonly List<(long Position, TaskCompletionSource Heard)> waiting = [];
    private long lastMark;
    private long lastMarkAt;
    private bool isOver;

    public Lock Gate { get; } = new();

    /// <summary>Keeps what is heard here; null: nobody does.</summary>
    public StreamRecorder? Recorder { get; set; }

    /// <summary>Up to here sound has come for the caller; a new piece of speech begins here.</summary>
    public long Position
    {
        get
        {
            lock (Gate) return playOut.Received;
        }
    }

    public long Heard
    {
        get
        {
            lock (Gate) return playOut.Heard;
        }
    }

    /// <summary>True while the caller hears something, or would if they had not cut in.</summary>
    public bool IsSpeaking
    {
        get
        {
            lock (Gate) return playOut.Heard < playOut.Received;
        }
    }

    /// <summary>Plays sound as OpenAI writes it; false when it is none, or has no end.</summary>
    public bool PlayBase64(ReadOnlySpan<byte> base64)
    {
        lock (Gate)
        {
            var isFine = playOut.AddBase64(base64);
            Pump();
            return isFine;
        }
    }

    public bool Play(ReadOnlySpan<byte> muLaw)
    {
        lock (Gate)
        {
            var isFine = playOut.Add(muLaw);
            Pump();
            return isFine;
        }
    }

    /// <summary>The caller cuts in: silence, at once. Returns up to where they heard.</summary>
    public long Stop()
    {
        lock (Gate)
        {
            // Always, even where all seems heard: Twilio's buffer may be behind our clock.
            socket.Send(messages.Clear());
            Recorder?.Clear();
            return lastMarkAt = playOut.Stop();
        }
    }

    /// <summary>It was nothing: the sentence goes on where it stopped.</summary>
    public void Resume()
    {
        lock (Gate)
        {
            playOut.Resume();
            Pump();
        }
    }

    /// <summary>What was not heard is given up.</summary>
    public void Drop()
    {
        lock (Gate)
        {
            playOut.Drop();
            Tell();
        }
    }

    public void MarkReturned(long mark)
    {
        lock (Gate)
        {
            playOut.MarkReturned(mark);
            Tick();
        }
    }

    /// <summary>With each frame of the caller's, and now and then besides: sends what is due.</summary>
    public void Tick()
    {
        lock (Gate)
        {
            Pump();
            Tell();
        }
    }

    /// <summary>Ends once everything up to here was heard, or given up.</summary>
    public Task HeardToAsync(long position)
    {
        lock (Gate)
        {
            if (playOut.Heard >= position) return Task.CompletedTask;
            var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((position, heard));
            return heard.Task;
        }
    }

    public void Dispose()
    {
        lock (Gate)
        {
            isOver = true;
            foreach (var (_, heard) in waiting) heard.TrySetResult();
            waiting.Clear();
            playOut.Dispose();
        }
    }

    private void Pump()
    {
        // A tick may have been waiting at the gate.
        if (isOver) return;
        while (playOut.TakeToSend() is { IsEmpty: false } piece)
        {
            socket.Send(messages.Media(piece));
            Recorder?.Say(piece);
            var isDue = playOut.Sent - lastMarkAt >= BytesAMark || playOut.Sent == playOut.Received;
            if (!isDue || playOut.Sent - lastMarkAt < BytesAMark / 2) continue;
            socket.Send(messages.Mark(++lastMark));
            playOut.Marked(lastMark);
            lastMarkAt = playOut.Sent;
        }
    }

    private void Tell()
    {
        if (waiting.Count == 0) return;
        // Whatever was given up is not coming any more.
        var heard = playOut.Heard == playOut.Received && !playOut.IsStopped ? long.MaxValue : playOut.Heard;
        for (var i = waiting.Count - 1; i >= 0; i--)
        {
            if (waiting[i].Position > heard) continue;
            waiting[i].Heard.TrySetResult();
            waiting.RemoveAt(i);
        }
    }
}
