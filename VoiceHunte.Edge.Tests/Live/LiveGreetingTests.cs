using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Live;

/// <summary>The first thing that a caller hears, before anybody who could think is there.</summary>
public sealed class LiveGreetingTests
{
    private static readonly string Greeting = Phrases.Greeting(RestaurantProfile.Load(null), Language.English);
    private static readonly Tone Voice = new(10);

    [Fact]
    public async Task A_greeting_that_is_ready_is_heard_before_any_model_has_answered()
    {
        var never = new Gate();
        await using var house = await OpenAsync(openAI => openAI.Realtime.RefuseAlways(OpenAIReply.Fails(500).HeldAtTheStart(never)));
        var (_, line) = await RingAsync(house);
        await using var open = line;
        var sound = Voice.Sound(Greeting);

        await line.SoundAsync(900);

        Assert.Equal(sound.Take(900 * 8), line.Sound.Take(900 * 8));
        Assert.Equal(0, house.OpenAI.Realtime.Connected);
    }

    [Fact]
    public async Task What_is_said_over_the_greeting_reaches_the_session_once_it_is_open()
    {
        var gate = new Gate();
        await using var house = await OpenAsync(openAI => openAI.Realtime.Refuse(OpenAIReply.Fails(503).HeldAtTheStart(gate)));
        var (_, line) = await RingAsync(house);
        await using var open = line;
        await gate.Reached;
        var speech = CallerVoice.Speech(400);
        await line.SoundAsync(500);
        foreach (var frame in speech.Chunk(160)) await line.HearAsync(frame);

        gate.Open();
        var session = await house.OpenAI.Realtime.SessionAsync();
        await session.AudioAsync(speech.Length);

        Assert.Equal(speech, session.Audio().Take(speech.Length));
        var greeting = await session.ReceivedAsync("conversation.item.create");
        Assert.Equal("assistant", greeting.GetProperty("item").GetProperty("role").GetString());
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task A_greeting_that_is_not_ready_is_said_before_the_stream_and_not_again()
    {
        await using var story = await StreamStory.RingAsync();
        story.OpenAI.Chat.Next(ChatReply.Text("Good."));

        Assert.Equal(Greeting, story.Greeted.Text);
        await story.SayAsync("Tell me about the house.");
        await story.HearsAsync("Good.");
        await story.EndAsync();
    }

    [Fact]
    public async Task The_greeting_is_cut_off_like_anything_else()
    {
        await using var house = await OpenAsync(openAI => openAI.Chat.Answers("Good."), new() { ["STREAM_ENGINE"] = "pipeline" });
        var (_, line) = await RingAsync(house);
        await using var open = line;
        await line.SoundAsync(300);
        house.OpenAI.Transcription.Next(TranscriptionReply.Heard("Tell me about the house.", "en"));

        byte[] sound = [.. CallerVoice.Silence(200), .. CallerVoice.Speech(600), .. CallerVoice.Silence(800)];
        foreach (var frame in sound.Chunk(160)) await line.HearAsync(frame);
        await line.ClearAsync();
        await line.ClearAsync();
        line.Sound.Clear();
        await line.SoundAsync(Voice.Sound("Good.").Length / 8);

        Assert.Equal(Voice.Sound("Good."), line.Sound);
    }

    private static Task<LiveHouse> OpenAsync(Action<OpenAIStandIn> prepare, Dictionary<string, string>? settings = null) => LiveHouse.OpenAsync(settings, prepare: openAI =>
    {
        openAI.Speech.Always(Voice.Reply);
        prepare(openAI);
    });

    /// <summary>Rings until the greetings are made: whoever came before was greeted by Say.</summary>
    private static async Task<(TwilioCall Call, StreamLine Line)> RingAsync(LiveHouse house)
    {
        using var http = new HttpClient();
        while (house.House.Appliance.Lines.All.Count(line => line.StartsWith("Speech made", StringComparison.Ordinal)) < Language.All.Count)
            await http.GetAsync(new Uri(house.House.Appliance.Url, "/health"), TestContext.Current.CancellationToken);
        while (true)
        {
            var call = house.House.Ring("+447700900123");
            var heard = await call.StartAsync();
            if (heard.Says.Count == 0) return (call, await StreamLine.OpenAsync(house.House.Appliance.Url, call, heard.Connect!));
            await call.HangUpAsync();
        }
    }
}
