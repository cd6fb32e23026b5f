using System.Net.WebSockets;
using VoiceHunte.Edge.Calls;
using VoiceHunte.Edge.Recordings;
using VoiceHunte.Edge.Service;
using VoiceHunte.Edge.Sockets;
using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Telemetry;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Live;

/// <summary>One call on a media stream, from its first message to its last: its frames, its engines, and the ladder between them.</summary>
internal sealed partial class StreamCall(
    TextSocket socket, LiveAdmission admission, LiveTurns turns, VoiceDesk voices, EngineRoom? engines, GreetingAudio? greetings, StreamRecorders? recorders, CallBoard board, ClosingTime closing, EdgeMetrics metrics, TimeProvider time, ILogger logger)
{
    /// <summary>Twilio sends 50 frames a second, in silence too: after this it is gone.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);

    private const string Stalled = "no frame for too long";

    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan CallerClosesWithin = TimeSpan.FromSeconds(1);

    private readonly StreamFrames frames = new(socket);
    private IStreamEngine? engine;
    private CallerLine? line;
    private long lastFrame = time.GetTimestamp();
    private bool stalled;
    private string callId = "";
    private Call? held;

    /// <exception cref="SocketRefusedException">It is not Twilio, or not the call that it says it is.</exception>
    public async Task HoldAsync()
    {
        if (await admission.InTimeAsync(socket, "no start message", frames.BeginAsync) is not { } start) return;
        var (call, seat) = await admission.AdmitAsync(start.CallSid, start.Parameters.GetValueOrDefault("token"));
        using var seated = seat;
        (callId, held) = (call.CallId, call);
        using var scope = CallScope.Enter(logger, callId);
        using var theLine = new CallerLine(socket, start.StreamSid, time);
        line = theLine;
        using var live = call.GoLive();
        Log.Began(logger, call.CallId);
        metrics.LiveCallBegan("stream");
        // The greeting waits for nothing: what is missed of the voice meanwhile are moments.
        var listening = voices.BeginAsync(call);
        try
        {
            await HoldAsync(call, theLine);
        }
        finally
        {
            metrics.LiveCallEnded();
            if (theLine.Recorder is { } recorder) await recorder.DisposeAsync();
            // Nor does what comes next for the caller wait for the disk.
            _ = voices.EndAsync(call, listening);
        }
    }

    private async Task HoldAsync(Call call, CallerLine theLine)
    {
        using var over = new CancellationTokenSource();
        using var ticking = time.CreateTimer(_ => Tick(), null, TickEvery, TickEvery);
        // At once, from memory: whatever is to think is still being connected.
        if (!call.IsGreeted && greetings?.Find(call.Language) is { } greeting) theLine.Play(greeting.Span);
        call.IsGreeted = true;
        var holding = ClimbDownAsync(call, theLine, over.Token);
        var reading = ReadAsync();
        await Task.WhenAny(holding, reading);
        if (!reading.IsCompleted)
        {
            // The call goes on elsewhere, or is over: Twilio closes as soon as it is told.
            call.AfterLive = (await holding).Next;
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CallerClosesWithin);
        }
        else
        {
            await over.CancelAsync();
        }

        await WithoutCancellation(holding);
        await reading;
        if (stalled) throw new SocketRefusedException(WebSocketCloseStatus.PolicyViolation, Stalled);
    }

    /// <summary>Realtime, then the pipeline, then webhooks: each step is told, and nothing that was said is said again.</summary>
    private async Task<EngineEnd> ClimbDownAsync(Call call, CallerLine theLine, CancellationToken cancellationToken)
    {
        Owed? owed = null;
        var end = new EngineEnd(null, "nothing can listen here");
        foreach (var step in engines?.Steps() ?? [])
        {
            board.Change(callId, shown => shown with { Ladder = step.Name });
            await using (var next = step.Make(call, theLine))
            {
                lock (theLine.Gate) engine = next;
                try
                {
                    end = await next.HoldAsync(owed, cancellationToken);
                }
                finally
                {
                    lock (theLine.Gate) engine = null;
                }
            }

            if (end.Failure is null) return end;
            owed = end.Owed;
            var below = step.Below();
            metrics.LadderStep(step.Name, below, end.Failure);
            Log.WentDown(logger, call.CallId, step.Name, below, end.Failure);
        }

        board.Change(callId, shown => shown with { Ladder = "gather" });
        // What is still being said is heard to its end; the webhook takes up what is owed.
        await theLine.HeardToAsync(theLine.Position).WaitAsync(cancellationToken);
        if (owed?.Saying is { } said) await turns.KeepHeardAsync(call, said.Turn, said.Turn.Reply.Text);
        if (owed?.Text is { Length: > 0 } text) await turns.OweAsync(call, text);
        call.Unsaid = owed?.Unsaid?.Reply;
        return end with { Next = owed?.Saying?.Turn.Reply.Next };
    }

    private void Refuse(string why) => _ = socket.CloseAsync(WebSocketCloseStatus.PolicyViolation, why, LiveDoor.CloseTakes);

    private async Task ReadAsync()
    {
        while (await socket.ReceiveAsync(CancellationToken.None) is { } message)
        {
            if (!Take(message.Span)) return;
        }
    }

    /// <summary>False: the call is over.</summary>
    private bool Take(ReadOnlySpan<byte> message)
    {
        var read = frames.Check(message);
        lock (line!.Gate)
        {
            Volatile.Write(ref lastFrame, time.GetTimestamp());
            switch (read.Kind)
            {
                case StreamEventKind.Media:
                    Record(read.Payload);
                    held!.Voice?.Hear(read.Payload);
                    engine?.Hear(read.Payload);
                    line.Tick();
                    break;
                case StreamEventKind.Dtmf:
                    engine?.Press(read.Digit);
                    break;
                case StreamEventKind.Mark when System.Buffers.Text.Utf8Parser.TryParse(read.MarkName, out long mark, out _):
                    line.MarkReturned(mark);
                    break;
                case StreamEventKind.Stop:
                    return false;
            }
        }

        return true;
    }

    /// <summary>From when on it is clear that the caller lets us, to when they say that they do not.</summary>
    private void Record(ReadOnlySpan<byte> base64)
    {
        if (recorders is null) return;
        if (held!.Recording == CallRecording.Begun) line!.Recorder ??= recorders.Begin(callId);
        else if (held.Recording == CallRecording.Refused) line!.Recorder?.Discard();
        line!.Recorder?.Hear(base64);
    }

    private void Tick()
    {
        if (time.GetElapsedTime(Volatile.Read(ref lastFrame)) > LongestSilence)
        {
            stalled = true;
            Refuse(Stalled);
            return;
        }

        try
        {
            lock (line!.Gate)
            {
                line.Tick();
                engine?.Tick();
                if (closing.HasBegun && engine is { IsQuiet: true }) LiveDoor.HandOver(socket);
            }
        }
        catch (Exception e)
        {
            // Out of a timer it would end the process, and every call with it.
            Log.Broke(logger, e, callId);
            _ = socket.CloseAsync(WebSocketCloseStatus.InternalServerError, "something went wrong here", LiveDoor.CloseTakes);
        }
    }

    private static async Task WithoutCancellation(Task task)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException)
        {
            // That was the intention.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1910, Level = LogLevel.Information, Message = "Call {CallSid} is on a media stream")]
        public static partial void Began(ILogger logger, string callSid);

        [LoggerMessage(EventId = 1911, Level = LogLevel.Warning, Message = "Call {CallSid} goes down from {From} to {To}: {Why}")]
        public static partial void WentDown(ILogger logger, string callSid, string from, string to, string why);

        [LoggerMessage(EventId = 1912, Level = LogLevel.Error, Message = "Call {CallSid}: its media stream failed; the call goes on by webhooks")]
        public static partial void Broke(ILogger logger, Exception exception, string callSid);
    }
}
