using System.Text.Json;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Speech;

/// <summary>/tts/stream when there is nothing to hear.</summary>
public sealed class SpeechProblemTests
{
    private const string Good = """{"text":"Hello"}""";

    [Theory]
    [InlineData("{}", "text: is required")]
    [InlineData("""{"text":null}""", "text: is required")]
    [InlineData("""{"text":""}""", "text: must not be empty")]
    [InlineData("""{"text":" \n"}""", "text: must not be empty")]
    [InlineData("""{"text":7}""", "text: must be a string")]
    [InlineData("""{"text":"\ud83d"}""", "text: must be valid Unicode")]
    [InlineData("""{"text":"Hi","speed":"1"}""", "speed: must be a number")]
    [InlineData("""{"text":"Hi","speed":4.01}""", "speed: must be from 0.25 to 4")]
    [InlineData("""{"text":"Hi","speed":1e999}""", "speed: must be from 0.25 to 4")]
    [InlineData("""{"text":"Hi","response_format":"ogg"}""", "response_format: must be one of mp3, opus, aac, flac, wav, pcm")]
    [InlineData("""{"text":"Hi","voice":""}""", "voice: must be a name of 1 to 128 characters")]
    [InlineData("""{"text":"Hi","model":["tts-1"]}""", "model: must be a string")]
    [InlineData("""{"text":"Hi","instructions":false}""", "instructions: must be a string")]
    [InlineData("""["text"]""", "body: must be a JSON object")]
    [InlineData("""{"text":""", "body: must be JSON")]
    [InlineData("", "body: must be JSON")]
    public async Task A_bad_field_is_named(string body, string expected)
    {
        await using var house = await SpeakingHouse.OpenAsync();

        var problem = await house.ProblemAsync(body);

        Assert.Equal(400, problem.GetProperty("status").GetInt32());
        Assert.Equal([expected], Errors(problem));
        Assert.Empty(house.OpenAI.Speech.Requests);
    }

    [Fact]
    public async Task All_bad_fields_are_named_at_once()
    {
        await using var house = await SpeakingHouse.OpenAsync();

        var problem = await house.ProblemAsync("""{"voice":1,"speed":0,"response_format":"ogg","instructions":2,"model":true}""");

        Assert.Equal(["instructions", "model", "response_format", "speed", "text", "voice"], Errors(problem).Select(e => e.Split(':')[0]).Order());
    }

    [Fact]
    public async Task Characters_are_counted_as_people_count_them()
    {
        await using var house = await SpeakingHouse.OpenAsync();
        var longest = string.Concat(Enumerable.Repeat("\U0001F37D", 4096));

        using var answer = await house.AskAsync($$"""{"text":"{{longest}}"}""");
        var problem = await house.ProblemAsync($$"""{"text":"{{longest}}!"}""");

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(["text: must be at most 4096 characters, not 4097"], Errors(problem));
        Assert.Empty(house.OpenAI.Rejected);
    }

    [Fact]
    public async Task The_longest_request_fits_however_it_is_written()
    {
        await using var house = await SpeakingHouse.OpenAsync();
        var escaped = string.Concat(Enumerable.Repeat(@"\ud83c\udf7d", 4096));

        using var answer = await house.AskAsync($$"""{"text":"{{escaped}}","instructions":"{{escaped}}"}""");

        Assert.Equal(200, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_request_that_is_too_large_is_not_read()
    {
        await using var house = await SpeakingHouse.OpenAsync();

        var problem = await house.ProblemAsync($$"""{"text":"Hello","notes":"{{new string('x', 120_000)}}"}""");

        Assert.Equal(413, problem.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Only_JSON_is_read()
    {
        await using var house = await SpeakingHouse.OpenAsync();

        Assert.Equal(415, (await house.ProblemAsync(Good, "text/plain")).GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Without_a_key_there_is_no_voice()
    {
        await using var house = await SpeakingHouse.OpenAsync(withKey: false);

        Assert.Equal(503, (await house.ProblemAsync(Good)).GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(429)]
    public async Task OpenAI_s_status_and_request_are_told(int status)
    {
        await using var house = await SpeakingHouse.OpenAsync(new WatchedClock());
        house.OpenAI.Speech.Always(OpenAIReply.Fails(status) with { RetryAfter = "60" });

        var problem = await house.ProblemAsync(Good);

        Assert.Equal(
            (502, status, "req_standin1"),
            (problem.GetProperty("status").GetInt32(), problem.GetProperty("upstream_status").GetInt32(), problem.GetProperty("request_id").GetString()));
    }

    [Fact]
    public async Task An_answer_that_dies_after_its_headers_is_still_told_as_a_problem()
    {
        await using var house = await SpeakingHouse.OpenAsync();
        house.OpenAI.Speech.Always(SpeechReply.Spoken().BreakingOffAfter(0));

        Assert.Equal(502, (await house.ProblemAsync(Good)).GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Silence_is_not_speech()
    {
        await using var house = await SpeakingHouse.OpenAsync();
        house.OpenAI.Speech.Always(SpeechReply.Audio());

        Assert.Equal(502, (await house.ProblemAsync(Good)).GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task A_slow_OpenAI_is_told_as_slow()
    {
        var clock = new WatchedClock();
        await using var house = await SpeakingHouse.OpenAsync(clock);
        var gate = new Gate();
        house.OpenAI.Speech.Always(SpeechReply.Spoken().HeldAtTheStart(gate));

        var asking = house.ProblemAsync(Good);
        await gate.Reached;
        clock.Advance(house.OpenAI.Options.LongestSilence);

        Assert.Equal(504, (await asking).GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task While_OpenAI_rests_the_client_is_asked_to_wait()
    {
        await using var house = await SpeakingHouse.OpenAsync(new WatchedClock());
        house.OpenAI.Speech.Always(OpenAIReply.QuotaExhausted());
        for (var i = 0; i < 3; i++) Assert.Equal(502, (await house.ProblemAsync(Good)).GetProperty("status").GetInt32());

        using var answer = await house.AskAsync(Good);

        Assert.Equal(503, (int)answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 15);
        Assert.Equal(3, house.OpenAI.Speech.Requests.Count);
    }

    private static IEnumerable<string> Errors(JsonElement problem) =>
        problem.GetProperty("errors").EnumerateObject().SelectMany(field => field.Value.EnumerateArray().Select(error => $"{field.Name}: {error}"));
}
