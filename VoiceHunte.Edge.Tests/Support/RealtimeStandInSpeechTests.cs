using System.Text.Json;
using System.Text.Json.Nodes;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Tests.OpenAI;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>The stand-in hears and speaks as the real one does: the order of its events, and whose turn it is.</summary>
public sealed class RealtimeStandInSpeechTests
{
    private static readonly RealtimeSession Telephone = new()
    {
        InputFormat = "audio/pcmu",
        OutputFormat = "audio/pcmu",
        Transcription = new RealtimeTranscription("gpt-transcribe", ["sk", "en"], [], null),
        TurnDetection = new RealtimeTurnDetection("server_vad") { SilenceDurationMs = 400 },
    };

    [Fact]
    public async Task A_turn_of_the_caller_is_heard_transcribed_and_answered_in_the_order_of_life()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        var (client, session) = await RealtimeClientSide.ConnectAsync(openAI);
        await using var _ = client;
        session.Transcribes(new RealtimeHeard("Kedy máte otvorené?", "sk"));
        session.Next(new RealtimeReply(new SayStep("Yes, we are open until ten tonight.") { Milliseconds = 300 }));
        client.Send(client.Messages.UpdateSession(Telephone));

        Say(client, 200, speaks: false);
        Say(client, 1000, speaks: true);
        Say(client, 500, speaks: false);
        await client.Heard.WaitAsync("response.done");

        Assert.Equal(
            [
                "session.created", "session.updated",
                "input_audio_buffer.speech_started", "input_audio_buffer.speech_stopped", "input_audio_buffer.committed",
                "conversation.item.added", "conversation.item.done",
                "conversation.item.input_audio_transcription.delta", "conversation.item.input_audio_transcription.completed",
                "response.created", "rate_limits.updated", "response.output_item.added", "conversation.item.added", "response.content_part.added",
                "response.output_audio_transcript.delta", "response.output_audio.delta", "response.output_audio_transcript.delta", "response.output_audio.delta",
                "response.output_audio.done", "response.output_audio_transcript.done", "response.content_part.done",
                "response.output_item.done", "conversation.item.done", "response.done",
            ],
            client.Heard.Types);
        Assert.Equal(0, (await client.Heard.WaitAsync("input_audio_buffer.speech_started")).GetProperty("audio_start_ms").GetInt32());
        Assert.Equal(1600, (await client.Heard.WaitAsync("input_audio_buffer.speech_stopped")).GetProperty("audio_end_ms").GetInt32());
        Assert.Equal("sk", (await client.Heard.WaitAsync("conversation.item.input_audio_transcription.completed")).GetProperty("languages")[0].GetProperty("code").GetString());
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task Without_the_right_format_nobody_is_ever_heard()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        var (client, session) = await RealtimeClientSide.ConnectAsync(openAI);
        await using var _ = client;

        Say(client, 1000, speaks: true);
        Say(client, 1000, speaks: false);
        await session.AudioAsync(16_000);

