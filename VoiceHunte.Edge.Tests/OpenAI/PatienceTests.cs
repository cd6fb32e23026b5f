using System.Globalization;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.OpenAI;

public sealed class PatienceTests
{
    private static readonly TimeSpan Jitter = TimeSpan.FromMilliseconds(350);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(408)]
    [InlineData(429)]
    public async Task What_passes_by_itself_is_asked_once_more(int status)
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        var clock = new WatchedClock();
        using var client = openAI.NewClient(clock);
        var pause = clock.WaitBetween(TimeSpan.FromMilliseconds(100), Jitter);
        openAI.Chat.Next(OpenAIReply.Fails(status));

        var asking = client.AskAsync(Asked.Chat(), Cancel);
        await pause;
        clock.Advance(Jitter);

        Assert.Equal("We are open until ten.", (await asking).Text);
        Assert.Equal(2, openAI.Chat.Requests.Count);
    }

    [Fact]
    public async Task Nobody_is_asked_a_third_time()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        var clock = new WatchedClock();
        using var client = openAI.NewClient(clock);
        var pause = clock.WaitBetween(TimeSpan.FromMilliseconds(100), Jitter);
        openAI.Chat.Always(OpenAIReply.Fails(502));

        var asking = client.AskAsync(Asked.Chat(), Cancel);
        await pause;
        clock.Advance(Jitter);

        var failure = await Assert.ThrowsAsync<OpenAIException>(() => asking);
        Assert.Equal((OpenAIFailure.Failed, 502, "req_standin2"), (failure.Failure, failure.Status, failure.RequestId));
        Assert.Equal(2, openAI.Chat.Requests.Count);
    }

    [Theory]
    [InlineData("4")]
    [InlineData("Tue, 24 Nov 2026 18:00:04 GMT")]
    public async Task Retry_After_is_obeyed(string header)
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        var clock = new WatchedClock();
        using var client = openAI.NewClient(clock);
        var pause = clock.WaitBetween(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(4));
        openAI.Chat.Next(OpenAIReply.RateLimited(header));

        var asking = client.AskAsync(Asked.Chat(), Cancel);
        await pause;
        clock.Advance(TimeSpan.FromSeconds(3.9));
        Assert.Single(openAI.Chat.Requests);
        clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal("We are open until ten.", (await asking).Text);
    }

    [Fact]
    public async Task A_wait_beyond_the_caller_s_patience_is_not_begun()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient(new WatchedClock());
        openAI.Chat.Always(OpenAIReply.RateLimited("20"));

        var failure = await Assert.ThrowsAsync<OpenAIException>(() => client.AskAsync(Asked.Chat(), Cancel));

        Assert.Equal((OpenAIFailure.RateLimited, TimeSpan.FromSeconds(20)), (failure.Failure, failure.RetryAfter));
        Assert.Single(openAI.Chat.Requests);
    }

    [Theory]
    [InlineData(400, OpenAIFailure.Rejected)]
    [InlineData(401, OpenAIFailure.KeyRefused)]
    [InlineData(403, OpenAIFailure.KeyRefused)]
    [InlineData(404, OpenAIFailure.Rejected)]
    public async Task What_would_end_the_same_is_not_asked_again(int status, object expected)
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient(new WatchedClock());
        openAI.Chat.Always(OpenAIReply.Fails(status, "invalid_request_error", "model_not_found"));

        var failure = await Assert.ThrowsAsync<OpenAIException>(() => client.AskAsync(Asked.Chat(), Cancel));

        Assert.Equal((expected, "model_not_found"), (failure.Failure, failure.Code));
        Assert.Single(openAI.Chat.Requests);
    }

    [Fact]
    public async Task An_empty_account_is_not_asked_again()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient(new WatchedClock());
        openAI.Chat.Always(OpenAIReply.QuotaExhausted());

        var failure = await Assert.ThrowsAsync<OpenAIException>(() => client.AskAsync(Asked.Chat(), Cancel));

        Assert.Equal(OpenAIFailure.QuotaExhausted, failure.Failure);
        Assert.Single(openAI.Chat.Requests);
    }

    [Fact]
    public async Task A_silent_upstream_is_given_up_before_the_caller_gives_up()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        var clock = new WatchedClock();
        using var client = openAI.NewClient(clock);
        var gate = new Gate();
        openAI.Chat.Always(ChatReply.Text("Late").HeldAtTheStart(gate));

        var asking = client.AskAsync(Asked.Chat(patience: TimeSpan.FromMinutes(1)), Cancel);
        await gate.Reached;
        clock.Advance(openAI.Options.LongestSilence);

        Assert.Equal(OpenAIFailure.TooSlow, (await Assert.ThrowsAsync<OpenAIException>(() => asking)).Failure);
        Assert.Single(openAI.Chat.Requests);
    }

    [Fact]
    public async Task A_slow_answer_ends_with_the_caller_s_patience()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        var clock = new WatchedClock();
        using var client = openAI.NewClient(clock);
        var gate = new Gate();
        openAI.Chat.Always(ChatReply.Text("We are open").HeldAfter(2, gate));

        var asking = client.AskAsync(Asked.Chat(patience: TimeSpan.FromSeconds(3)), Cancel);
        await gate.Reached;
        clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(OpenAIFailure.TooSlow, (await Assert.ThrowsAsync<OpenAIException>(() => asking)).Failure);
        await openAI.Chat.Abandoned;
    }

    [Fact]
    public async Task Nobody_at_home_is_told_as_such()
    {
        var nobody = await OpenAIStandIn.StartAsync();
        var url = nobody.BaseUrl;
        await nobody.DisposeAsync();
        using var client = new OpenAIClient(new OpenAIOptions(url, new Secret("sk-any")), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<OpenAIClient>.Instance);

        var failure = await Assert.ThrowsAsync<OpenAIException>(() => client.AskAsync(Asked.Chat(), Cancel));

        Assert.Equal(OpenAIFailure.Unreachable, failure.Failure);
        Assert.Contains(url.Port.ToString(CultureInfo.InvariantCulture), failure.Message, StringComparison.Ordinal);
    }
}
