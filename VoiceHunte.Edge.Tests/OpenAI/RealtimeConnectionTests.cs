using System.Text.Json;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.OpenAI;

public sealed class RealtimeConnectionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(9);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_opens_and_answers()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        var (client, session) = await RealtimeClientSide.ConnectAsync(openAI);
        await using var _ = client;

        client.Send(client.Messages.UpdateSession(new RealtimeSession { Instructions = "Be brief.", InputFormat = "audio/pcmu", OutputFormat = "audio/pcmu" }));

        Assert.Equal("gpt-realtime-2.1", session.Model);
        Assert.Equal("Be brief.", (await client.Heard.WaitAsync("session.updated")).GetProperty("session").GetProperty("instructions").GetString());
        Assert.StartsWith("req_", client.Connection.RequestId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_goodbye_reaches_the_other_side_behind_what_was_said()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        var (client, session) = await RealtimeClientSide.ConnectAsync(openAI);
        await using var _ = client;

        client.Send(client.Messages.Clear());
        await client.Connection.CloseAsync();

        await session.Ended;
        Assert.Equal(["input_audio_buffer.clear"], session.Received.Types);
        Assert.False(client.Connection.Send(client.Messages.Clear()));
        Assert.True(client.Connection.IsBroken);
    }

    [Theory]
    [InlineData(RealtimeFault.Close)]
    [InlineData(RealtimeFault.Abort)]
    public async Task A_session_that_is_cut_ends_for_the_reader(object fault)
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        openAI.Realtime.OnSession = session => session.At(RealtimeMoment.Updated, (RealtimeFault)fault);
        var (client, _) = await RealtimeClientSide.ConnectAsync(openAI);
        await using var __ = client;

        client.Send(client.Messages.UpdateSession(new RealtimeSession()));

        await client.Ended;
    }

    [Theory]
    [InlineData(401, "invalid_api_key", OpenAIFailure.KeyRefused)]
    [InlineData(429, "insufficient_quota", OpenAIFailure.QuotaExhausted)]
    [InlineData(404, "model_not_found", OpenAIFailure.Rejected)]
    public async Task A_refused_handshake_tells_why(int status, string code, object expected)
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient();
        openAI.Realtime.Refuse(OpenAIReply.Fails(status, "some_error", code));

        var failure = await Assert.ThrowsAsync<OpenAIException>(() => client.ConnectRealtimeAsync("gpt-realtime-2.1", Patience, Cancel));

        Assert.Equal((expected, status, code), (failure.Failure, failure.Status!.Value, failure.Code));
        Assert.NotNull(failure.RequestId);
    }

    [Fact]
    public async Task What_passes_by_itself_is_tried_once_more()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient();
        openAI.Realtime.Refuse(OpenAIReply.Fails(503));

        using var connection = await client.ConnectRealtimeAsync("gpt-realtime-2.1", Patience, Cancel);

        Assert.Equal(1, openAI.Realtime.Connected);
    }

    [Fact]
    public async Task After_three_failures_nobody_is_asked_for_a_while()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        var clock = new WatchedClock();
        using var client = openAI.NewClient(clock);
        openAI.Realtime.RefuseAlways(OpenAIReply.Fails(401));
        for (var i = 0; i < 3; i++) await Assert.ThrowsAsync<OpenAIException>(() => client.ConnectRealtimeAsync("gpt-realtime-2.1", Patience, Cancel));
        openAI.Realtime.RefuseAlways(null);

        var resting = await Assert.ThrowsAsync<OpenAIException>(() => client.ConnectRealtimeAsync("gpt-realtime-2.1", Patience, Cancel));
        clock.Advance(OpenAIPatience.Rest);
        using var connection = await client.ConnectRealtimeAsync("gpt-realtime-2.1", Patience, Cancel);

        Assert.Equal(OpenAIFailure.Resting, resting.Failure);
        Assert.Equal(1, openAI.Realtime.Connected);
        // The other routes are well.
        Assert.NotEmpty((await client.AskAsync(Asked.Chat(), Cancel)).Text);
    }

    [Fact]
    public async Task A_handshake_without_answer_ends_with_the_patience()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        var clock = new WatchedClock();
        using var client = openAI.NewClient(clock);
        var gate = new Gate();
        openAI.Realtime.Refuse(OpenAIReply.Fails(503).HeldAtTheStart(gate));

        var connecting = client.ConnectRealtimeAsync("gpt-realtime-2.1", TimeSpan.FromSeconds(3), Cancel);
        await gate.Reached;
        clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(OpenAIFailure.TooSlow, (await Assert.ThrowsAsync<OpenAIException>(() => connecting)).Failure);
    }

    [Fact]
    public async Task What_is_no_WebSocket_is_no_session()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient();
        openAI.Realtime.Refuse(new OpenAIReply(_ => new OpenAIBody("text/html", ["<html>"u8.ToArray()])));

        var failure = await Assert.ThrowsAsync<OpenAIException>(() => client.ConnectRealtimeAsync("gpt-realtime-2.1", Patience, Cancel));

        Assert.Equal(OpenAIFailure.CutShort, failure.Failure);
    }
}
