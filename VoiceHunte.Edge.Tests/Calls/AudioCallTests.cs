using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Calls;

/// <summary>Calls in recordings, over <c>/agent/audio</c>.</summary>
public sealed class AudioCallTests : IAsyncLifetime
{
    private static readonly byte[] Recording = Encoding.Latin1.GetBytes("RIFF····WAVEfmt ");

    private OpenAIStandIn openAI = null!;

    public async ValueTask InitializeAsync() => openAI = await OpenAIStandIn.StartAsync();

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(openAI.Rejected);
        await openAI.DisposeAsync();
    }

    [Fact]
    public async Task A_recording_is_answered_as_if_it_had_been_said_and_its_call_goes_on_in_text()
    {
        openAI.Transcription.Always(TranscriptionReply.Heard("Kedy máte otvorené?", "sk"));
        openAI.Chat.Answers("Od desiatej.");
        await using var house = await OpenAsync();

        var answer = await SendAsync(house, 200, ("from", "+14155550123"));
        using var caller = new TextCaller(house) { CallId = answer.GetProperty("call_id").GetString() };
        var end = await caller.SayAsync("ďakujem, dovidenia");

        Assert.Equal(("Kedy máte otvorené?", "sk", "hours_info"), (answer.GetProperty("transcript").GetString(), answer.Language(), answer.GetProperty("intent").GetString()));
        Assert.Equal("Od desiatej.", answer.Said());
        Assert.Equal(["hang_up"], end.Actions());
        Assert.Equal(["text|+14155550123|2"], house.Sql("SELECT mode, from_number, (SELECT CAST(count(*) AS TEXT) FROM turns) FROM calls"));
    }

    [Fact]
    public async Task OpenAI_gets_the_recording_as_it_is_and_the_restaurants_languages()
    {
        await using var house = await OpenAsync();

        await SendAsync(house, 200);

        var sent = Assert.Single(openAI.Transcription.Requests);
        Assert.Equal(Encoding.Latin1.GetString(Recording), sent.Body);
        Assert.Equal("""{"model":"gpt-transcribe","response_format":"json","languages":["en","ru","uk","sk"],"file":"speech.wav"}""", sent.Json.GetRawText());
    }

    [Theory]
    [InlineData("gpt-transcribe")]
    [InlineData("whisper-1")]
    public async Task A_language_that_is_known_is_told_to_the_model_and_spoken(string model)
    {
        await using var house = await OpenAsync(("OPENAI_STT_MODEL", model));

        var answer = await SendAsync(house, 200, ("language", "uk"), ("from", "+421900123456"));

        Assert.Equal("uk", Assert.Single(openAI.Transcription.Requests).Json.GetProperty("language").GetString());
        Assert.Single(house.Sql("SELECT call_id FROM calls"));
        Assert.NotEmpty(answer.Said());
    }

    [Fact]
    public async Task The_language_that_was_heard_is_the_calls_from_its_first_turn()
    {
        openAI.Transcription.Always(TranscriptionReply.Heard("", "uk"));
        await using var house = await OpenAsync();

        Assert.Equal("uk", (await SendAsync(house, 200, ("from", "+421900123456"))).Language());
    }

    [Theory]
    [InlineData("audio/mpeg", "x.bin", "speech.mp3")]
    [InlineData("audio/webm; codecs=opus", "x", "speech.webm")]
    [InlineData("application/octet-stream", "greeting.OGG", "speech.ogg")]
    public async Task A_recording_is_known_by_its_type_or_its_name(string type, string name, string sentAs)
    {
        await using var house = await OpenAsync();

        await SendAsync(house, 200, File(Recording, type, name));

        Assert.Equal(sentAs, Assert.Single(openAI.Transcription.Requests).Json.GetProperty("file").GetString());
    }

    [Fact]
    public async Task What_is_no_recording_is_turned_away_before_anybody_is_paid()
    {
        await using var house = await OpenAsync();
        using var json = new StringContent("{}", Encoding.UTF8, "application/json");
        using var nothing = new MultipartFormDataContent { { new StringContent("sk"), "language" } };
        using var broken = new StringContent("no parts at all") { Headers = { ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x") } };

        await SendAsync(house, 415, json);
        await SendAsync(house, 415, File(Recording, "text/plain", "speech.wav"));
        await SendAsync(house, 400, File([], "audio/wav", "speech.wav"));
        Assert.True((await SendAsync(house, 400, nothing)).GetProperty("errors").TryGetProperty("file", out _));
        await SendAsync(house, 400, broken);
        Assert.True((await SendAsync(house, 400, ("language", "de"))).GetProperty("errors").TryGetProperty("language", out _));
        await SendAsync(house, 404, ("call_id", "CA00000000000000000000000000000000"));

        Assert.Empty(openAI.Transcription.Requests);
        Assert.Empty(house.Sql("SELECT call_id FROM calls"));
    }

    [Fact]
    public async Task A_recording_of_a_megabyte_passes_and_one_beyond_OpenAIs_limit_does_not()
    {
        await using var house = await OpenAsync();
        var megabyte = new byte[1024 * 1024];
        Array.Fill(megabyte, (byte)'a');

        await SendAsync(house, 200, File(megabyte, "audio/wav", "speech.wav"));
        await SendAsync(house, 413, File(new byte[25 * 1024 * 1024 + 1], "audio/wav", "speech.wav"));

        Assert.Equal(megabyte.Length, Assert.Single(openAI.Transcription.Requests).Body.Length);
    }

    [Fact]
    public async Task Without_a_key_there_is_nobody_to_listen()
    {
        await using var house = await House.OpenAsync();

        await SendAsync(house, 503);
    }

    [Fact]
    public async Task A_passing_failure_is_tried_again_with_the_whole_recording()
    {
        openAI.Transcription.Next(OpenAIReply.Fails(500));
        await using var house = await OpenAsync();

        await SendAsync(house, 200);

        Assert.Equal(2, openAI.Transcription.Requests.Count);
        Assert.All(openAI.Transcription.Requests, request => Assert.Equal(Encoding.Latin1.GetString(Recording), request.Body));
    }

    [Fact]
    public async Task What_OpenAI_cannot_hear_is_told_with_its_status_and_begins_no_call()
    {
        openAI.Transcription.Always(OpenAIReply.Fails(400, "invalid_request_error"));
        await using var house = await OpenAsync();

        var problem = await SendAsync(house, 502);
        openAI.Transcription.Always(new OpenAIReply(_ => new OpenAIBody("application/json", ["{}"u8.ToArray()])));
        await SendAsync(house, 502);

        Assert.Equal((400, "req_standin1"), (problem.GetProperty("upstream_status").GetInt32(), problem.GetProperty("request_id").GetString()));
        Assert.Empty(house.Sql("SELECT call_id FROM calls"));
    }

    [Fact]
    public async Task An_OpenAI_that_does_not_answer_is_told_as_slow()
    {
        var clock = new WatchedClock();
        var gate = new Gate();
        openAI.Transcription.Always(TranscriptionReply.Heard("never").HeldAtTheStart(gate));
        await using var house = await House.OpenAsync(Settings(), time: clock);

        var sending = SendAsync(house, 504);
        await gate.Reached;
        clock.Advance(openAI.Options.LongestListening);

        await sending;
    }

    private static Task<JsonElement> SendAsync(House house, int status, params (string Name, string Value)[] fields)
    {
        var form = File(Recording, "audio/wav", "řeč.wav");
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        return SendAsync(house, status, form);
    }

    private static async Task<JsonElement> SendAsync(House house, int status, HttpContent content)
    {
        using var sent = content;
        using var http = new HttpClient();
        using var response = await http.PostAsync(new Uri(house.Appliance.Url, "/agent/audio"), sent, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode}: {text}");
        return JsonElement.Parse(text);
    }

    private static MultipartFormDataContent File(byte[] bytes, string type, string name) => new()
    {
        { new ByteArrayContent(bytes) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } }, "file", name },
    };

    private Task<House> OpenAsync(params (string Name, string Value)[] more) => House.OpenAsync(Settings(more));

    private Dictionary<string, string> Settings(params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string> { ["OPENAI_API_KEY"] = OpenAIStandIn.Key, ["OPENAI_BASE_URL"] = openAI.BaseUrl.ToString() };
        foreach (var (name, value) in more) settings[name] = value;
        return settings;
    }
}
