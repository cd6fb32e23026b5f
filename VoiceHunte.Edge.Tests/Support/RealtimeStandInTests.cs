using System.Text.Json;
using VoiceHunte.Edge.OpenAI;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>The stand-in refuses what the real one refuses, and its sessions live on.</summary>
public sealed class RealtimeStandInTests
{
    private static readonly RealtimeSession Telephone = new() { InputFormat = "audio/pcmu", OutputFormat = "audio/pcmu", Voice = "marin" };

    [Theory]
    [InlineData("""{"type":"session.update","session":{"type":"realtime","modalities":["audio"]}}""", "unknown_parameter", "session.modalities")]
    [InlineData("""{"type":"session.update","session":{"type":"realtime","input_audio_format":"g711_ulaw"}}""", "unknown_parameter", "session.input_audio_format")]
    [InlineData("""{"type":"session.update","session":{"type":"realtime","turn_detection":null}}""", "unknown_parameter", "session.turn_detection")]
    [InlineData("""{"type":"session.update","session":{"type":"realtime","voice":"alloy"}}""", "unknown_parameter", "session.voice")]
    [InlineData("""{"type":"session.update","session":{"instructions":"Hi"}}""", "missing_required_parameter", "session.type")]
    [InlineData("""{"type":"session.update","session":{"type":"realtime","output_modalities":["audio","text"]}}""", "invalid_value", "session.output_modalities")]
    [InlineData("""{"type":"session.update","session":{"type":"realtime","audio":{"output":{"voice":"fable"}}}}""", "invalid_value", "session.audio.output.voice")]
    [InlineData("""{"type":"session.update","session":{"type":"realtime","audio":{"output":{"speed":2}}}}""", "invalid_value", "session.audio.output.speed")]
    [InlineData("""{"type":"session.update","session":{"type":"realtime","audio":{"input":{"format":{"type":"g711_ulaw"}}}}}""", "invalid_value", "session.audio.input.format")]
    [InlineData("""{"type":"session.update","session":{"type":"realtime","tools":[{"type":"function","name":"a","strict":true}]}}""", "unknown_parameter", "session.tools[0].strict")]
    [InlineData("""{"type":"response.create","response":{"modalities":["text"]}}""", "unknown_parameter", "response.modalities")]
    [InlineData("""{"type":"response.create","response":{"output_modalities":["audio","text"]}}""", "invalid_value", "response.output_modalities")]
    [InlineData("""{"type":"conversation.item.create","item":{"type":"message","role":"assistant","content":[{"type":"text","text":"Hi"}]}}""", "invalid_value", "item")]
    [InlineData("""{"type":"conversation.item.truncate","item_id":"item_1"}""", "missing_required_parameter", "content_index")]
    [InlineData("""{"type":"output_audio_buffer.clear"}""", "invalid_value", "type")]
    [InlineData("""{"type":"input_audio_buffer.append","audio":"///"}""", "invalid_value", "audio")]
    [InlineData("""{"type":"input_audio_buffer.append","audio":"/w=="}""", "invalid_value", "audio")]
    [InlineData("""{"type":"input_audio_buffer.append","audio":""}""", "invalid_value", "audio")]
    [InlineData("""{"type":"input_audio_buffer.commit"}""", "input_audio_buffer_commit_empty", null)]
    [InlineData("""{"type":"response.cancel"}""", "response_cancel_not_active", null)]
    [InlineData("""{"type":"response.cancel","response_id":"resp_9"}""", "response_cancel_not_active", null)]
    [InlineData("""{"type":"conversation.item.truncate","item_id":"item_9","content_index":0,"audio_end_ms":10}""", "item_truncate_invalid_item_id", "item_id")]
    [InlineData("""{"type":"conversation.item.delete","item_id":"item_9"}""", "item_delete_invalid_item_id", "item_id")]
    [InlineData("""{"type":"conversation.item.create","item":{"type":"function_call_output","call_id":"call_9","output":"{}"}}""", "invalid_tool_call_id", "item.call_id")]
    [InlineData("""{"type":"conversation.item.create","previous_item_id":"item_9","item":{"type":"message","role":"user","content":[{"type":"input_text","text":"Hi"}]}}""", "item_create_invalid_previous_item_id", "previous_item_id")]
    [InlineData("""{"type":""", "invalid_json", null)]
    public async Task It_refuses(string clientEvent, string code, string? param)
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        var (client, session) = await RealtimeClientSide.ConnectAsync(openAI);
        await using var _ = client;

        client.Send(clientEvent);
        var error = await client.ErrorAsync();
        client.Send(client.Messages.UpdateSession(Telephone));

