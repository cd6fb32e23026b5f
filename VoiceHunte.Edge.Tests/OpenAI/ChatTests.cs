using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.OpenAI;

public sealed class ChatTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_streamed_answer_is_put_together_with_its_usage()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient();
        openAI.Chat.Answers("Sme otvorení do desiatej večer.");

        var answer = await client.AskAsync(Asked.Chat(), Cancel);

        Assert.Equal("Sme otvorení do desiatej večer.", answer.Text);
        Assert.Equal(("stop", new ChatUsage(310, 256, 12), "req_standin1"), (answer.FinishReason, answer.Usage, answer.RequestId));
        Assert.Empty(openAI.Rejected);
    }

    [Fact]
    public async Task Tools_called_at_once_are_told_apart_by_index()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient();
        openAI.Chat.Always(ChatReply.Calls(("transfer_call", """{"why":"a large party"}"""), ("end_call", "{}")));

        var answer = await client.AskAsync(Asked.Chat(tools: Asked.Transfer), Cancel);

        Assert.Equal(
            [new ChatToolCall("call_standin0", "transfer_call", """{"why":"a large party"}"""), new ChatToolCall("call_standin1", "end_call", "{}")],
            answer.ToolCalls);
        Assert.Equal("tool_calls", answer.FinishReason);
        Assert.Empty(openAI.Rejected);
    }

    [Fact]
    public async Task What_a_tool_found_goes_back_to_the_model()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient();
        ChatMessage[] messages =
        [
            new("user", "A person, please."),
            new("assistant", null) { ToolCalls = [new ChatToolCall("call_1", "transfer_call", "{}")] },
            new("tool", "Nobody is free.") { ToolCallId = "call_1" },
        ];

        await client.AskAsync(Asked.Chat(tools: Asked.Transfer) with { Messages = messages }, Cancel);

        Assert.Empty(openAI.Rejected);
    }

    [Fact]
    public async Task A_refusal_is_a_failure_and_not_an_answer()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient();
        openAI.Chat.Always(ChatReply.Refusal("I'm sorry, I can't help with that."));

        var failure = await Assert.ThrowsAsync<OpenAIException>(() => client.AskAsync(Asked.Chat(), Cancel));

        Assert.Equal((OpenAIFailure.Rejected, "refusal"), (failure.Failure, failure.Code));
    }

    [Fact]
    public async Task An_answer_that_grew_too_long_is_known_by_its_reason()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient();
        openAI.Chat.Always(ChatReply.Text("We have soup and", "length"));

        Assert.Equal("length", (await client.AskAsync(Asked.Chat(), Cancel)).FinishReason);
    }

    [Fact]
    public async Task A_withheld_answer_is_a_failure()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient();
        openAI.Chat.Always(ChatReply.Text("We", "content_filter"));

        Assert.Equal(OpenAIFailure.Rejected, (await Assert.ThrowsAsync<OpenAIException>(() => client.AskAsync(Asked.Chat(), Cancel))).Failure);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Half_a_sentence_is_no_answer(int pieces)
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient();
        openAI.Chat.Always(ChatReply.Text("We are open until ten.").BreakingOffAfter(pieces));

        var failure = await Assert.ThrowsAsync<OpenAIException>(() => client.AskAsync(Asked.Chat(), Cancel));

        Assert.Equal(OpenAIFailure.CutShort, failure.Failure);
    }

    [Fact]
    public async Task A_stream_that_ends_without_a_reason_is_no_answer()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient();
        openAI.Chat.Always(new OpenAIReply(_ => new OpenAIBody(
            "text/event-stream", ["data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"We are\"},\"finish_reason\":null}]}\n\n"u8.ToArray()])));

        Assert.Equal(OpenAIFailure.CutShort, (await Assert.ThrowsAsync<OpenAIException>(() => client.AskAsync(Asked.Chat(), Cancel))).Failure);
    }

    [Fact]
    public async Task Only_the_usage_is_lost_when_the_stream_breaks_after_the_last_word()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient();
        // "Good" is the second of: the role, the word, the reason, the usage, [DONE].
        var gate = new Gate();
        openAI.Chat.Always(ChatReply.Text("Good").HeldAfter(3, gate).BreakingOffAfter(3));

        var asking = client.AskAsync(Asked.Chat(), Cancel);
        await gate.Reached;
        gate.Open();

        var answer = await asking;
        Assert.Equal(("Good", null), (answer.Text, answer.Usage));
    }

    [Fact]
    public async Task Nonsense_is_a_failure()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient();
        openAI.Chat.Always(OpenAIReply.Garbage());

        Assert.Equal(OpenAIFailure.CutShort, (await Assert.ThrowsAsync<OpenAIException>(() => client.AskAsync(Asked.Chat(), Cancel))).Failure);
    }

    [Fact]
    public async Task A_caller_who_hangs_up_stops_the_model()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient();
        using var call = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var gate = new Gate();
        openAI.Chat.Always(ChatReply.Text("We are open until ten.").HeldAfter(2, gate));

        var asking = client.AskAsync(Asked.Chat(), call.Token);
        await gate.Reached;
        await call.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await openAI.Chat.Abandoned;
    }
}
