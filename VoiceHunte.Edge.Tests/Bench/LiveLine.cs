using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Bench;

/// <summary>
/// One call of a load: a bare socket, frames out on the pacer's thread, sound in on whatever thread it comes, and the clock
/// between the two. Twilio's part is played to an appliance, or the appliance's to an upstream.
/// </summary>
internal sealed class LiveLine : IDisposable
{
    // Sent and not back for longer than this is lost: 80 seconds, more than any window that is measured.
    private const int MostUnderWay = 4096;

    private readonly Socket socket;
    private readonly string streamSid;
    private readonly FrameForm form;
    private readonly SocketAsyncEventArgs receiving = new();
    private readonly ServerFrames incoming = new();
    private readonly long[] sentAt = new long[MostUnderWay];
    private readonly int[] roundTrips;
    private readonly byte[] decoded = new byte[64 * 1024];
    private int number = 1;
    private long markToReturn;
    private TaskCompletionSource<long>? clear;
    private TaskCompletionSource<long>? sound;
    private NewVoice? newVoice;
    private byte[] voice = FrameForm.Silence;

    private LiveLine(Socket socket, string streamSid, FrameForm form, int mostFrames)
    {
        (this.socket, this.streamSid, this.form) = (socket, streamSid, form);
        roundTrips = new int[mostFrames];
        receiving.Completed += (_, _) =>
        {
            if (Took()) Receive();
        };
    }

    /// <summary>Frames that were sent so far; the next one has this number.</summary>
    public int Sent { get; private set; }

    /// <summary>True: a number goes with each frame, and is waited for.</summary>
    public bool IsNumbered { get; set; } = true;

    public bool IsClosed { get; private set; }

    /// <summary>Plays Twilio: signed, and with the token of the webhook.</summary>
    public static LiveLine ToAppliance(int port, string callSid, ConnectHeard connect, int mostFrames = 6000)
    {
        var streamSid = $"MZ{Guid.NewGuid():N}";
        var signature = TwilioSigner.Sign(SignedCalls.AuthToken, connect.Url.AbsoluteUri, []);
        var line = new LiveLine(
            ClientSocket.Open(port, connect.Url.AbsolutePath, connect.Url.Host, $"X-Twilio-Signature: {signature}"), streamSid, FrameForm.Twilio(streamSid), mostFrames);
        line.Tell("""{"event":"connected","protocol":"Call","version":"1.0.0"}""");
        line.Tell(FrameForm.Start(streamSid, callSid, connect.Parameters["token"]));
        line.Receive();
        return line;
    }

    /// <summary>Plays the appliance: what the upstream takes by itself.</summary>
    public static LiveLine ToUpstream(int port, int mostFrames = 6000)
    {
        var line = new LiveLine(
            ClientSocket.Open(port, "/v1/realtime?model=gpt-realtime-2.1", "localhost", "Authorization: Bearer " + OpenAIStandIn.Key), "", FrameForm.Realtime(), mostFrames);
        line.Receive();
        return line;
    }

    /// <summary>The next 20 ms, and the mark that is due. For the pacer alone.</summary>
    public void SendFrame()
    {
        if (IsClosed) return;
        try
        {
            if (Interlocked.Exchange(ref markToReturn, 0) is > 0 and var mark) socket.Send(FrameForm.Mark(++number, streamSid, mark));
            var isCounted = IsNumbered && Sent < roundTrips.Length;
            var next = Interlocked.Exchange(ref newVoice, null);
            if (next is not null) voice = next.Base64;
            var message = form.Write(++number, voice, isCounted ? Sent : null);
            var now = Stopwatch.GetTimestamp();
            Volatile.Write(ref sentAt[Sent % MostUnderWay], now);
            socket.Send(message);
            next?.Heard.TrySetResult(now);
            Sent++;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            IsClosed = true;
        }
    }

    /// <summary>The caller hangs up; no pacer sends any more.</summary>
    public void HangUp()
    {
        if (IsClosed) return;
        Tell(string.Create(CultureInfo.InvariantCulture, $$$"""{"event":"stop","sequenceNumber":"{{{2_000_000}}}","streamSid":"{{{streamSid}}}","stop":{"accountSid":"AC0","callSid":"CA0"}}"""));
    }