        Assert.Equal((code, param), (error.GetProperty("code").GetString(), error.GetProperty("param").GetString()));
        await client.Heard.WaitAsync("session.updated");
        Assert.Equal([code], session.Errors);
    }

    [Fact]
    public async Task An_error_names_its_event()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        var (client, _) = await RealtimeClientSide.ConnectAsync(openAI);
        await using var __ = client;

        client.Send(client.Messages.CancelResponse(eventId: "my_7"));

        Assert.Equal("my_7", (await client.ErrorAsync()).GetProperty("event_id").GetString());
    }

    [Fact]
    public async Task A_voice_that_has_spoken_stays()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        var (client, _) = await RealtimeClientSide.ConnectAsync(openAI);
        await using var __ = client;
        client.Send(client.Messages.UpdateSession(Telephone));
        client.Send(client.Messages.CreateResponse());
        await client.Heard.WaitAsync("response.done");

        client.Send(client.Messages.UpdateSession(Telephone));
        client.Send(client.Messages.UpdateSession(Telephone with { Voice = "ash" }));

        Assert.Equal("cannot_update_voice", (await client.ErrorAsync()).GetProperty("code").GetString());
        await client.Heard.WaitAsync("session.updated", times: 2);
    }

    [Fact]
    public async Task An_item_is_not_truncated_beyond_its_audio()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        var (client, session) = await RealtimeClientSide.ConnectAsync(openAI);
        await using var _ = client;
        session.Next(new RealtimeReply(new SayStep("We are open until ten.") { Milliseconds = 1300 }));
        client.Send(client.Messages.CreateResponse());
        var item = (await client.Heard.WaitAsync("response.output_item.done")).GetProperty("item").GetProperty("id").GetString()!;

        client.Send(client.Messages.Truncate(item, 0, 1301));
        client.Send(client.Messages.Truncate(item, 1, 100));
        client.Send(client.Messages.Truncate(item, 0, 1300));
        client.Send(client.Messages.Truncate(item, 0, 500));
        client.Send(client.Messages.Truncate(item, 0, 501));

        Assert.Equal("Audio content of 500ms is already shorter than 501ms", (await client.ErrorAsync(3)).GetProperty("message").GetString());
        Assert.Equal(500, (await client.Heard.WaitAsync("conversation.item.truncated", times: 2)).GetProperty("audio_end_ms").GetInt32());
    }

    [Fact]
    public async Task The_conversation_has_one_response_at_a_time_and_others_run_beside_it()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        var (client, session) = await RealtimeClientSide.ConnectAsync(openAI);
        await using var _ = client;
        session.Next(RealtimeReply.Silence());
        client.Send(client.Messages.CreateResponse());
        client.Send(client.Messages.CreateResponse(eventId: "second"));
        client.Send(client.Messages.CreateResponse(new RealtimeResponseRequest
        {
            OutOfBand = true,
            Input = [RealtimeItem.User("Dobrý deň, počúvam vás.")],
            Instructions = "Read.",
            Metadata = new Dictionary<string, string> { ["purpose"] = "reading" },
        }));

        var error = await client.ErrorAsync();
        var read = await client.Heard.WaitAsync("response.output_audio_transcript.done");
        var done = (await client.Heard.WaitAsync("response.done")).GetProperty("response");
        client.Send(client.Messages.CancelResponse());
        var cancelled = (await client.Heard.WaitAsync("response.done", times: 2)).GetProperty("response");

        Assert.Equal(("conversation_already_has_active_response", "second"), (error.GetProperty("code").GetString(), error.GetProperty("event_id").GetString()));
        Assert.Equal("Dobrý deň, počúvam vás.", read.GetProperty("transcript").GetString());
        Assert.Equal("reading", done.GetProperty("metadata").GetProperty("purpose").GetString());
        Assert.Equal(("cancelled", "client_cancelled"), (cancelled.GetProperty("status").GetString(), cancelled.GetProperty("status_details").GetProperty("reason").GetString()));
        Assert.DoesNotContain("conversation.item.added", client.Heard.Types);
    }

    [Fact]
    public async Task The_beta_is_over()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var old = new System.Net.WebSockets.ClientWebSocket();
        old.Options.SetRequestHeader("Authorization", "Bearer " + OpenAIStandIn.Key);
        old.Options.SetRequestHeader("OpenAI-Beta", "realtime=v1");
        await old.ConnectAsync(new UriBuilder(openAI.BaseUrl) { Scheme = "ws", Path = "/v1/realtime", Query = "model=gpt-realtime" }.Uri, TestContext.Current.CancellationToken);

        var session = await openAI.Realtime.SessionAsync();

        Assert.Equal("beta_api_shape_disabled", (await session.SentAsync("error")).GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_session_ends_after_an_hour()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        var clock = new WatchedClock();
        openAI.Realtime.Time = clock;
        var (client, _) = await RealtimeClientSide.ConnectAsync(openAI);
        await using var __ = client;
        await client.Heard.WaitAsync("session.created");

        clock.Advance(TimeSpan.FromMinutes(60));

        Assert.Equal("session_expired", (await client.ErrorAsync()).GetProperty("code").GetString());
        await client.Ended;
    }
}
