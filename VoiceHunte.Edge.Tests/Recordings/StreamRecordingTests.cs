using System.Buffers.Binary;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Live;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Recordings;

/// <summary>The sound of a media stream, kept as it comes: the caller left, the restaurant right.</summary>
public sealed class StreamRecordingTests
{
    private static readonly Dictionary<string, string> Kept = new() { ["ENABLE_RECORDING"] = "true", ["RECORDING_SOURCE"] = "stream", ["RECORDING_MAY_REFUSE"] = "off" };
    private static readonly Dictionary<string, string> Refusable = new() { ["ENABLE_RECORDING"] = "true", ["RECORDING_SOURCE"] = "stream" };

    [Fact]
    public async Task What_both_sides_said_is_in_the_file_each_on_their_channel()
    {
        await using var story = await StreamStory.RingAsync(settings: Kept);
        story.OpenAI.Chat.Next(ChatReply.Text("Good."));
        Assert.StartsWith(Phrases.For(Language.English).Recorded(mayRefuse: false), story.Greeted.Text, StringComparison.Ordinal);

        var caller = CallerVoice.Speech(600);
        story.OpenAI.Transcription.Next(TranscriptionReply.Heard("Tell me about the house.", "en"));
        await story.SoundAsync(CallerVoice.Silence(200), caller, CallerVoice.Silence(800));
        await story.HearsAsync("Good.");
        await story.Line.HearSilenceAsync(100);
        await story.EndAsync();

        await story.House.House.UntilAsync("SELECT status || ' ' || channels || ' ' || format FROM recordings", "stored 2 wav");
        var (left, right) = await ReadAsync(story);
        Assert.True(left.AsSpan().IndexOf(Decoded(caller)) >= 200 * 8, "what the caller said is not in it as it came");
        var answer = Decoded(story.Voice.Sound("Good."));
        Assert.True(right.AsSpan().IndexOf(answer) >= 0, "the answer is not in it as it was heard");
        Assert.Empty(story.Sql("SELECT recording_sid FROM recording_work"));
    }

    [Fact]
    public async Task Nothing_is_kept_of_whoever_refuses_before_or_later()
    {
        await using var story = await StreamStory.RingAsync(settings: Refusable);
        await story.SayAsync("Don't record this.");
        await story.HearsAnswerAsync(Phrases.For(Language.English).RecordingRefused);
        await story.EndAsync();
        Assert.Empty(Files(story));

        await using var late = await StreamStory.RingAsync(settings: Kept.With("RECORDING_MAY_REFUSE", "on"));
        late.OpenAI.Chat.Next(ChatReply.Text("Good."));
        await late.SayAsync("Tell me about the house.");
        await late.HearsAsync("Good.");
        await late.DoneAsync();
        await late.Line.HearSilenceAsync(5);
        await late.House.House.UntilAsync("SELECT status FROM recordings", "in-progress");
        await late.SayAsync("Please stop recording.");
        await late.HearsAnswerAsync(Phrases.For(Language.English).RecordingRefused);
        await late.Line.HearSilenceAsync(5);
        await late.EndAsync();

        await late.House.House.UntilAsync("SELECT status FROM recordings");
        Assert.Empty(Files(late));
    }

    [Fact]
    public async Task A_recording_that_was_cut_off_is_whole_after_the_next_start()
    {
        var settings = Kept.With("CALL_MODE", "stream").With("OPENAI_API_KEY", "sk-0").With("OPENAI_BASE_URL", "http://127.0.0.1:1/v1");
        await using var house = await House.OpenAsync(settings);
        var path = Path.Combine(house.DataDir, "recordings", "2026", "11", "26", "CA1-ST1.wav");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Three seconds and a half sample, under a header that knows of one second.
        await File.WriteAllBytesAsync(path, [.. WavHeader.Pcm(8000, 32_000, 2), .. new byte[96_000 + 2]], TestContext.Current.CancellationToken);
        Database.Write(house.DataDir, """
            INSERT INTO recordings (call_id, recording_sid, storage_key, status, created_at, source, format)
            VALUES ('CA1', 'ST1', 'data:recordings/2026/11/26/CA1-ST1.wav', 'in-progress', '2026-11-26T10:00:00.000Z', 'stream', 'wav'),
                ('CA2', 'ST2', 'data:recordings/2026/11/26/CA2-ST2.wav', 'in-progress', '2026-11-26T10:00:00.000Z', 'stream', 'wav')
            """);

        await house.RestartAsync();

        await house.UntilAsync("SELECT recording_sid || ' ' || status || ' ' || coalesce(duration_seconds, '') FROM recordings ORDER BY 1", "ST1 stored 3", "ST2 lost ");
        var wav = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal((96_044, 96_000), (wav.Length, BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(40))));
    }

    [Fact]
    public async Task Opus_is_made_of_it_where_ffmpeg_is_installed()
    {
        Assert.SkipWhen(Ffmpeg.Find(Environment.GetEnvironmentVariable("PATH")) is null, "ffmpeg is not installed.");
        await using var story = await StreamStory.RingAsync(settings: Kept.With("RECORDING_FORMAT", "opus"));
        await story.Line.HearSilenceAsync(200);
        await story.EndAsync(inTheMiddle: true);

        await story.House.House.UntilAsync("SELECT status || ' ' || format FROM recordings WHERE NOT EXISTS (SELECT 1 FROM recording_work)", "stored opus");
        var file = Assert.Single(Files(story));
        Assert.EndsWith(".ogg", file, StringComparison.Ordinal);
        Assert.Equal("OggS"u8.ToArray(), (await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken))[..4]);
    }

    private static short[] Decoded(byte[] muLaw)
    {
        var samples = new short[muLaw.Length];
        MuLaw.Decode(muLaw, samples);
        return samples;
    }

    private static async Task<(short[] Left, short[] Right)> ReadAsync(StreamStory story)
    {
        var wav = await File.ReadAllBytesAsync(Assert.Single(Files(story)), TestContext.Current.CancellationToken);
        Assert.Equal(wav.Length - 44, BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(40)));
        var samples = wav.Skip(44).Chunk(2).Select(pair => BinaryPrimitives.ReadInt16LittleEndian(pair)).ToArray();
        return ([.. samples.Where((_, i) => i % 2 == 0)], [.. samples.Where((_, i) => i % 2 == 1)]);
    }

    private static string[] Files(StreamStory story)
    {
        var folder = Path.Combine(story.House.House.DataDir, "recordings");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
    }
}

file static class SettingsMore
{
    public static Dictionary<string, string> With(this Dictionary<string, string> settings, string name, string value) => new(settings) { [name] = value };
}
