using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.OpenAI;

/// <summary>The circuit breaker.</summary>
public sealed class RestTests
{
    // Too little for a retry, so that every request is one attempt.
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dead_upstream_costs_nothing_after_three_failures()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient(new WatchedClock());
        await FailAsync(openAI, client, 3);

        var failure = await FailureAsync(client);

        Assert.Equal(OpenAIFailure.Resting, failure.Failure);
        Assert.InRange(failure.RetryAfter!.Value, TimeSpan.FromSeconds(1), OpenAIPatience.Rest);
        Assert.Equal(3, openAI.Chat.Requests.Count);
    }

    [Fact]
    public async Task Speech_that_sends_headers_and_no_sound_counts_as_dead_too()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        openAI.Speech.Always(SpeechReply.Audio());
        using var client = openAI.NewClient(new WatchedClock());
        for (var i = 0; i < 3; i++)
            Assert.Equal(OpenAIFailure.CutShort, (await Assert.ThrowsAsync<OpenAIException>(() => client.SpeakAsync(Asked.Speech(), Cancel))).Failure);

        var failure = await Assert.ThrowsAsync<OpenAIException>(() => client.SpeakAsync(Asked.Speech(), Cancel));

        Assert.Equal(OpenAIFailure.Resting, failure.Failure);
        Assert.Equal(3, openAI.Speech.Requests.Count);
    }

    [Fact]
    public async Task A_page_of_a_proxy_is_no_speech()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        openAI.Speech.Always(new OpenAIReply(_ => new OpenAIBody("text/html", ["<html>Log in to the hotel's network"u8.ToArray()])));
        using var client = openAI.NewClient(new WatchedClock());

        var failure = await Assert.ThrowsAsync<OpenAIException>(() => client.SpeakAsync(Asked.Speech(), Cancel));

        Assert.Equal(OpenAIFailure.CutShort, failure.Failure);
    }

    [Fact]
    public async Task The_wait_that_OpenAI_asks_for_is_kept_by_those_who_come_later()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        var clock = new WatchedClock();
        using var client = openAI.NewClient(clock);
        openAI.Chat.Next(OpenAIReply.RateLimited("60"));
        await FailureAsync(client);

        var later = await FailureAsync(client);
        clock.Advance(TimeSpan.FromSeconds(61));
        var answer = await client.AskAsync(Asked.Chat(), Cancel);

        Assert.Equal(OpenAIFailure.Resting, later.Failure);
        Assert.InRange(later.RetryAfter!.Value, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(60));
        Assert.Equal("stop", answer.FinishReason);
        Assert.Equal(2, openAI.Chat.Requests.Count);
    }

    [Fact]
    public async Task After_a_rest_one_request_tries_and_opens_the_way()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        var clock = new WatchedClock();
        using var client = openAI.NewClient(clock);
        await FailAsync(openAI, client, 3);

        clock.Advance(OpenAIPatience.Rest);
        openAI.Chat.Answers("Back again.");

        Assert.Equal("Back again.", (await client.AskAsync(Asked.Chat(), Cancel)).Text);
        Assert.Equal("Back again.", (await client.AskAsync(Asked.Chat(), Cancel)).Text);
    }

    [Fact]
    public async Task A_failed_try_means_another_rest()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        var clock = new WatchedClock();
        using var client = openAI.NewClient(clock);
        await FailAsync(openAI, client, 3);

        clock.Advance(OpenAIPatience.Rest);

        Assert.Equal(OpenAIFailure.Failed, (await FailureAsync(client)).Failure);
        Assert.Equal(OpenAIFailure.Resting, (await FailureAsync(client)).Failure);
    }

    [Fact]
    public async Task A_caller_who_hangs_up_during_the_try_proves_nothing()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        var clock = new WatchedClock();
        using var client = openAI.NewClient(clock);
        await FailAsync(openAI, client, 3);
        clock.Advance(OpenAIPatience.Rest);

        await HangUpAsync(openAI, client);
        openAI.Chat.Answers("Well again, but nobody knows yet.");

        Assert.Equal(OpenAIFailure.Resting, (await FailureAsync(client)).Failure);
    }

    [Fact]
    public async Task Callers_who_hang_up_do_not_make_the_upstream_rest()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient(new WatchedClock());
        for (var i = 0; i < 5; i++) await HangUpAsync(openAI, client);

        openAI.Chat.Answers("Still here.");

        Assert.Equal("Still here.", (await client.AskAsync(Asked.Chat(), Cancel)).Text);
    }

    [Fact]
    public async Task Requests_that_OpenAI_turns_down_do_not_make_it_rest()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient(new WatchedClock());
        openAI.Chat.Always(OpenAIReply.Fails(400, "invalid_request_error"));
        for (var i = 0; i < 5; i++) Assert.Equal(OpenAIFailure.Rejected, (await FailureAsync(client)).Failure);
    }

    [Fact]
    public async Task A_refused_key_fails_at_once_after_a_while()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient(new WatchedClock());
        openAI.Chat.Always(OpenAIReply.Fails(401, "invalid_request_error", "invalid_api_key"));
        for (var i = 0; i < 3; i++) Assert.Equal(OpenAIFailure.KeyRefused, (await FailureAsync(client)).Failure);

        Assert.Equal(OpenAIFailure.Resting, (await FailureAsync(client)).Failure);
    }

    [Fact]
    public async Task Speech_goes_on_while_the_chat_rests()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient(new WatchedClock());
        await FailAsync(openAI, client, 3);

        using var audio = await client.SpeakAsync(Asked.Speech(), Cancel);

        Assert.NotNull(audio.RequestId);
    }

    private static async Task FailAsync(OpenAIStandIn openAI, OpenAIClient client, int times)
    {
        openAI.Chat.Always(OpenAIReply.Fails(503));
        for (var i = 0; i < times; i++) Assert.Equal(OpenAIFailure.Failed, (await FailureAsync(client)).Failure);
    }

    private static Task<OpenAIException> FailureAsync(OpenAIClient client) =>
        Assert.ThrowsAsync<OpenAIException>(() => client.AskAsync(Asked.Chat(patience: Short), Cancel));

    private static async Task HangUpAsync(OpenAIStandIn openAI, OpenAIClient client)
    {
        using var call = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var gate = new Gate();
        openAI.Chat.Always(ChatReply.Text("Late").HeldAtTheStart(gate));
        var asking = client.AskAsync(Asked.Chat(), call.Token);
        await gate.Reached;
        await call.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }
}
