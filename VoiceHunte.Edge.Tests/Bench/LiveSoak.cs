using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Bench;

/// <summary>
/// Calls that begin and end all the time, for as long as is wanted: questions, tables, interruptions, noises, a Realtime side
/// that breaks, callers who hang up or vanish. Afterwards nothing of them may be left.
/// </summary>
/// <param name="atOnce">Calls at a time.</param>
/// <param name="shortest">A call's time on the stream, at least.</param>
/// <param name="longest">And at most.</param>
internal sealed class LiveSoak(int atOnce, TimeSpan shortest, TimeSpan longest, int seed)
{
    // Two seconds of PCM.
    private const int AnswerBytes = 2 * 24_000 * 2;
    private static readonly byte[] Loud = FrameForm.Base64Of(RealtimeAudio.Caller(20));
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly LiveLine?[] places = new LiveLine?[atOnce];
    private int calls;
    private int vanished;
    private int ledOn;

    public int Calls => calls;

    /// <summary>Callers whose line broke without a word.</summary>
    public int Vanished => vanished;

    /// <summary>Calls that the appliance itself took off the stream.</summary>
    public int LedOn => ledOn;

    public Task<LiveStage> OpenAsync() => LiveStage.OpenAsync(echoes: false, new() { ["MAX_LIVE_CALLS"] = "200" }, LiveSoakCaller.Begin(seed));

    /// <summary>Each place is taken by one call after the other until the time is over; then the last ones hang up.</summary>
    public async Task RunAsync(LiveStage stage, TimeSpan time)
    {
        stage.OpenAI.Transcription.Always(TranscriptionReply.Heard(LiveSoakCaller.Question, "en"));
        stage.OpenAI.Chat.Always(ChatReply.Text(LiveSoakCaller.Answer));
        stage.OpenAI.Speech.Always(SpeechReply.Audio(new byte[AnswerBytes]));
        using var pacer = new FramePacer(places);
        var until = DateTime.UtcNow + time;
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(place => TakeAsync(stage, place, new Random(seed + place), until)));
    }

    /// <summary>The memory is held against what it was: whatever the collector would free by and by is freed before.</summary>
    public static async Task<double> SettledMegabytesAsync(LiveStage stage)
    {
        while ((await stage.FiguresAsync()).CallsNow > 0) await Task.Delay(50, TestContext.Current.CancellationToken);
        // Garbage enough for a few collections, and some quiet for what was freed to go back to the kernel.
        for (var i = 0; i < 2000; i++) await stage.MetricsAsync();
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        return stage.Edge.ResidentBytes() / 1048576.0;
    }

    private async Task TakeAsync(LiveStage stage, int place, Random random, DateTime until)
    {
        // Not all at once: callers come when they come.
        await Task.Delay(shortest * random.NextDouble() / 2, TestContext.Current.CancellationToken);
        while (DateTime.UtcNow < until)
        {
            var call = await stage.RingAsync();
            Interlocked.Increment(ref calls);
            call.Line.IsNumbered = false;
            Volatile.Write(ref places[place], call.Line);
            await TalkAsync(call.Line, random, DateTime.UtcNow + shortest + ((longest - shortest) * random.NextDouble()), until);
            Volatile.Write(ref places[place], null);
            await EndAsync(call, random);
        }
    }

    // What is said matters to the pipeline alone: a Realtime session hears what its own script says.
    private static async Task TalkAsync(LiveLine line, Random random, DateTime hangsUpAt, DateTime until)
    {
        while (!line.IsClosed && DateTime.UtcNow < hangsUpAt && DateTime.UtcNow < until)
        {
            line.Say(Loud);
            await Task.Delay(random.Next(300, 900), TestContext.Current.CancellationToken);
            line.Say(FrameForm.Silence);
            await Task.Delay(random.Next(1500, 4000), TestContext.Current.CancellationToken);
        }
    }

    private async Task EndAsync(LiveCall call, Random random)
    {
        if (call.Line.IsClosed)
        {
            Interlocked.Increment(ref ledOn);
            await call.Call.ConnectEndsAsync(call.Connect);
        }
        else if (random.Next(4) == 0)
        {
            Interlocked.Increment(ref vanished);
        }
        else
        {
            // The pacer may be in the middle of its last frame.
            await Task.Delay(FrameForm.Every, TestContext.Current.CancellationToken);
            call.Line.HangUp();
            for (var waited = TimeSpan.Zero; !call.Line.IsClosed && waited < Patience; waited += FrameForm.Every)
                await Task.Delay(FrameForm.Every, TestContext.Current.CancellationToken);
            Assert.True(call.Line.IsClosed, "the appliance holds on to a call that is over");
        }

        call.Line.Dispose();
        await call.Call.HangUpAsync();
    }
}
