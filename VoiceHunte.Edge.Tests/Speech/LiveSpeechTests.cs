using Microsoft.Extensions.Logging.Abstractions;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Speech;

/// <summary>Speech for live calls, made ahead and kept; and speech to play once the speech models have ended.</summary>
public sealed class LiveSpeechTests : IAsyncLifetime
{
    private static readonly SpeechVoice Voice = new("tts-1", "nova", Instructions: null);
    private static readonly byte[] Pcm = [.. Enumerable.Range(0, 9600).Select(i => (byte)(i % 251))];

    private TwoVoices voices = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        voices = await TwoVoices.OpenAsync();
        voices.Endpoint.Speech.Always(SpeechReply.Audio(Pcm));
        voices.Reader.Speech.Always(SpeechReply.Audio(Pcm));
    }

    public ValueTask DisposeAsync() => voices.DisposeAsync();

    [Fact]
    public async Task A_sentence_streams_to_the_telephone_as_it_is_made_and_is_kept_for_the_next_call()
    {
        var gate = new Gate();
        voices.Endpoint.Speech.Always(SpeechReply.Audio(Pcm[..4800], Pcm[4800..]).HeldAfter(1, gate));
        var request = TwoVoices.Said with { Format = AudioFormat.MuLaw };

        await using (var studio = voices.NewStudio(voices.NewMaker()))
        {
            var audio = studio.Make(request);
            Assert.InRange((await audio.ReadAsync(0, Cancel)).Length, 1, 800);
            gate.Open();
            Assert.Equal(1600, (await audio.WholeAsync(Cancel)).Length);
            Assert.EndsWith(".ulaw", await audio.Kept, StringComparison.Ordinal);
        }

        await using var afterARestart = voices.NewStudio(voices.NewMaker());
        Assert.Equal(1600, (await afterARestart.Make(request).WholeAsync(Cancel)).Length);
        Assert.Single(voices.Asked);
    }

    [Fact]
    public async Task A_successor_s_voice_is_never_mixed_with_the_one_before_it()
    {
        await using var studio = voices.NewStudio(voices.NewMaker());
        await studio.Make(TwoVoices.Said).Kept;
        voices.TurnToEpiphany();
        await studio.Make(TwoVoices.Said).Kept;
        await studio.Make(TwoVoices.Said).Kept;

        Assert.Equal(["endpoint: tts-1", "reader: gpt-realtime-2.1-mini"], voices.Asked);
    }

    [Fact]
    public async Task Whoever_spoke_in_another_s_place_is_not_taken_for_that_one_next_time()
    {
        await using var studio = voices.NewStudio(voices.NewMaker());
        voices.Reader.Speech.Next(OpenAIReply.Fails(400, "invalid_request_error", "reworded"));
        var request = TwoVoices.Said with { Model = "gpt-realtime-2.1-mini" };
        await studio.Make(request).Kept;
        await studio.Make(request).Kept;

        Assert.Equal(["endpoint: gpt-4o-mini-tts", "reader: gpt-realtime-2.1-mini", "reader: gpt-realtime-2.1-mini"], voices.Asked);
    }

    [Fact]
    public async Task The_greetings_are_there_before_anybody_rings()
    {
        await using var studio = voices.NewStudio(voices.NewMaker());
        using var greetings = Greetings(studio);
        Assert.Null(greetings.Find(Language.Slovak));

        await greetings.StartAsync(Cancel);
        await greetings.ExecuteTask!.WaitAsync(Gate.Patience, Cancel);

        Assert.Equal(1600, greetings.Find(Language.Slovak)?.Length);
        Assert.Equal(1600, greetings.Find(Language.English)?.Length);
        Assert.Null(greetings.Find(Language.Ukrainian));
    }

    [Fact]
    public async Task A_greeting_that_could_not_be_made_is_made_later_and_the_others_are_not_made_again()
    {
        await using var studio = voices.NewStudio(voices.NewMaker());
        voices.Endpoint.Speech.Always(request =>
            request.GetProperty("input").GetString() == "Hello" ? SpeechReply.Audio(Pcm) : OpenAIReply.Fails(400, "invalid_request_error", "invalid_value"));
        using var greetings = Greetings(studio);
        var waiting = voices.Clock.WaitBetween(GreetingAudio.RetryEvery, GreetingAudio.RetryEvery);

        await greetings.StartAsync(Cancel);
        await waiting;
        Assert.Null(greetings.Find(Language.Slovak));
        Assert.NotNull(greetings.Find(Language.English));
        voices.Endpoint.Speech.Always(SpeechReply.Audio(Pcm));
        voices.Clock.Advance(GreetingAudio.RetryEvery);
        await greetings.ExecuteTask!.WaitAsync(Gate.Patience, Cancel);

        Assert.NotNull(greetings.Find(Language.Slovak));
        Assert.Equal(3, voices.Asked.Count());
    }

    [Fact]
    public async Task Where_nothing_makes_mp3_Twilio_plays_WAV()
    {
        voices.TurnToEpiphany();
        var maker = voices.NewMaker();
        await using var speech = NewCallSpeech(maker);

        var line = await speech.PrepareAsync("Good evening", Language.English, "CA1", 0, Cancel);
        var found = await speech.FindAsync(line!.Id, Cancel);

        Assert.Equal("wav", found?.Format);
        Assert.Equal(44 + Pcm.Length, (await found!.Value.Audio.WholeAsync(Cancel)).Length);
    }

    [Fact]
    public async Task A_model_that_is_gone_in_the_middle_of_a_call_leaves_the_caller_no_silence()
    {
        voices.Endpoint.Speech.Always(OpenAIReply.Fails(404, "invalid_request_error", "model_not_found"));
        await using var speech = NewCallSpeech(voices.NewMaker());

        var line = await speech.PrepareAsync("Good evening", Language.English, "CA1", 0, Cancel);

        Assert.Equal("wav", (await speech.FindAsync(line!.Id, Cancel))?.Format);
        Assert.Equal(["endpoint: tts-1", "reader: gpt-realtime-2.1-mini"], voices.Asked);
    }

    private CallSpeech NewCallSpeech(SpeechMaker maker) =>
        new(voices.NewStudio(maker), maker, voices.Store, Voice, voices.Clock, NullLogger<CallSpeech>.Instance);

    private GreetingAudio Greetings(SpeechStudio studio) => new(
        studio, Voice, () => [new GreetingText(Language.Slovak, "Dobrý deň"), new GreetingText(Language.English, "Hello")], voices.Clock,
        NullLogger<GreetingAudio>.Instance);
}
