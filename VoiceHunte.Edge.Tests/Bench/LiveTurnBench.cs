using System.Diagnostics;
using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Bench;

/// <summary>Turns and interruptions while many calls are under way, by the load's own clock and by the appliance's.</summary>
internal static class LiveTurnBench
{
    private const int Rounds = 3;
    private const int AtOnce = 10;
    private const int PipelineTurns = 50;

    // Five seconds of PCM: long enough to be interrupted.
    private const int AnswerBytes = 5 * 24_000 * 2;
    private const string Question = "When are you open on Sunday?";
    private const string Answer = "On Sunday we are open from ten in the morning to ten in the evening, and the kitchen closes at nine.";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Settles = TimeSpan.FromSeconds(2);
    private static readonly byte[] Loud = FrameForm.Base64Of(RealtimeAudio.Caller(20));

    public static async Task<List<BenchRow>> RealtimeAsync(int calls)
    {
        await using var stage = await LiveStage.OpenAsync(echoes: false, onSession: session =>
        {
            session.AlwaysTranscribes(new RealtimeHeard(Question));
            session.Always(_ => RealtimeReply.Say(Answer));
        });
        var lines = await stage.RingAllAsync(calls);
        List<double> silent = [], audible = [];
        using (var pacer = new FramePacer(lines))
        {
            await Task.Delay(Settles, TestContext.Current.CancellationToken);
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var (line, session) in lines.Zip(stage.Sessions))
                {
                    var clear = line.ClearAsync();
                    var started = Stopwatch.GetTimestamp();
                    session.SpeechStarted();
                    // The first time nothing is being said yet; all the same it is cleared.
                    silent.Add(Milliseconds(started, await clear.WaitAsync(Patience)));
                    var sound = line.SoundAsync();
                    var stopped = Stopwatch.GetTimestamp();
                    session.SpeechStopped();
                    audible.Add(Milliseconds(stopped, await sound.WaitAsync(Patience)));
                    await Task.Delay(Between, TestContext.Current.CancellationToken);
                }
            }
        }

        foreach (var line in lines) line.Dispose();
        return
        [
            Times($"speech started to clear, {calls} live calls, Realtime", silent, "p99 < 30", silent.Quantile(0.99) < 30),
            Times("speech stopped to the first audio, Realtime", audible),
            await StageAsync(stage, "realtime", "total"),
        ];
    }

    public static async Task<List<BenchRow>> PipelineAsync(int calls)
    {
        await using var stage = await LiveStage.OpenAsync(echoes: false, new() { ["STREAM_ENGINE"] = "pipeline" });
        stage.OpenAI.Transcription.Always(TranscriptionReply.Heard(Question, "en"));
        stage.OpenAI.Chat.Always(ChatReply.Text(Answer));
        stage.OpenAI.Speech.Always(SpeechReply.Audio(new byte[AnswerBytes]));
        var lines = await stage.RingAllAsync(calls, sessions: false);
        foreach (var line in lines) line.IsNumbered = false;
        List<double> silent = [], audible = [];
        using (var pacer = new FramePacer(lines))
        {
            // Until the greeting was heard, and the line's noise is known.
            await Task.Delay(Settles, TestContext.Current.CancellationToken);
            try
            {
                foreach (var some in lines.Take(PipelineTurns).Chunk(AtOnce)) await Task.WhenAll(some.Select(line => TalkAsync(line, silent, audible)));
            }
            catch (TimeoutException e)
            {
                throw new InvalidOperationException($"{string.Join('\n', stage.OpenAI.Rejected.Take(5))}\n{string.Join('\n', (await stage.LogAsync()).TakeLast(20))}", e);
            }
        }

        foreach (var line in lines) line.Dispose();
        var hangover = VoiceActivity.UsualHangover.TotalMilliseconds;
        var after = audible.Select(ms => ms - hangover).ToList();
        return
        [
            Times($"first loud frame to clear, {calls} live calls, pipeline", silent, "p99 < 30", silent.Quantile(0.99) < 30),
            Times("the same from the fifth loud frame on, by which it is speech and no click", [.. silent.Select(ms => ms - 80)]),
            Times($"last loud frame to the first audio, less the {hangover:0} ms of quiet that end a turn, pipeline", after),
            await StageAsync(stage, "pipeline", "transcribed"),
            await StageAsync(stage, "pipeline", "thought"),
            await StageAsync(stage, "pipeline", "total"),
        ];
    }

    // A question, its answer, and another question into the middle of it.
    private static async Task TalkAsync(LiveLine line, List<double> silent, List<double> audible)
    {
        await line.SpeakAsync(Loud).WaitAsync(Patience);
        await Task.Delay(600, TestContext.Current.CancellationToken);
        var sound = line.SoundAsync();
        var stopped = await line.SpeakAsync(FrameForm.Silence).WaitAsync(Patience);
        var heard = await sound.WaitAsync(Patience);
        lock (audible) audible.Add(Milliseconds(stopped, heard) + FrameForm.Every.TotalMilliseconds);
        await Task.Delay(500, TestContext.Current.CancellationToken);
        var clear = line.ClearAsync();
        var began = await line.SpeakAsync(Loud).WaitAsync(Patience);
        var quiet = await clear.WaitAsync(Patience);
        lock (silent) silent.Add(Milliseconds(began, quiet));
        await line.SpeakAsync(FrameForm.Silence).WaitAsync(Patience);
    }

    private static async Task<BenchRow> StageAsync(LiveStage stage, string mode, string which)
    {
        var page = await stage.MetricsAsync();
        var of = $"{{mode=\"{mode}\",stage=\"{which}\"}}";
        var mean = page[$"voicehunte_first_audio_seconds_sum{of}"] / page[$"voicehunte_first_audio_seconds_count{of}"] * 1000;
        return new BenchRow($"the appliance's own figure for it, {mode}, {which}: mean, ms", LiveBench.Number(mean));
    }

    private static BenchRow Times(string what, List<double> milliseconds, string? target = null, bool reached = true) =>
        new($"{what}: p50 and p99, ms", $"{LiveBench.Number(milliseconds.Median())} and {LiveBench.Number(milliseconds.Quantile(0.99))}", target, reached);

    private static double Milliseconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;
}
