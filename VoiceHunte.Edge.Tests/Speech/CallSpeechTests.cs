using System.Globalization;
using System.Text.RegularExpressions;
using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Speech;

/// <summary>Calls with CALL_VOICE=openai.</summary>
public sealed partial class CallSpeechTests : IAsyncDisposable
{
    private readonly HttpClient http = new();
    private readonly WatchedClock clock = new();
    private OpenAIStandIn openAI = null!;
    private House house = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await house.DisposeAsync();
        await openAI.DisposeAsync();
        http.Dispose();
    }

    [Fact]
    public async Task A_caller_hears_OpenAI_s_voice_and_the_history_knows_the_file()
    {
        await OpenAsync();

        var heard = await house.Ring().StartAsync();

        var play = Assert.Single(heard.Plays);
        Assert.Empty(heard.Says);
        Assert.Equal((200, "audio/mpeg"), (play.Status, play.ContentType));
        Assert.Equal(SpeechReply.Of(openAI.Speech.Requests[0].Json.GetProperty("input").GetString()!), System.Text.Encoding.UTF8.GetString(play.Audio));

        await house.RestartAsync();
        var row = Assert.Single(house.Sql("SELECT path, kind, format, bytes FROM audio_files")).Split('|');
        Assert.True(File.Exists(Path.Combine(house.DataDir, row[0])));
        Assert.Equal(["output", "mp3", play.Audio.Length.ToString(CultureInfo.InvariantCulture)], row[1..]);
        Assert.Empty(openAI.Rejected);
    }

    [Fact]
    public async Task The_same_sentence_is_made_once_for_all_callers()
    {
        await OpenAsync();
        await house.Ring().StartAsync();
        await house.Ring("+421900999888").StartAsync();

        Assert.Single(openAI.Speech.Requests);

        await house.RestartAsync();
        await house.Ring("+421900777666").StartAsync();

        Assert.Single(openAI.Speech.Requests);
        await house.RestartAsync();
        Assert.Equal(3, house.Sql("SELECT call_id FROM audio_files").Count);
    }

    [Fact]
    public async Task Callers_at_the_same_moment_share_one_synthesis()
    {
        await OpenAsync();
        var gate = new Gate();
        openAI.Speech.Always(SpeechReply.Spoken().HeldAtTheStart(gate));

        var rings = Enumerable.Range(0, 4).Select(i => house.Ring($"+42190012345{i}").StartAsync()).ToArray();
        await gate.Reached;
        gate.Open();
        var heard = await Task.WhenAll(rings);

        Assert.Single(heard.Select(h => Convert.ToBase64String(Assert.Single(h.Plays).Audio)).Distinct());
        Assert.Single(openAI.Speech.Requests);
    }

    [Fact]
    public async Task Twilio_hears_the_beginning_while_the_end_is_still_being_made()
    {
        await OpenAsync();
        var gate = new Gate();
        openAI.Speech.Always(SpeechReply.Audio("first"u8.ToArray(), "rest"u8.ToArray()).HeldAfter(1, gate));

        var url = await PlayUrlAsync();
        using var answer = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, Cancel);
        await using var audio = await answer.Content.ReadAsStreamAsync(Cancel);
        await audio.ReadExactlyAsync(new byte[5], Cancel);
        gate.Open();

        using var rest = new StreamReader(audio);
        Assert.Equal("rest", await rest.ReadToEndAsync(Cancel));
    }

    [Fact]
    public async Task A_line_outlives_a_restart_even_without_its_file()
    {
        await OpenAsync();
        var url = await PlayUrlAsync();
        await http.GetByteArrayAsync(url, Cancel);

        await house.RestartAsync();
        var fromDisk = await http.GetStringAsync(url, Cancel);
        Assert.Single(openAI.Speech.Requests);

        Directory.Delete(Path.Combine(house.DataDir, "audio-cache"), recursive: true);
        Assert.Equal(fromDisk, await http.GetStringAsync(url, Cancel));
        Assert.Equal(2, openAI.Speech.Requests.Count);
    }

    [Fact]
    public async Task An_old_line_is_not_to_be_had()
    {
        await OpenAsync(withClock: true);
        var url = await PlayUrlAsync();
        Assert.Equal(200, await StatusAsync(url));

        clock.Advance(CallSpeech.LineLives);

        Assert.Equal(404, await StatusAsync(url));
        await house.RestartAsync();
        Assert.Equal(404, await StatusAsync(url));
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("..%2F..%2Fvoicehunte.db")]
    [InlineData("1")]
    public async Task A_guessed_line_is_not_to_be_had(string id)
    {
        await OpenAsync();

        Assert.Equal(404, await StatusAsync(new Uri(house.Appliance.Url, "/twilio/audio/" + id)));
    }

    [Fact]
    public async Task Twilio_speaks_when_OpenAI_cannot()
    {
        await OpenAsync();
        openAI.Speech.Always(OpenAIReply.QuotaExhausted());

        var heard = await house.Ring().StartAsync();

        Assert.Empty(heard.Plays);
        Assert.NotEmpty(heard.Text);
    }

    [Fact]
    public async Task Twilio_speaks_when_OpenAI_is_slow_and_the_next_caller_profits()
    {
        await OpenAsync(withClock: true);
        var gate = new Gate();
        openAI.Speech.Always(SpeechReply.Spoken().HeldAtTheStart(gate));
        var waiting = clock.WaitBetween(CallSpeech.LongestWait, CallSpeech.LongestWait);

        var ringing = house.Ring().StartAsync();
        await gate.Reached;
        await waiting;
        clock.Advance(CallSpeech.LongestWait);
        var heard = await ringing;
        gate.Open();
        var next = await house.Ring("+421900999888").StartAsync();

        Assert.NotEmpty(heard.Text);
        Assert.Single(next.Plays);
        Assert.Single(openAI.Speech.Requests);
    }

    [Fact]
    public async Task Half_a_sentence_is_cut_off_and_never_kept()
    {
        await OpenAsync();
        var gate = new Gate();
        openAI.Speech.Next(SpeechReply.Audio("first"u8.ToArray(), "rest"u8.ToArray()).HeldAfter(1, gate).BreakingOffAfter(1));

        var url = await PlayUrlAsync();
        using (var answer = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, Cancel))
        {
            await using var audio = await answer.Content.ReadAsStreamAsync(Cancel);
            await audio.ReadExactlyAsync(new byte[5], Cancel);
            gate.Open();
            await Assert.ThrowsAnyAsync<IOException>(async () => _ = await audio.ReadAsync(new byte[1], Cancel));
        }

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(house.DataDir, "audio-cache")));
        Assert.StartsWith("[1:", await http.GetStringAsync(url, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Speech_goes_on_from_memory_when_the_cache_cannot_be_used()
    {
        await OpenAsync(dataDir => File.WriteAllText(Path.Combine(dataDir, "audio-cache"), "a file where the folder should be"));

        var url = await PlayUrlAsync();

        Assert.StartsWith("[1:", await http.GetStringAsync(url, Cancel), StringComparison.Ordinal);
        Assert.StartsWith("[1:", await http.GetStringAsync(url, Cancel), StringComparison.Ordinal);
        Assert.Single(openAI.Speech.Requests);
    }

    private async Task OpenAsync(Action<string>? before = null, bool withClock = false)
    {
        openAI = await OpenAIStandIn.StartAsync();
        var settings = new Dictionary<string, string>
        {
            ["OPENAI_API_KEY"] = OpenAIStandIn.Key, ["OPENAI_BASE_URL"] = openAI.BaseUrl.ToString(), ["CALL_VOICE"] = "openai",
        };
        house = await House.OpenAsync(settings, time: withClock ? clock : null);
        if (before is null) return;

        Directory.Delete(Path.Combine(house.DataDir, "audio-cache"));
        before(house.DataDir);
        await house.RestartAsync();
    }

    /// <summary>Rings, and returns what Twilio is asked to play.</summary>
    private async Task<Uri> PlayUrlAsync()
    {
        var answer = await house.Twilio.SendAsync(house.Ring().IncomingWebhook());
        return new Uri(house.Appliance.Url, Played().Match(answer.Body).Groups[1].Value);
    }

    private async Task<int> StatusAsync(Uri url)
    {
        using var answer = await http.GetAsync(url, Cancel);
        return (int)answer.StatusCode;
    }

    [GeneratedRegex("<Play>([^<]+)</Play>")]
    private static partial Regex Played();
}
