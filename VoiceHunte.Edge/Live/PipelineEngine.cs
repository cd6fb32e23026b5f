using System.Buffers;
using System.Buffers.Text;
using VoiceHunte.Edge.Calls;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Live;

/// <summary>
/// The live call in steps: voice activity here, transcription, the agent, and speech sentence by sentence. It needs no model
/// that speaks, and is what a call falls back to when that one fails.
/// </summary>
internal sealed partial class PipelineEngine : IStreamEngine
{
    // Twilio's frames are of 160 bytes as a rule; whatever has another length is put together to such.
    private const int FrameBytes = 160;

    private const int FramesOfSilence = 10;

    private readonly TaskCompletionSource<EngineEnd> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource failing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource stopping = new();
    private readonly Call call;
    private readonly CallerLine line;
    private readonly PipelineParts parts;
    private readonly IdleWatch idle;
    private readonly InOrder work;
    private readonly VoiceActivity voice = new();
    private readonly CallerUtterance utterance = new();
    private readonly byte[] frame = new byte[FrameBytes];
    private int frameLength;
    private Task listening = Task.CompletedTask;
    private PipelineTurn? current;
    private bool isReady;
    private bool isCallerSpeaking;
    private bool isCutIn;
    private int unheard;
    private string? failure;
    private string unfinished = "";
    private Owed? left;

    public PipelineEngine(Call call, CallerLine line, PipelineParts parts)
    {
        (this.call, this.line, this.parts) = (call, line, parts);
        idle = new IdleWatch(parts.Time);
        work = new InOrder(Broke, stopping.Token);
    }

    public bool IsQuiet => isReady && !line.IsSpeaking && !isCallerSpeaking && work.Done.IsCompleted && listening.IsCompleted;

    public async Task<EngineEnd> HoldAsync(Owed? owed, CancellationToken cancellationToken)
    {
        await using var cancelled = cancellationToken.Register(() => ended.TrySetCanceled(cancellationToken));
        lock (line.Gate)
        {
            isReady = true;
            if (owed is { IsCallerSpeaking: true }) Expect();
            if (owed is not null) work.Then(() => TakeUpAsync(owed));
        }

        try
        {
            return await ended.Task;
        }
        finally
        {
            await stopping.CancelAsync();
            await listening;
            await work.Done;
        }
    }

    public void Hear(ReadOnlySpan<byte> base64)
    {
        if (!isReady || failure is not null) return;
        var largest = Base64.GetMaxDecodedFromUtf8Length(base64.Length);
        byte[]? rented = largest > 2 * FrameBytes ? ArrayPool<byte>.Shared.Rent(largest) : null;
        var sound = rented ?? stackalloc byte[2 * FrameBytes];
        if (Base64.DecodeFromUtf8(base64, sound, out _, out var length) == OperationStatus.Done)
        {
            HearSound(sound[..length]);
        }

        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
    }

    public void Press(char key)
    {
        idle.CallerIsThere();
        if (!isReady || failure is not null) return;
        CutOff();
        work.Then(() => TakeTurnAsync(new Heard("", null, key.ToString(), null), 0));
    }

    public void Tick()
    {
        if (!isReady || failure is not null) return;
        if (!IsQuiet) idle.LineIsBusy();
        switch (idle.Look())
        {
            case Idleness.Ask: work.Then(async () => await SpeakAsync(await parts.Live.AskStillThereAsync(call))); break;
            case Idleness.Leave: work.Then(async () => await SpeakAsync(await parts.Live.LeaveAsync(call))); break;
        }

        if (IsQuiet && parts.Ledger.IsOver) Fail("budget", null);
    }

    public ValueTask DisposeAsync()
    {
        lock (line.Gate)
        {
            isReady = false;
            utterance.Dispose();
        }

        stopping.Dispose();
        return ValueTask.CompletedTask;
    }

    // Whoever is speaking already is not taken for the line's own noise.
    private void Expect()
    {
        frame.AsSpan().Fill(MuLaw.Silence);
        for (var i = 0; i < FramesOfSilence; i++) voice.Hear(frame);
    }

    private void HearSound(ReadOnlySpan<byte> sound)
    {
        while (!sound.IsEmpty)
        {
            var taken = Math.Min(FrameBytes - frameLength, sound.Length);
            sound[..taken].CopyTo(frame.AsSpan(frameLength));
            sound = sound[taken..];
            frameLength = (frameLength + taken) % FrameBytes;
            if (frameLength == 0) HearFrame();
        }
    }

