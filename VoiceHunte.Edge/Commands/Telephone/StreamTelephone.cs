using System.Net.WebSockets;
using System.Text;
using VoiceHunte.Edge.Sockets;
using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>20 ms of µ-law as the caller hears it: silence (0xFF) where nothing is played.</summary>
/// <param name="frame">Good until the listener returns.</param>
/// <param name="soundBytes">How much of it was sent by the appliance; 0 while that is silent.</param>
internal delegate void HeardFrame(ReadOnlySpan<byte> frame, int soundBytes);

/// <summary>
/// A telephone on a media stream, as Twilio plays it: 50 frames a second in both directions by the clock, marks returned when
/// what is before them has been heard. Hundreds may run at once; a frame makes no garbage. Listeners are called one at a time.
/// </summary>
internal sealed class StreamTelephone : IDisposable
{
    // Ten minutes of sound in one message, which is the most that Twilio would hold.
    private const int LargestMessage = 8 * 1024 * 1024;
    private const int MostWaiting = 1024 * 1024;

    private static readonly TimeSpan ClosesWithin = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly TimeProvider clock;
    private readonly TextSocket socket;
    private readonly StreamSession session;
    private readonly StreamSpeech speech;
    private readonly byte[] streamSid;
    private readonly FramePacer pacer;
    private readonly Loudspeaker speaker = new();
    private readonly Queue<ReadOnlyMemory<byte>> sayings = new();
    private readonly byte[] frame = new byte[MuLaw.FrameBytes];
    private ReadOnlyMemory<byte> saying;
    private bool isHungUp;

    /// <param name="opened">Ours from now on.</param>
    /// <param name="session">Goes into <c>start</c>.</param>
    /// <param name="clock">Paces both directions.</param>
    public StreamTelephone(WebSocket opened, StreamSession session, TimeProvider clock)
    {
        this.clock = clock;
        this.session = session;
        socket = new TextSocket(opened, LargestMessage, MostWaiting);
        speech = new StreamSpeech(session);
        streamSid = Encoding.UTF8.GetBytes(session.StreamSid);
        pacer = new FramePacer(clock);
    }

    /// <summary>Told every 20 ms, sound or none.</summary>
    public HeardFrame? Heard { get; init; }

    /// <summary>Told of every <c>clear</c>, with the bytes that the caller will not hear.</summary>
    public Action<int>? Cleared { get; init; }

    /// <summary>Told of every mark that goes back.</summary>
    public Action<string>? MarkReturned { get; init; }

    /// <summary>Whether some of what the caller has to say is still to be sent.</summary>
    public bool IsSaying => sayings.Count > 0 || !saying.IsEmpty;

    /// <summary>What the appliance has sent and the caller has not heard yet; 8 bytes are a millisecond.</summary>
    public int WaitingBytes => speaker.WaitingBytes;

    /// <summary>Says this, behind whatever is being said: µ-law, the last frame filled up with silence.</summary>
    public void Say(ReadOnlyMemory<byte> muLaw)
    {
        lock (gate) sayings.Enqueue(muLaw);
    }

    public void Press(char key)
    {
        lock (gate) socket.Send(speech.Key(key));
    }

    public void HangUp()
    {
        lock (gate) isHungUp = true;
        pacer.Stop();
    }

    /// <summary>Holds the stream from <c>connected</c> to its end. Once.</summary>
    /// <param name="hangUp">The caller hangs up: that is a good end.</param>
    public async Task<LegEnd> HoldAsync(CancellationToken hangUp)
    {
        using var hangingUp = hangUp.UnsafeRegister(static telephone => ((StreamTelephone)telephone!).HangUp(), this);
        pacer.Start();
        lock (gate)
        {
            socket.Send(StreamSpeech.Connected);
            socket.Send(speech.Start());
        }

        var receiving = ReceiveAsync();
        while (await pacer.NextAsync()) Tick();
        return await EndAsync(receiving);
    }

    public void Dispose()
    {
        pacer.Dispose();
        socket.Dispose();
        speech.Dispose();
    }