        Assert.Equal(["session.created"], session.Sent.Types);
    }

    [Theory]
    [InlineData(true, "turn_detected")]
    [InlineData(false, null)]
    public async Task Whoever_speaks_interrupts_if_the_session_wants_it(bool interrupts, string? reason)
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        var (client, session) = await RealtimeClientSide.ConnectAsync(openAI);
        await using var _ = client;
        var gate = new Gate();
        session.Next(RealtimeReply.SayHeld("We are open until ten tonight.", gate));
        client.Send(client.Messages.UpdateSession(Telephone with { TurnDetection = new RealtimeTurnDetection("server_vad") { InterruptResponse = interrupts } }));
        client.Send(client.Messages.CreateResponse());
        await gate.Reached;

        Say(client, 200, speaks: true);
        await client.Heard.WaitAsync("input_audio_buffer.speech_started");
        gate.Open();
        var done = (await client.Heard.WaitAsync("response.done")).GetProperty("response");

        Assert.Equal(reason, done.GetProperty("status_details").ValueKind == JsonValueKind.Null ? null : done.GetProperty("status_details").GetProperty("reason").GetString());
        Assert.Equal(interrupts ? "incomplete" : "completed", (await client.Heard.WaitAsync("response.output_item.done")).GetProperty("item").GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_turn_by_hand_and_a_function_come_round()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        var (client, session) = await RealtimeClientSide.ConnectAsync(openAI);
        await using var _ = client;
        session.ListensByHand = true;
        session.Transcribes(new RealtimeHeard("A table for two.") { Fails = true });
        session.Always(ask => ask.Text == "A table for two."
            ? RealtimeReply.Call("book_table", """{"party":2}""")
            : RealtimeReply.Say($"Done: {ask.Text}"));
        client.Send(client.Messages.UpdateSession(Telephone));
        await client.Heard.WaitAsync("session.updated");

        session.SpeechStarted();
        session.SpeechStopped();
        var call = (await client.Heard.WaitAsync("response.done")).GetProperty("response").GetProperty("output")[0];
        client.Send(client.Messages.CreateItem(RealtimeItem.FunctionResult(call.GetProperty("call_id").GetString()!, "booked")));
        client.Send(client.Messages.CreateResponse());

        Assert.Equal("Done: booked", (await client.Heard.WaitAsync("response.output_audio_transcript.done")).GetProperty("transcript").GetString());
        Assert.Equal("book_table", (await client.Heard.WaitAsync("response.function_call_arguments.done")).GetProperty("name").GetString());
        await client.Heard.WaitAsync("conversation.item.input_audio_transcription.failed");
    }

    [Fact]
    public async Task All_that_it_says_has_the_vendor_s_shapes()
    {
        var vendor = VendorFile.Read();
        await using var openAI = await OpenAIStandIn.StartAsync();
        var (client, session) = await RealtimeClientSide.ConnectAsync(openAI);
        await using var _ = client;
        session.ListensByHand = true;
        session.Transcribes(new RealtimeHeard("Dobrý deň", "sk"), new RealtimeHeard("") { Fails = true });
        session.Next(
            new RealtimeReply(new SayStep("One moment."), new CallStep("book_table", "{}")),
            RealtimeReply.Call("book_table", "{\"pa") with { Steps = [new CallStep("book_table", "{\"pa", IsCut: true)] },
            RealtimeReply.Fails("insufficient_quota"),
            RealtimeReply.Say("Text."));
        client.Send(client.Messages.UpdateSession(Telephone));
        client.Send(client.Messages.CancelResponse());
        await client.Heard.WaitAsync("session.updated");
        session.SpeechStarted();
        session.SpeechStopped();
        session.SpeechStarted();
        session.SpeechStopped();
        client.Send(client.Messages.CreateResponse());
        client.Send(client.Messages.CreateResponse(new RealtimeResponseRequest { OutputModality = "text" }));
        await client.Heard.WaitAsync("response.done", times: 4);

        Assert.True(client.Heard.Types.Distinct().Count() > 20);
        Assert.All(client.Heard.Lines, line => Assert.Null(vendor.Problem("#/components/schemas/RealtimeServerEvent", WithoutNulls(line.Json)) is { } problem ? line.Json + problem : null));
    }

    [Theory]
    [InlineData(RealtimeMoment.Connected)]
    [InlineData(RealtimeMoment.Updated)]
    [InlineData(RealtimeMoment.CallerSpeaks)]
    [InlineData(RealtimeMoment.MidResponse)]
    [InlineData(RealtimeMoment.FunctionRuns)]
    public async Task It_breaks_at_the_moment_it_was_told(object moment)
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        openAI.Realtime.OnSession = made =>
        {
            made.At((RealtimeMoment)moment, moment is RealtimeMoment.Connected ? RealtimeFault.Close : RealtimeFault.Abort);
            made.ListensByHand = true;
            made.Next(new RealtimeReply(new SayStep("One moment."), new CallStep("book_table", "{}")));
        };
        var (client, session) = await RealtimeClientSide.ConnectAsync(openAI);
        await using var _ = client;

        client.Connection.Send(client.Messages.UpdateSession(Telephone));
        if (!(moment is RealtimeMoment.Connected or RealtimeMoment.Updated))
        {
            await client.Heard.WaitAsync("session.updated");
            session.SpeechStarted();
            session.SpeechStopped();
        }

        await client.Ended;
        // The stand-in, like the real one, waits for the answer to its goodbye.
        client.Connection.Abort();
        await session.Ended;
    }

    [Fact]
    public async Task Audio_that_was_under_way_comes_after_the_interruption()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        var (client, session) = await RealtimeClientSide.ConnectAsync(openAI);
        await using var _ = client;
        var gate = new Gate();
        (session.ListensByHand, session.LateAudio) = (true, 2);
        session.Next(RealtimeReply.SayHeld("We are open until ten tonight.", gate));
        client.Send(client.Messages.CreateResponse());
        await gate.Reached;

        session.SpeechStarted();
        await client.Heard.WaitAsync("response.done");

        var types = client.Heard.Types.ToList();
        Assert.Equal(2, types.Skip(types.IndexOf("input_audio_buffer.speech_started")).Count(type => type == "response.output_audio.delta"));
    }

    [Fact]
    public async Task A_commit_by_hand_needs_a_tenth_of_a_second()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        var (client, _) = await RealtimeClientSide.ConnectAsync(openAI);
        await using var __ = client;
        client.Send(client.Messages.UpdateSession(Telephone with { TurnDetection = RealtimeTurnDetection.Off }));

        client.Send(client.Messages.AppendAudio(RealtimeAudio.Caller(99)));
        client.Send(client.Messages.Commit());
        client.Send(client.Messages.AppendAudio(RealtimeAudio.Caller(1)));
        client.Send(client.Messages.Commit());

        Assert.Equal("input_audio_buffer_commit_empty", (await client.ErrorAsync()).GetProperty("code").GetString());
        await client.Heard.WaitAsync("input_audio_buffer.committed");
        await client.Heard.WaitAsync("conversation.item.done");
        Assert.DoesNotContain("response.created", client.Heard.Types);
    }

    [Fact]
    public async Task An_echo_is_the_same_audio()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        (openAI.Realtime.Echoes, openAI.Realtime.Remembers) = (true, false);
        using var client = openAI.NewClient();
        using var connection = await client.ConnectRealtimeAsync("gpt-realtime-2.1", TimeSpan.FromSeconds(9), TestContext.Current.CancellationToken);
        using var messages = new RealtimeMessages();

        connection.Send(messages.Append("+/8A"u8));

        var echo = "";
        while (echo.Length == 0 && await connection.ReceiveAsync(TestContext.Current.CancellationToken) is { } message) echo = Audio(message.Span);
        Assert.Equal("+/8A", echo);
    }

    [Fact]
    public async Task Jitter_keeps_the_order_and_a_stall_lets_nothing_through()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        openAI.Realtime.OnSession = session => session.Wire.Jitter(seed: 7, TimeSpan.FromMilliseconds(3));
        var (client, session) = await RealtimeClientSide.ConnectAsync(openAI);
        await using var _ = client;

        client.Send(client.Messages.CreateResponse());
        await client.Heard.WaitAsync("response.done");
        session.Do(RealtimeFault.Stall);
        client.Send(client.Messages.CreateResponse());
        await session.ReceivedAsync("response.create", times: 2);

        Assert.Equal(session.Sent.Types, client.Heard.Types);
    }

    private static void Say(RealtimeClientSide client, int milliseconds, bool speaks)
    {
        var audio = RealtimeAudio.Caller(milliseconds, speaks);
        for (var at = 0; at < audio.Length; at += 160) client.Send(client.Messages.AppendAudio(audio.AsSpan(at, 160)));
    }

    // In life what is not there is null, which the file does not know of.
    private static JsonElement WithoutNulls(JsonElement json)
    {
        var node = JsonNode.Parse(json.GetRawText())!;
        Strip(node);
        return JsonElement.Parse(node.ToJsonString());

        static void Strip(JsonNode? node)
        {
            if (node is JsonObject fields)
            {
                foreach (var (name, value) in fields.ToList())
                {
                    if (value is null) fields.Remove(name);
                    else Strip(value);
                }
            }
            else if (node is JsonArray list)
            {
                foreach (var item in list) Strip(item);
            }
        }
    }

    private static string Audio(ReadOnlySpan<byte> json) =>
        RealtimeEvent.TryRead(json, out var read) && read.Kind == RealtimeEventKind.AudioDelta ? System.Text.Encoding.UTF8.GetString(read.Delta) : "";
}
