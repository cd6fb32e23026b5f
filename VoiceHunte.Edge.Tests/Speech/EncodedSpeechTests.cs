using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Speech;

/// <summary>PCM through ffmpeg, real and played.</summary>
public sealed class EncodedSpeechTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private TwoVoices voices = null!;

    // A pipe that brings nothing must fail the test, not hang it.
    private readonly CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private CancellationToken Cancel => patience.Token;

    public async ValueTask InitializeAsync()
    {
        voices = await TwoVoices.OpenAsync();
        patience.CancelAfter(Gate.Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await voices.DisposeAsync();
        folder.Dispose();
        patience.Dispose();
    }

    [Theory]
    [InlineData("mp3", new byte[] { 0xFF })]
    [InlineData("opus", new byte[] { (byte)'O', (byte)'g', (byte)'g', (byte)'S' })]
    [InlineData("aac", new byte[] { 0xFF, 0xF1 })]
    [InlineData("flac", new byte[] { (byte)'f', (byte)'L', (byte)'a', (byte)'C' })]
    public async Task Every_format_is_the_whole_sound_again_when_it_is_played(string format, byte[] beginning)
    {
        var ffmpeg = Installed();
        voices.Reader.Speech.Always(SpeechReply.Audio([.. Tone(seconds: 2).Chunk(10_001)]));

        using var speech = await SpeakAsync(ffmpeg, format);
        var audio = await TwoVoices.HearAsync(speech);

        Assert.Equal(beginning, audio[..beginning.Length]);
        var played = await DecodeAsync(audio);
        Assert.InRange(played.Length / 48_000.0, 1.9, 2.2);
        Assert.InRange(Loudness(played), Loudness(Tone(2)) * 0.8, Loudness(Tone(2)) * 1.2);
    }

    [Theory]
    [InlineData("mp3")]
    [InlineData("opus")]
    [InlineData("aac")]
    [InlineData("flac")]
    public async Task The_first_sound_is_out_before_the_last_one_is_in(string format)
    {
        var ffmpeg = Installed();
        var gate = new Gate();
        voices.Reader.Speech.Always(SpeechReply.Audio(Tone(seconds: 2), Tone(seconds: 1)).HeldAfter(1, gate));

        using var speech = await SpeakAsync(ffmpeg, format);
        var (heard, piece) = (0, new byte[4096]);
        // More than any header: of two seconds more than half is there while the third is held back.
        while (heard < 2000) heard += await speech.ReadAsync(piece, Cancel);
        gate.Open();

        Assert.NotEmpty(await TwoVoices.HearAsync(speech));
    }

    [Fact]
    public async Task Bytes_pass_as_they_come()
    {
        var gate = new Gate();
        voices.Reader.Speech.Always(SpeechReply.Audio("first"u8.ToArray(), "rest"u8.ToArray()).HeldAfter(1, gate));

        using var speech = await SpeakAsync(Played("exec cat"), "mp3");
        var piece = new byte[100];
        Assert.Equal(5, await speech.ReadAsync(piece, Cancel));
        gate.Open();

        Assert.Equal("rest"u8.ToArray(), await TwoVoices.HearAsync(speech));
    }

    [Fact]
    public async Task Who_leaves_kills_ffmpeg_and_stops_the_reader()
    {
        var gate = new Gate();
        voices.Reader.Speech.Always(SpeechReply.Audio("first"u8.ToArray(), "rest"u8.ToArray()).HeldAfter(1, gate));

        var speech = await SpeakAsync(Played("echo $$; exec sleep 1000"), "mp3");
        using var ffmpeg = await ProcessOfAsync(speech);
        speech.Dispose();

        await ffmpeg.WaitForExitAsync(Cancel).WaitAsync(Gate.Patience, Cancel);
        await voices.Reader.Speech.Abandoned;
    }

    [Fact]
    public async Task Who_leaves_while_waiting_for_a_sound_does_not_wait_on()
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        using var speech = await SpeakAsync(Played("echo $$; exec sleep 1000"), "mp3");
        using var ffmpeg = await ProcessOfAsync(speech);

        var waiting = speech.ReadAsync(new byte[1], leaving.Token).AsTask();
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await ffmpeg.WaitForExitAsync(Cancel).WaitAsync(Gate.Patience, Cancel);
    }

    [Fact]
    public async Task Half_a_sound_is_never_taken_for_a_whole_one()
    {
        var gate = new Gate();
        voices.Reader.Speech.Always(SpeechReply.Audio("first"u8.ToArray(), "rest"u8.ToArray()).HeldAfter(1, gate).BreakingOffAfter(1));

        using var speech = await SpeakAsync(Played("exec cat"), "mp3");
        Assert.Equal(5, await speech.ReadAsync(new byte[100], Cancel));
        gate.Open();

        Assert.Equal(OpenAIFailure.CutShort, (await Assert.ThrowsAsync<OpenAIException>(() => TwoVoices.HearAsync(speech))).Failure);
    }

    [Fact]
    public async Task What_ffmpeg_says_when_it_fails_is_told()
    {
        using var speech = await SpeakAsync(Played("echo 'Unknown encoder' >&2; exit 3"), "mp3");

        var failure = await Assert.ThrowsAsync<OpenAIException>(() => TwoVoices.HearAsync(speech));

        Assert.Equal("ffmpeg failed (3): Unknown encoder", failure.Message);
    }

    [Fact]
    public async Task However_much_it_complains_it_is_not_held_up()
    {
        using var speech = await SpeakAsync(Played("head -c 1000000 /dev/zero >&2; exec cat"), "mp3");

        Assert.NotEmpty(await TwoVoices.HearAsync(speech));
    }

    [Fact]
    public async Task No_secret_of_ours_is_in_its_environment()
    {
        Environment.SetEnvironmentVariable("VOICEHUNTE_TEST_SECRET", "sk-secret");

        using var speech = await SpeakAsync(Played("env; cat > /dev/null"), "mp3");
        var environment = System.Text.Encoding.UTF8.GetString(await TwoVoices.HearAsync(speech));

        Assert.Contains("PATH=", environment, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-secret", environment, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_looked_for_on_the_path_and_must_be_a_program()
    {
        File.WriteAllText(folder.File("ffmpeg"), "no program");

        Assert.Null(Ffmpeg.Find(null));
        Assert.Null(Ffmpeg.Find($"relative::{folder.Path}:/nowhere"));
        Assert.NotNull(Played("exec cat"));
    }

    private static Ffmpeg Installed()
    {
        var ffmpeg = Ffmpeg.Find(Environment.GetEnvironmentVariable("PATH"));
        Assert.SkipWhen(ffmpeg is null, "ffmpeg is not installed.");
        return ffmpeg!;
    }

    /// <summary>A script in its place.</summary>
    private Ffmpeg? Played(string script)
    {
        var file = folder.File("ffmpeg");
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return Ffmpeg.Find($"/nowhere:{folder.Path}");
    }

    private Task<MadeSpeech> SpeakAsync(Ffmpeg? ffmpeg, string format) =>
        voices.NewMaker(ffmpeg).SpeakAsync(TwoVoices.Said with { Model = "gpt-realtime-2.1-mini", Format = format }, Cancel);

    /// <summary>The script has said who it is.</summary>
    private async Task<Process> ProcessOfAsync(MadeSpeech speech)
    {
        var said = new byte[32];
        var length = await speech.ReadAsync(said, Cancel);
        return Process.GetProcessById(int.Parse(said.AsSpan(0, length), CultureInfo.InvariantCulture));
    }

    private static byte[] Tone(double seconds) => MemoryMarshal.AsBytes(
        Enumerable.Range(0, (int)(seconds * 24_000)).Select(i => (short)(9000 * Math.Sin(2 * Math.PI * 440 * i / 24_000))).ToArray().AsSpan()).ToArray();

    private static double Loudness(byte[] pcm) => Math.Sqrt(MemoryMarshal.Cast<byte, short>(pcm).ToArray().Average(sample => (double)sample * sample));

    private async Task<byte[]> DecodeAsync(byte[] audio)
    {
        await File.WriteAllBytesAsync(folder.File("audio"), audio, Cancel);
        var start = new ProcessStartInfo("ffmpeg", ["-loglevel", "error", "-i", folder.File("audio"), "-f", "s16le", "-ar", "24000", "-ac", "1", folder.File("pcm")]);
        using var decoding = Process.Start(start)!;
        await decoding.WaitForExitAsync(Cancel);
        return await File.ReadAllBytesAsync(folder.File("pcm"), Cancel);
    }
}