    private void Tick()
    {
        lock (gate)
        {
            NextSaid(frame);
            if (!socket.Send(speech.Media(frame))) pacer.Stop();
            var heard = speaker.Play(frame);
            ReturnMarks();
            Heard?.Invoke(frame, heard);
        }
    }

    private void NextSaid(Span<byte> said)
    {
        if (saying.IsEmpty && sayings.TryDequeue(out var next)) saying = next;
        var length = Math.Min(said.Length, saying.Length);
        saying.Span[..length].CopyTo(said);
        said[length..].Fill(MuLaw.Silence);
        saying = saying[length..];
    }

    private void ReturnMarks()
    {
        while (speaker.TryTakeMark(out var name))
        {
            socket.Send(speech.Mark(name));
            MarkReturned?.Invoke(name);
        }
    }

    private async Task<LegEnd> ReceiveAsync()
    {
        try
        {
            while (await socket.ReceiveAsync(CancellationToken.None) is { } message)
            {
                if (Take(message.Span) is { } refusal) return refusal;
            }

            return socket.ClosedWith is { } status
                ? Closed(status)
                : new LegEnd(LegEndKind.Failed, "the appliance broke the connection off", StreamErrors.Closed);
        }
        catch (SocketRefusedException refused)
        {
            var isBinary = refused.CloseStatus == WebSocketCloseStatus.InvalidMessageType;
            return new LegEnd(LegEndKind.Refused, refused.Message, isBinary ? StreamErrors.Binary : StreamErrors.Protocol);
        }
        finally
        {
            pacer.Stop();
        }
    }

    private static LegEnd Closed(WebSocketCloseStatus status) => status is WebSocketCloseStatus.NormalClosure or WebSocketCloseStatus.Empty
        ? new LegEnd(LegEndKind.Closed)
        : new LegEnd(LegEndKind.Failed, $"the appliance closed with {(int)status}", StreamErrors.Closed);

    /// <summary>Does what the appliance asks; null, unless Twilio would refuse it.</summary>
    private LegEnd? Take(ReadOnlySpan<byte> message)
    {
        if (!StreamEvent.TryRead(message, out var read)) return Refusal("a message that is none of Media Streams");

        lock (gate)
        {
            if (isHungUp) return null;
            if (read.Kind is not (StreamEventKind.Media or StreamEventKind.Mark or StreamEventKind.Clear)) return Refusal("an event that Twilio does not take");
            if (!read.StreamSid.SequenceEqual(streamSid)) return Refusal($"a message for another stream than {session.StreamSid}");
            if (read.Kind == StreamEventKind.Media && !speaker.TryAdd(read.Payload)) return Refusal("sound that is no base64");
            if (speaker.WaitingBytes > Loudspeaker.MostBytes) return Refusal("over ten minutes of sound, ahead of the caller", StreamErrors.TooMuchSound);

            if (read.Kind == StreamEventKind.Mark) speaker.AddMark(read.MarkName);
            if (read.Kind == StreamEventKind.Clear) Cleared?.Invoke(speaker.Clear());
            // At once, where nothing is left to be played before them.
            ReturnMarks();
        }

        return null;
    }

    private static LegEnd Refusal(string what, int code = StreamErrors.Protocol) => new(LegEndKind.Refused, what, code);

    private async Task<LegEnd> EndAsync(Task<LegEnd> receiving)
    {
        bool isOurs;
        lock (gate)
        {
            isOurs = isHungUp && !receiving.IsCompleted;
            if (isOurs) socket.Send(speech.Stop());
        }

        // One that is broken may still hold the appliance's close frame.
        var end = isOurs ? new LegEnd(LegEndKind.HungUp) : await WithinAsync(receiving);
        var status = end.Kind == LegEndKind.Refused ? WebSocketCloseStatus.ProtocolError : WebSocketCloseStatus.NormalClosure;
        await socket.CloseAsync(status, "", ClosesWithin);
        if (isOurs) await WithinAsync(receiving);
        return end;
    }

    private async Task<LegEnd> WithinAsync(Task<LegEnd> receiving)
    {
        try
        {
            return await receiving.WaitAsync(ClosesWithin, clock);
        }
        catch (TimeoutException)
        {
            socket.Abort();
            return await receiving;
        }
    }
}
