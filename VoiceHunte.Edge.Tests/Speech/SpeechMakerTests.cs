using System.Runtime.InteropServices;
using System.Text;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Speech;

/// <summary>Who speaks, now and after OpenAI's speech models have ended.</summary>
public sealed class SpeechMakerTests : IAsyncLifetime
{
    private const string Successor = "gpt-realtime-2.1-mini";

    private TwoVoices voices = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => voices = await TwoVoices.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(voices.Endpoint.Rejected);
        await voices.DisposeAsync();
    }

    [Fact]
    public async Task Until_its_day_the_speech_model_speaks_and_from_then_on_its_successor_reads()
    {
        var maker = voices.NewMaker();
        Assert.Equal((SpeechReply.Of("Dobrý večer"), "tts-1"), await SpeakAsync(maker, TwoVoices.Said));

        voices.TurnToEpiphany();

        Assert.Equal((SpeechReply.Of("Dobrý večer"), Successor), await SpeakAsync(maker, TwoVoices.Said));
        Assert.Equal(["endpoint: tts-1", $"reader: {Successor}"], voices.Asked);
    }

    [Theory]
    [InlineData(404, "model_not_found")]
    [InlineData(400, "model_deprecated")]
    [InlineData(403, "model_not_found")]
    public async Task A_model_that_is_gone_in_mid_life_is_succeeded_in_the_same_request_and_said_so_once(int status, string code)
    {
        var maker = voices.NewMaker();
        voices.Endpoint.Speech.Always(OpenAIReply.Fails(status, "invalid_request_error", code));

        var first = await SpeakAsync(maker, TwoVoices.Said);
        var second = await SpeakAsync(maker, TwoVoices.Said);

        Assert.Equal((SpeechReply.Of("Dobrý večer"), Successor), first);
        Assert.Equal(first, second);
        Assert.Equal(["endpoint: tts-1", $"reader: {Successor}", $"reader: {Successor}"], voices.Asked);
        Assert.Single(voices.Lines.At(LogLevel.Warning), line => line.Contains("tts-1 is gone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_that_is_refused_is_no_end_of_a_model()
    {
        voices.Endpoint.Speech.Always(OpenAIReply.Fails(401, "invalid_request_error", "invalid_api_key"));

        var failure = await Assert.ThrowsAsync<OpenAIException>(() => voices.NewMaker().SpeakAsync(TwoVoices.Said, Cancel));

        Assert.Equal(OpenAIFailure.KeyRefused, failure.Failure);
        Assert.Empty(voices.Reader.Speech.Requests);
    }

    [Fact]
    public async Task A_realtime_model_reads_with_everything_that_was_asked_of_the_voice()
    {
        var request = TwoVoices.Said with { Model = "gpt-realtime-2.1", Voice = "marin", Speed = 1.25, Instructions = "Warmly." };

        var (_, model) = await SpeakAsync(voices.NewMaker(), request);

        Assert.Equal("gpt-realtime-2.1", model);
        Assert.Equal(
            """{"model":"gpt-realtime-2.1","input":"Hi","voice":"marin","instructions":"Warmly.","response_format":"pcm","speed":1.25}""",
            Assert.Single(voices.Reader.Speech.Requests).Body.Replace(voices.Reader.Speech.Requests[0].Json.GetProperty("input").GetRawText(), "\"Hi\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(4096)]
    public async Task A_reader_s_WAV_is_a_header_without_an_end_and_its_samples(int pieceBytes)
    {
        voices.Reader.Speech.Always(SpeechReply.Audio([1, 2, 3, 4], [5, 6]));

        using var speech = await voices.NewMaker().SpeakAsync(TwoVoices.Said with { Model = Successor, Format = AudioFormat.Wav }, Cancel);
        var wav = await TwoVoices.HearAsync(speech, pieceBytes);

        Assert.Equal("RIFF"u8.ToArray(), wav[..4]);
        Assert.Equal([0xFF, 0xFF, 0xFF, 0xFF, .. "WAVEfmt "u8], wav[4..16]);
        Assert.Equal(24_000, BitConverter.ToInt32(wav, 24));
        Assert.Equal([.. "data"u8, 0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3, 4, 5, 6], wav[36..]);
    }

    [Theory]
    [InlineData("tts-1")]
    [InlineData(Successor)]
    public async Task Live_calls_get_what_a_telephone_line_carries(string model)
    {
        var pcm = MemoryMarshal.AsBytes(Enumerable.Range(0, 2400).Select(i => (short)(8000 * Math.Sin(i / 5.0))).ToArray().AsSpan()).ToArray();
        var (endpoint, reader) = (voices.Endpoint.Speech, voices.Reader.Speech);
        foreach (var script in new[] { endpoint, reader }) script.Always(SpeechReply.Audio(pcm[..1001], pcm[1001..]));
        var encoder = new TelephoneEncoder();
        var expected = new byte[TelephoneEncoder.MostBytes(pcm.Length)];
        var length = encoder.Encode(pcm, expected);
        length += encoder.Finish(expected.AsSpan(length));

        using var speech = await voices.NewMaker().SpeakAsync(TwoVoices.Said with { Model = model, Format = AudioFormat.MuLaw }, Cancel);

        Assert.Equal(expected[..length], await TwoVoices.HearAsync(speech, 37));
        Assert.Equal(800, length);
    }

    [Fact]
    public async Task While_the_speech_models_live_one_of_them_speaks_where_the_reader_would_say_something_else()
    {
        voices.Reader.Speech.Always(OpenAIReply.Fails(400, "invalid_request_error", "reworded"));

        Assert.Equal((SpeechReply.Of("Dobrý večer"), "gpt-4o-mini-tts"), await SpeakAsync(voices.NewMaker(), TwoVoices.Said with { Model = Successor }));
        Assert.Single(voices.Lines.At(LogLevel.Warning), line => line.StartsWith($"{Successor} did not read aloud", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_there_is_no_other_voice_the_reader_is_not_blamed_for_that()
    {
        voices.Reader.Speech.Next(OpenAIReply.Fails(400, "invalid_request_error", "reworded"), OpenAIReply.Fails(400, "invalid_request_error", "reworded"));
        voices.Endpoint.Speech.Always(OpenAIReply.Fails(404, "invalid_request_error", "model_not_found"));
        var (maker, request) = (voices.NewMaker(), TwoVoices.Said with { Model = Successor });

        for (var i = 0; i < 2; i++) Assert.Equal("reworded", (await Assert.ThrowsAsync<OpenAIException>(() => maker.SpeakAsync(request, Cancel))).Code);
        Assert.Equal(Successor, (await SpeakAsync(maker, request)).Model);
        Assert.Single(voices.Endpoint.Speech.Requests);
    }

    [Fact]
    public async Task After_that_whoever_asked_is_told()
    {
        voices.TurnToEpiphany();
        voices.Reader.Speech.Always(OpenAIReply.Fails(400, "invalid_request_error", "reworded"));

        var failure = await Assert.ThrowsAsync<OpenAIException>(() => voices.NewMaker().SpeakAsync(TwoVoices.Said, Cancel));

        Assert.Equal((OpenAIFailure.Rejected, "reworded"), (failure.Failure, failure.Code));
        Assert.Empty(voices.Endpoint.Speech.Requests);
    }

    [Theory]
    [InlineData("mp3")]
    [InlineData("opus")]
    [InlineData("aac")]
    [InlineData("flac")]
    public async Task Without_ffmpeg_nobody_is_asked_for_what_could_not_be_made(string format)
    {
        voices.TurnToEpiphany();

        var missing = await Assert.ThrowsAsync<FfmpegMissingException>(() => voices.NewMaker().SpeakAsync(TwoVoices.Said with { Format = format }, Cancel));

        Assert.Equal(
            $"{Successor} speaks PCM: for {format} this machine needs ffmpeg. Install it and start the appliance anew, or ask for wav or pcm",
            missing.Message);
        Assert.Empty(voices.Asked);
    }

    [Fact]
    public async Task The_speech_endpoint_makes_every_format_itself()
    {
        var (heard, _) = await SpeakAsync(voices.NewMaker(), TwoVoices.Said with { Format = AudioFormat.Flac });

        Assert.Equal(SpeechReply.Of("Dobrý večer"), heard);
        Assert.Equal("flac", voices.Endpoint.Speech.Requests[0].Json.GetProperty("response_format").GetString());
    }

    private static async Task<(string Heard, string Model)> SpeakAsync(SpeechMaker maker, SpeechRequest request)
    {
        using var speech = await maker.SpeakAsync(request, Cancel);
        return (Encoding.UTF8.GetString(await TwoVoices.HearAsync(speech)), speech.Model);
    }
}
