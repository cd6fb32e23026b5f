using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Live;

/// <summary>
/// One call on a media stream whose time the test passes: sound is heard as far as the clock says. The greeting is said
/// before the stream begins, because its sound is never ready.
/// </summary>
internal sealed class StreamStory : IAsyncDisposable
{
    public const string Caller = "+447700900123";

    private static readonly HashSet<string> Greetings = [.. Language.All.Select(language => Phrases.Greeting(RestaurantProfile.Load(null), language))];

    private int heard;

    private StreamStory(LiveHouse house, WatchedClock clock, Tone voice) => (House, Clock, Voice) = (house, clock, voice);

    public LiveHouse House { get; }

    public OpenAIStandIn OpenAI => House.OpenAI;

    public WatchedClock Clock { get; }

    public Tone Voice { get; }

    public Heard Greeted { get; private set; } = null!;

    public TwilioCall Call { get; private set; } = null!;

    public StreamLine Line { get; private set; } = null!;

    /// <param name="millisecondsACharacter">How slowly the restaurant speaks.</param>
    public static async Task<StreamStory> RingAsync(
        string engine = "pipeline", Dictionary<string, string>? settings = null, string? transferNumber = null, int millisecondsACharacter = 4,
        Action<RealtimeSessionStandIn>? onSession = null, Action<OpenAIStandIn>? prepare = null,
        bool hasGreeting = false, string from = Caller)
    {
        var (clock, voice, never) = (new WatchedClock(), new Tone(millisecondsACharacter), new Gate());
        var all = new Dictionary<string, string>(settings ?? []) { ["STREAM_ENGINE"] = engine };
        var house = await LiveHouse.OpenAsync(all, transferNumber, clock, onSession, openAI =>
        {
            openAI.Chat.Always(PlayedModel.Answer);
            openAI.Speech.Always(request => !hasGreeting && Greetings.Any(greeting => request.GetProperty("input").GetString()!.EndsWith(greeting, StringComparison.Ordinal))
                ? SpeechReply.Spoken().HeldAtTheStart(never)
                : voice.Reply(request));
            prepare?.Invoke(openAI);
        });
        using var http = new HttpClient();
        while (hasGreeting && house.House.Appliance.Lines.All.Count(line => line.StartsWith("Speech made", StringComparison.Ordinal)) < Greetings.Count)
            await http.GetAsync(new Uri(house.House.Appliance.Url, "/health"), TestContext.Current.CancellationToken);
        var story = new StreamStory(house, clock, voice);
        await story.RingAsync(from);
        if (hasGreeting) await story.HearsAsync(Phrases.Greeting(RestaurantProfile.Load(null), Language.English));
        return story;
    }

    /// <summary>Somebody rings once more, after the call before has ended.</summary>
    public async Task RingAgainAsync(string from = Caller)
    {
        await Line.DisposeAsync();
        heard = 0;
        await RingAsync(from);
    }

    private async Task RingAsync(string from)
    {
        Call = House.House.Ring(from);
        Greeted = await Call.StartAsync();
        Assert.NotNull(Greeted.Connect);
        Line = await StreamLine.OpenAsync(House.House.Appliance.Url, Call, Greeted.Connect);
    }

    /// <summary>The caller says something, and it is understood so.</summary>
    public async Task SayAsync(string words, int milliseconds = 600)
    {
        OpenAI.Transcription.Next(TranscriptionReply.Heard(words, "en"));
        await SoundAsync(CallerVoice.Silence(200), CallerVoice.Speech(milliseconds), CallerVoice.Silence(800));
    }

    public async Task SoundAsync(params byte[][] sounds)
    {
        foreach (var frame in sounds.SelectMany(sound => sound.Chunk(160))) await Line.HearAsync(frame);
    }

    /// <summary>These sentences come, each sounding as it should, and nothing before or between them; the caller hears them out.</summary>
    public async Task HearsAsync(params IEnumerable<string> sentences)
    {
        foreach (var sentence in sentences)
        {
            await HearsSoundAsync(Voice.Sound(sentence));
        }
    }

    /// <summary>A whole answer, sentence by sentence.</summary>
    public Task HearsAnswerAsync(string answer) => HearsAsync(Tone.Sentences(answer));