    /// <summary>From the next frame on this is the caller's voice; when that frame was sent.</summary>
    /// <param name="base64">20 ms.</param>
    public Task<long> SpeakAsync(byte[] base64)
    {
        var next = new NewVoice(base64, NewWait());
        newVoice = next;
        return next.Heard.Task;
    }

    /// <inheritdoc cref="SpeakAsync"/>
    public void Say(byte[] base64) => _ = SpeakAsync(base64);

    /// <summary>When <c>clear</c> comes next, by <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public Task<long> ClearAsync() => (clear = NewWait()).Task;

    /// <summary>When sound comes next.</summary>
    public Task<long> SoundAsync() => (sound = NewWait()).Task;

    /// <summary>In microseconds; null: it never came back.</summary>
    public int? RoundTrip(int frame) => Volatile.Read(ref roundTrips[frame]) is > 0 and var us ? us : null;

    public void Dispose()
    {
        IsClosed = true;
        socket.Dispose();
        receiving.Dispose();
    }

    private static TaskCompletionSource<long> NewWait() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Tell(string text)
    {
        try
        {
            socket.Send(FrameForm.Text(text));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            IsClosed = true;
        }
    }

    private void Receive()
    {
        try
        {
            do receiving.SetBuffer(incoming.Room);
            while (!socket.ReceiveAsync(receiving) && Took());
        }
        catch (ObjectDisposedException)
        {
            IsClosed = true;
        }
    }

    private bool Took()
    {
        if (receiving.SocketError != SocketError.Success || receiving.BytesTransferred == 0)
        {
            IsClosed = true;
            return false;
        }

        var now = Stopwatch.GetTimestamp();
        incoming.Arrived(receiving.BytesTransferred);
        while (incoming.TryTake(out var text)) Take(text, now);
        return true;
    }

    private void Take(ReadOnlySpan<byte> text, long now)
    {
        if (text.StartsWith("{\"event\":\"media\""u8)) Hear(text, "\"payload\":\""u8, now);
        else if (text.StartsWith("{\"type\":\"response.output_audio.delta\""u8)) Hear(text, "\"delta\":\""u8, now);
        else if (text.StartsWith("{\"event\":\"mark\""u8)) Interlocked.Exchange(ref markToReturn, MarkOf(text));
        else if (text.StartsWith("{\"event\":\"clear\""u8)) Interlocked.Exchange(ref clear, null)?.TrySetResult(now);
    }

    private void Hear(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, long now)
    {
        var base64 = text[(text.IndexOf(name) + name.Length)..];
        base64 = base64[..base64.IndexOf((byte)'"')];
        Interlocked.Exchange(ref sound, null)?.TrySetResult(now);
        if (base64.Length == FrameForm.Base64Bytes)
        {
            Returned(FrameForm.ReadMarkOfBase64(base64), now);
            return;
        }

        // Frames that had to wait come back as one.
        Base64.DecodeFromUtf8(base64, decoded, out _, out var length);
        for (var at = 0; at + FrameForm.SoundBytes <= length; at += FrameForm.SoundBytes) Returned(FrameForm.ReadMark(decoded.AsSpan(at)), now);
    }

    private void Returned(int? frame, long now)
    {
        if (frame is not { } one || one < 0 || one >= roundTrips.Length) return;
        var took = Stopwatch.GetElapsedTime(Volatile.Read(ref sentAt[one % MostUnderWay]), now);
        Volatile.Write(ref roundTrips[one], Math.Max(1, (int)took.TotalMicroseconds));
    }

    private static long MarkOf(ReadOnlySpan<byte> text)
    {
        var name = text[(text.IndexOf("\"name\":\""u8) + 8)..];
        return Utf8Parser.TryParse(name, out long mark, out _) ? mark : 0;
    }

    private sealed record NewVoice(byte[] Base64, TaskCompletionSource<long> Heard);
}
