using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Live;

public sealed class RealtimeStoryTests
{
    [Fact]
    public async Task The_caller_hears_the_models_own_sound_and_the_turn_is_on_disk()
    {
        await using var house = await LiveHouse.OpenAsync();
        var (call, connect, line, session) = await house.RingRealtimeAsync();
        await using var open = line;
        session.Transcribes(new RealtimeHeard("When are you open on Sunday?"));
        session.Next(RealtimeReply.Say("On Sunday we are open from ten to ten."));

        await line.HearSilenceAsync(30);
        await session.AudioAsync(30 * 160);
        session.SpeechStarted();
        session.SpeechStopped();
        await line.SoundAsync(1000);
        await call.HangUpAsync();
        await line.StopAsync();
        await line.Socket.WaitForCloseAsync();

        Assert.Empty(house.OpenAI.Realtime.Rejected);
        Assert.Equal(
            ["When are you open on Sunday?|On Sunday we are open from ten to ten.|model|stream"],
            house.House.Sql("SELECT user_text || '|' || assistant_text || '|' || source || '|' || mode FROM turns JOIN calls USING (call_id)"));
    }

    [Fact]
    public async Task The_session_is_set_up_for_a_telephone_and_waits_for_us()
    {
        await using var house = await LiveHouse.OpenAsync();
        var (_, _, line, session) = await house.RingRealtimeAsync();
        await using var open = line;
        var update = (await session.ReceivedAsync("session.update")).GetProperty("session");

        Assert.Equal("audio/pcmu", update.GetProperty("audio").GetProperty("input").GetProperty("format").GetProperty("type").GetString());
        Assert.Equal("audio/pcmu", update.GetProperty("audio").GetProperty("output").GetProperty("format").GetProperty("type").GetString());
        Assert.False(update.GetProperty("audio").GetProperty("input").GetProperty("turn_detection").GetProperty("create_response").GetBoolean());
        Assert.Equal("gpt-live-transcribe", update.GetProperty("audio").GetProperty("input").GetProperty("transcription").GetProperty("model").GetString());
        Assert.Contains("book_table", update.GetProperty("tools").ToString());
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task A_table_is_booked_by_our_tools_and_said_word_for_word_once_it_is_on_disk()
    {
        await using var house = await LiveHouse.OpenAsync();
        var (_, _, line, session) = await house.RingRealtimeAsync();
        await using var open = line;
        session.Transcribes(new RealtimeHeard("A table for two tomorrow at seven in the evening, my name is Novak."), new RealtimeHeard("Yes, please."));
        session.Always(ask => ask.Request.GetProperty("instructions").GetString() is var told && told!.Contains("word for word", StringComparison.Ordinal)
            ? RealtimeReply.Say(told[(told.LastIndexOf("\n\n", StringComparison.Ordinal) + 2)..])
            : ask.Number == 1 ? RealtimeReply.Call("hold_table", """{"date":null,"time":null,"people":null,"name":null}""")
            : RealtimeReply.Call("book_table", """{"date":null,"time":null,"people":null,"name":null}"""));

        await TurnAsync(line, session);
        var output = await session.ReceivedAsync("conversation.item.create", item => item.GetProperty("item").GetProperty("type").GetString() == "function_call_output");
        Assert.Contains("\"ask\":\"confirm\"", output.GetProperty("item").GetProperty("output").GetString());
        await session.SentAsync("response.done", times: 2);
        await TurnAsync(line, session);
        await session.SentAsync("response.done", times: 4);
        await line.StopAsync();
        await line.Socket.WaitForCloseAsync();

        Assert.Equal(["confirmed|2|Novak"], house.House.Sql("SELECT status || '|' || people || '|' || name FROM reservations"));
        var said = house.House.Sql("SELECT assistant_text FROM turns ORDER BY turn_id");
        Assert.Equal(2, said.Count);
        Assert.Contains("two", said[0]);
        Assert.Contains("book_table", house.House.Sql("SELECT tool_calls FROM turns WHERE turn_id = 2")[0]);
        Assert.Empty(house.OpenAI.Realtime.Rejected);
        Assert.Empty(session.Errors);
    }

    internal static async Task TurnAsync(StreamLine line, RealtimeSessionStandIn session)
    {
        // Counted before it is sent: all of it may be there before this goes on.
        var heard = session.AudioAsync(session.AudioBytes + 1);
        await line.HearSilenceAsync(30);
        await heard;
        session.SpeechStarted();
        session.SpeechStopped();
    }
}