    private void HearFrame()
    {
        utterance.Hear(frame);
        switch (voice.Hear(frame))
        {
            case VoiceChange.Started:
                utterance.Begin(voice.FramesBack);
                CallerStarts();
                break;
            case VoiceChange.Ended:
                isCallerSpeaking = false;
                Listen(utterance.EndAsWav());
                break;
            case VoiceChange.None when utterance.IsFull:
                // Whoever speaks so long is transcribed in parts, and answered once: a word across the cut is in both.
                Listen(utterance.EndAsWav());
                utterance.Begin(0);
                break;
        }
    }

    /// <summary>
    /// Silent at once, and until it is known whether it was more than a noise: what is answered meanwhile waits.
    /// </summary>
    private void CallerStarts()
    {
        idle.CallerIsThere();
        isCallerSpeaking = true;
        var began = parts.Time.GetTimestamp();
        isCutIn |= line.IsSpeaking;
        line.Stop();
        parts.Metrics.FellSilent(parts.Time.GetElapsedTime(began));
    }

    private void Listen(byte[] wav)
    {
        unheard++;
        listening = ListenAsync(listening, wav, parts.Time.GetTimestamp());
    }

    private async Task ListenAsync(Task before, byte[] wav, long stoppedAt)
    {
        try
        {
            var transcript = parts.Ear.HearAsync(wav, stopping.Token);
            await before;
            var text = await transcript;
            var took = parts.Time.GetElapsedTime(stoppedAt);
            parts.Metrics.FirstAudio(AudioStages.Transcribed, "pipeline", took);
            lock (line.Gate)
            {
                unheard--;
                Understand(text, stoppedAt, took);
            }
        }
        catch (OpenAIException e)
        {
            Log.NotHeard(parts.Logger, call.CallId, e.Failure, e.Code, e.RequestId);
            lock (line.Gate)
            {
                // They cut in, with whatever words: nobody talks on over them.
                if (isCutIn) CutOff();
                Fail("transcription", new Owed { Text = unfinished });
            }
        }
        catch (OperationCanceledException)
        {
            // The call is over.
        }
    }

    private void Understand(string text, long stoppedAt, TimeSpan transcribedIn)
    {
        if (failure is not null)
        {
            Leave(text);
            return;
        }

        var rest = line.Position - line.Heard;
        if (isCallerSpeaking || unheard > 0)
        {
            // They have spoken on already: it belongs to what they say next.
            if (!Backchannel.Is(text)) unfinished = Joined(unfinished, text);
            return;
        }

        // "Mhm" over an answer, or while one is thought of, answers nothing; at the end of a question it may.
        var isListening = rest > Backchannel.SmallRest || (rest == 0 && !work.Done.IsCompleted);
        if (unfinished.Length == 0 && (text.Length == 0 || (isListening && Backchannel.Is(text))))
        {
            if (isCutIn) parts.Metrics.BargeIn(real: false);
            isCutIn = false;
            line.Resume();
            return;
        }

        if (isCutIn) parts.Metrics.BargeIn(real: true);
        CutOff();
        work.Then(() => TakeTurnAsync(Heard.Of(text) with { TranscribedIn = transcribedIn }, stoppedAt));
    }

    private void CutOff()
    {
        // Given up before it is dropped: what is dropped counts as heard otherwise.
        isCutIn = false;
        var heard = line.Stop();
        current?.GiveUp(heard);
        line.Drop();
    }

    private static string Joined(string one, string other) => one.Length == 0 ? other : other.Length == 0 ? one : $"{one} {other}";

    private void Fail(string why, Owed? owed)
    {
        if (failure is not null) return;
        failure = why;
        left = owed;
        // Whatever waited for the caller's words is said.
        line.Resume();
        failing.TrySetResult();
        work.Then(async () =>
        {
            await listening;
            ended.TrySetResult(new EngineEnd(null, why) { Owed = left });
        });
    }

    private void Broke(Exception e)
    {
        Log.Broke(parts.Logger, e, call.CallId);
        lock (line.Gate) Fail("broke", new Owed { Text = "" });
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1940, Level = LogLevel.Warning, Message = "Call {CallSid}: the caller cannot be heard in the pipeline, {Failure}, code {Code}, request {RequestId}")]
        public static partial void NotHeard(ILogger logger, string callSid, OpenAIFailure failure, string? code, string? requestId);

        [LoggerMessage(EventId = 1941, Level = LogLevel.Error, Message = "Call {CallSid}: a turn in the pipeline failed")]
        public static partial void Broke(ILogger logger, Exception exception, string callSid);
    }
}