    public async Task HearsSoundAsync(byte[] sound)
    {
        for (var played = 0; played < sound.Length; played += 8 * 800)
        {
            var most = Math.Min(sound.Length, played + (8 * 800));
            await Line.SoundAsync((heard + most + 7) / 8);
            Assert.True(
                sound.AsSpan(played, most - played).SequenceEqual([.. Line.Sound.Skip(heard + played).Take(most - played)]),
                $"another sound came, after {heard / 8} ms, of: {string.Join(" | ", OpenAI.Speech.Requests.Select(request => request.Json.GetProperty("input").GetString()))}");
            await PassAsync(((most - played) / 8) + 1);
        }

        heard += sound.Length;
        await PassAsync(50);
    }

    /// <summary>All of its sound has been made, and lies ready.</summary>
    public async Task MadeAsync(string sentence)
    {
        using var http = new HttpClient();
        var made = $"Speech made: {Voice.Sound(sentence).Length} bytes";
        while (!House.House.Appliance.Lines.All.Any(line => line.StartsWith(made, StringComparison.Ordinal)))
            await http.GetAsync(new Uri(House.House.Appliance.Url, "/health"), TestContext.Current.CancellationToken);
    }

    /// <summary>So much of what comes now is heard, in milliseconds; there is more of it.</summary>
    public async Task PlaysAsync(int milliseconds)
    {
        for (var played = 0; played < milliseconds; played += 100)
        {
            // So much is sent ahead, at least.
            await Line.SoundAsync((heard / 8) + played + 800);
            await PassAsync(100);
        }
    }

    /// <summary>What has come is looked at no more: what comes next is new.</summary>
    public void Forget() => heard = Line.Sound.Count;

    public async Task PassAsync(int milliseconds)
    {
        for (var passed = 0; passed < milliseconds; passed += 100)
        {
            if (passed % 2000 == 0) await Line.HearSilenceAsync(1);
            await Moment.PassAsync();
            Clock.Advance(TimeSpan.FromMilliseconds(Math.Min(100, milliseconds - passed)));
        }
    }

    /// <summary>Waits until it is so.</summary>
    /// <param name="passing">Time that passes meanwhile, little by little, in milliseconds.</param>
    public async Task UntilAsync(Func<bool> isSo, int passing = 100)
    {
        using var http = new HttpClient();
        var began = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Gate.Patience, "it never was");
            await PassAsync(passing);
            // As long as a request takes, for whoever is at work on it.
            await http.GetAsync(new Uri(House.House.Appliance.Url, "/health"), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Whatever was answered was heard to its end, and that is on disk.</summary>
    public Task DoneAsync() => UntilAsync(() => Sql("SELECT 1 || '' FROM turns WHERE heard_text IS NULL").Count == 0, passing: 0);

    /// <summary>The caller hangs up, and all is on disk.</summary>
    /// <param name="inTheMiddle">Of an answer, of which the rest is never heard.</param>
    public async Task EndAsync(bool inTheMiddle = false)
    {
        if (!inTheMiddle) await DoneAsync();
        await Line.StopAsync();
        await Line.Socket.WaitForCloseAsync();
    }

    /// <summary>The socket is closed by the appliance, and Twilio goes on.</summary>
    public async Task<Heard> GoesOnAsync()
    {
        Assert.Equal(1000, await Line.Socket.WaitForCloseAsync());
        return await Call.ConnectEndsAsync(Greeted.Connect!);
    }

    public List<string> Sql(string query) => House.House.Sql(query);

    public async Task<MetricsRead> MetricsAsync()
    {
        using var http = new HttpClient();
        return await MetricsRead.OfAsync(House.House.Appliance.Url, http);
    }

    public IEnumerable<string> Warnings => House.House.Appliance.Lines.At(LogLevel.Warning);

    public async ValueTask DisposeAsync()
    {
        foreach (var line in House.House.Appliance.Lines.All) TestContext.Current.TestOutputHelper?.WriteLine(line);
        TestContext.Current.TestOutputHelper?.WriteLine($"closed with {Line.Socket.ClosedWith}");
        await Line.DisposeAsync();
        await House.DisposeAsync();
    }
}
