using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.OpenAI;

/// <summary>Who answers once a model has ended, or OpenAI says so before its day.</summary>
public sealed class SuccessionTests : IAsyncLifetime
{
    private readonly WatchedClock clock = new();
    private readonly LogLines lines = new();
    private readonly ILoggerFactory logs;
    private readonly ModelCalendar calendar;
    private OpenAIStandIn openAI = null!;
    private OpenAIClient client = null!;

    public SuccessionTests()
    {
        logs = LoggerFactory.Create(logging => logging.AddProvider(lines));
        calendar = new ModelCalendar(clock);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        openAI = await OpenAIStandIn.StartAsync();
        client = new OpenAIClient(openAI.Options, calendar, clock, logs.CreateLogger<OpenAIClient>());
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        Assert.Empty(openAI.Rejected);
        await openAI.DisposeAsync();
        logs.Dispose();
    }

    [Fact]
    public async Task A_chat_model_is_asked_until_its_day_and_its_successor_from_then_on_as_that_one_must_be_asked()
    {
        await client.AskAsync(Question(effort: null), Cancel);
        clock.SetUtcNow(new DateTimeOffset(2027, 1, 14, 0, 0, 0, TimeSpan.Zero));
        await client.AskAsync(Question(effort: null), Cancel);

        Assert.Equal(["gpt-4o-mini", "gpt-6-luna"], ModelsAsked(openAI.Chat));
        Assert.False(openAI.Chat.Requests[0].Json.TryGetProperty("reasoning_effort", out _));
        Assert.Equal("none", openAI.Chat.Requests[1].Json.GetProperty("reasoning_effort").GetString());
    }

    [Fact]
    public async Task The_effort_that_the_operator_chose_stays_with_the_model_it_was_chosen_for()
    {
        await client.AskAsync(Question(effort: "low"), Cancel);

        Assert.Equal("low", openAI.Chat.Requests[0].Json.GetProperty("reasoning_effort").GetString());
    }

    [Theory]
    [InlineData(404, "invalid_request_error", "model_not_found")]
    [InlineData(400, "invalid_request_error", "model_deprecated")]
    [InlineData(403, "invalid_request_error", "model_not_found")]
    [InlineData(410, "invalid_request_error", null)]
    public async Task A_model_that_is_gone_before_its_day_costs_one_question_more_and_the_next_caller_none(int status, string type, string? code)
    {
        openAI.Chat.Next(OpenAIReply.Fails(status, type, code));

        var answer = await client.AskAsync(Question(), Cancel);
        await client.AskAsync(Question(), Cancel);

        Assert.Equal("We are open until ten.", answer.Text);
        Assert.Equal(["gpt-4o-mini", "gpt-6-luna", "gpt-6-luna"], ModelsAsked(openAI.Chat));
        Assert.Single(lines.At(LogLevel.Warning), line => line.Contains("gpt-4o-mini is gone", StringComparison.Ordinal) && line.Contains("gpt-6-luna is asked", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(404, "invalid_request_error", "unknown_url")]
    [InlineData(400, "invalid_request_error", null)]
    [InlineData(400, "invalid_request_error", "unsupported_parameter")]
    [InlineData(401, "invalid_request_error", "invalid_api_key")]
    public async Task Another_refusal_is_no_end_of_a_model(int status, string type, string? code)
    {
        openAI.Chat.Next(OpenAIReply.Fails(status, type, code));

        await Assert.ThrowsAsync<OpenAIException>(() => client.AskAsync(Question(), Cancel));

        Assert.Single(openAI.Chat.Requests);
        Assert.Equal("gpt-4o-mini", calendar.InUse("gpt-4o-mini"));
    }

    [Fact]
    public async Task A_bare_page_with_404_is_no_end_of_a_model()
    {
        openAI.Chat.Next(OpenAIReply.Garbage("text/html") with { Status = 404 });

        await Assert.ThrowsAsync<OpenAIException>(() => client.AskAsync(Question(), Cancel));

        Assert.Equal("gpt-4o-mini", calendar.InUse("gpt-4o-mini"));
    }

    [Fact]
    public async Task A_model_gone_without_a_known_successor_fails_as_it_is_and_is_said_once()
    {
        openAI.Chat.Always(OpenAIReply.Fails(404, "invalid_request_error", "model_not_found"));

        await Assert.ThrowsAsync<OpenAIException>(() => client.AskAsync(Asked.Chat(), Cancel));
        var failure = await Assert.ThrowsAsync<OpenAIException>(() => client.AskAsync(Asked.Chat(), Cancel));

        Assert.Equal("model_not_found", failure.Code);
        Assert.Equal(["gpt-6-luna", "gpt-6-luna"], ModelsAsked(openAI.Chat));
        Assert.Single(lines.At(LogLevel.Error), line => line.Contains("choose another", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_successor_that_is_gone_too_is_not_followed_by_a_third_question()
    {
        openAI.Chat.Always(OpenAIReply.Fails(404, "invalid_request_error", "model_not_found"));

        await Assert.ThrowsAsync<OpenAIException>(() => client.AskAsync(Question(), Cancel));

        Assert.Equal(["gpt-4o-mini", "gpt-6-luna"], ModelsAsked(openAI.Chat));
    }

    [Fact]
    public async Task Both_questions_together_take_no_longer_than_the_caller_s_patience()
    {
        var held = new Gate();
        openAI.Chat.Next(OpenAIReply.Fails(404, "invalid_request_error", "model_not_found").HeldAtTheStart(held));
        openAI.Chat.Always(ChatReply.Text("too late").HeldAtTheStart(new Gate()));
        var first = clock.WaitBetween(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));
        var asking = client.AskAsync(Question() with { Patience = TimeSpan.FromSeconds(5) }, Cancel);
        await first;
        await held.Reached;
        clock.Advance(TimeSpan.FromSeconds(2));
        var second = clock.WaitBetween(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3));
        held.Open();
        await second;

        clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(OpenAIFailure.TooSlow, (await Assert.ThrowsAsync<OpenAIException>(() => asking)).Failure);
    }

    [Fact]
    public async Task A_recording_is_sent_again_to_the_transcriber_that_succeeds()
    {
        openAI.Transcription.Next(OpenAIReply.Fails(404, "invalid_request_error", "model_not_found"));

        var heard = await client.TranscribeAsync(Asked.Transcription() with { Model = "whisper-1" }, Cancel);

        Assert.Equal("Kedy máte otvorené?", heard.Text);
        Assert.Equal(["whisper-1", "gpt-transcribe"], ModelsAsked(openAI.Transcription));
        Assert.Equal("""["sk","en"]""", openAI.Transcription.Requests[1].Json.GetProperty("languages").GetRawText());
        Assert.Equal(openAI.Transcription.Requests[0].Body, openAI.Transcription.Requests[1].Body);
    }

    private static ChatRequest Question(string? effort = null) =>
        Asked.Chat(tools: Asked.Transfer) with { Model = "gpt-4o-mini", ReasoningEffort = effort };

    private static IEnumerable<string?> ModelsAsked(OpenAIScript script) => script.Requests.Select(request => request.Json.GetProperty("model").GetString());
}
