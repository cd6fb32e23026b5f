using Microsoft.Extensions.Time.Testing;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Live;

public sealed class RealtimeTurnTests
{
    [Fact]
    public async Task A_model_that_claims_a_booking_is_cut_off_and_code_answers()
    {
        await using var talk = await RealtimeTalk.BeginAsync();
        talk.Answers(_ => RealtimeReply.Say("Your table is booked, see you tomorrow. Anything else that I can do for you today?"));

        await talk.SayAsync("A table for two please.");
        var said = await talk.Session.ReceivedAsync("response.create", asked => RealtimeTalk.Exactly(asked.GetProperty("response")) is not null);
        await talk.Session.SentAsync("response.done", times: 2);
        await talk.HangUpAsync();

        Assert.DoesNotContain("booked", RealtimeTalk.Exactly(said.GetProperty("response")));
        Assert.Contains("conversation.item.truncate", talk.Session.Received.Types);
        Assert.DoesNotContain("booked", talk.Sql("SELECT assistant_text FROM turns")[0]);
        Assert.Empty(talk.Sql("SELECT id FROM reservations"));
        Assert.Empty(talk.House.OpenAI.Realtime.Rejected);
    }

    [Fact]
    public async Task What_the_model_will_not_say_word_for_word_the_other_voice_says()
    {
        await using var talk = await RealtimeTalk.BeginAsync();
        talk.Session.Always(ask => RealtimeTalk.Exactly(ask.Request) is null
            ? RealtimeReply.Call("hold_table", """{"date":null,"time":null,"people":null,"name":null}""")
            : RealtimeReply.Say("Sure, four people at nine, is that fine with you?"));

        await talk.SayAsync("A table for two tomorrow at seven in the evening, my name is Novak.");
        await talk.Session.SentAsync("response.done", times: 2);
        await talk.Session.ReceivedAsync("conversation.item.truncate");
        await talk.Line.ClearAsync();
        await talk.Line.ClearAsync();
        await talk.Line.SoundAsync((talk.Line.Sound.Count / 8) + 1);
        await talk.HangUpAsync();

        var text = Assert.Single(talk.Sql("SELECT assistant_text FROM turns"));
        Assert.Contains(talk.House.OpenAI.Speech.Requests, request => request.Json.GetProperty("input").GetString() == text);
    }

    [Fact]
    public async Task A_transfer_waits_until_the_last_word_was_heard()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 18, 0, 0, TimeSpan.Zero));
        await using var talk = await RealtimeTalk.BeginAsync(transferNumber: "+421905000111", time: clock);
        talk.Answers(_ => RealtimeReply.Call("transfer_call", "{}"));

        await talk.SayAsync("Can I speak to a person, please?");
        await talk.Session.SentAsync("response.done", times: 2);
        await talk.Session.SentAsync("response.output_audio.done");
        var text = RealtimeTalk.Exactly((await talk.Session.ReceivedAsync("response.create", times: 2)).GetProperty("response"))!;
        var sound = text.Length * 70;
        await PassAsync(0, sound - 200);
        Assert.Null(talk.Line.Socket.ClosedWith);
        Assert.Equal(["NULL"], talk.Sql("SELECT heard_text FROM turns"));

        await PassAsync(sound - 200, sound + 200);
        var heard = await talk.GoOnAsync();
        Assert.Equal("+421905000111", heard.DialledNumber);
        Assert.Equal("", heard.Text);
        Assert.Equal([text], talk.Sql("SELECT heard_text FROM turns"));

        // The line sends at least 800 ms ahead of what is heard; a clock that ran on without it would show a gap.
        async Task PassAsync(int from, int to)
        {
            for (var passed = from; passed < to; passed += 100)
            {
                await talk.Line.SoundAsync(Math.Min(sound, passed + 800));
                clock.Advance(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    [Fact]
    public async Task Goodbye_ends_the_call_once_it_was_heard()
    {
        await using var talk = await RealtimeTalk.BeginAsync();
        talk.Answers(_ => RealtimeReply.Call("end_call", "{}"));

        await talk.SayAsync("Thank you, goodbye.");
        await talk.Session.SentAsync("response.done", times: 2);
        var heard = await talk.GoOnAsync();

        Assert.True(heard.HungUp);
        Assert.Empty(heard.Says);
    }

    [Fact]
    public async Task A_noise_is_no_turn_and_what_the_model_began_to_say_to_it_is_not_heard()
    {
        await using var talk = await RealtimeTalk.BeginAsync();
        var gate = new Gate();
        talk.Session.Transcribes(new RealtimeHeard("") { Gate = gate });
        talk.Session.Next(RealtimeReply.Say("I am not sure what you mean by that, could you say it once more?"), RealtimeReply.Say("From ten."));

        await RealtimeStoryTests.TurnAsync(talk.Line, talk.Session);
        await talk.Line.SoundAsync(400);
        gate.Open();
        await talk.Line.ClearAsync();
        await talk.Session.ReceivedAsync("conversation.item.delete");
        await talk.SayAsync("When do you open?");
        await talk.Line.ClearAsync();
        await talk.Line.SoundAsync((talk.Line.Sound.Count / 8) + 630);
        await talk.HangUpAsync();

        Assert.Equal(["1|When do you open?|From ten."], talk.Sql("SELECT turn_id || '|' || user_text || '|' || assistant_text FROM turns"));
        Assert.Empty(talk.Session.Errors);
    }

    [Fact]
    public async Task Words_that_come_late_still_belong_to_their_turn()
    {
        await using var talk = await RealtimeTalk.BeginAsync();
        var gate = new Gate();
        talk.Session.Transcribes(new RealtimeHeard("Do you have soup?") { Gate = gate });
        talk.Session.Next(RealtimeReply.Say("We do."), RealtimeReply.Say("Of course."));

        await RealtimeStoryTests.TurnAsync(talk.Line, talk.Session);
        await talk.Session.SentAsync("response.done");
        gate.Open();
        await talk.SayAsync("And bread with it?");
        await talk.Line.ClearAsync();
        await talk.Line.ClearAsync();
        await talk.Line.SoundAsync((talk.Line.Sound.Count / 8) + 700);
        await talk.HangUpAsync();

        Assert.Equal(["Do you have soup?|We do.", "And bread with it?|Of course."], talk.Sql("SELECT user_text || '|' || assistant_text FROM turns ORDER BY turn_id"));
    }

    [Fact]
    public async Task Half_a_tool_call_is_not_run()
    {
        await using var talk = await RealtimeTalk.BeginAsync();
        talk.Session.Next(new RealtimeReply(new CallStep("take_message", """{"message":"Call me ba""", IsCut: true)) { Status = "incomplete" }, RealtimeReply.Say("Sorry?"));

        await talk.SayAsync("Tell the boss to call me back.");
        await talk.Session.SentAsync("response.done");
        await talk.HangUpAsync();

        Assert.DoesNotContain(talk.Session.Received.Lines, line => line.Type == "conversation.item.create" && line.Json.ToString().Contains("function_call_output", StringComparison.Ordinal));
        Assert.Empty(talk.Sql("SELECT id FROM messages"));
    }

    [Fact]
    public async Task A_key_gives_way_to_nothing_and_is_answered_by_code()
    {
        await using var talk = await RealtimeTalk.BeginAsync();
        talk.Answers(_ => RealtimeReply.Say("A very long answer about our history that nobody who presses a key wants to hear to its end."));
        await talk.SayAsync("Tell me about yourselves.");
        await talk.Line.SoundAsync(400);

        await talk.Line.PressAsync('1');
        await talk.Line.ClearAsync();
        var said = await talk.Session.ReceivedAsync("response.create", asked => RealtimeTalk.Exactly(asked.GetProperty("response")) is not null);
        await talk.Session.SentAsync("response.done", times: 2);
        await talk.HangUpAsync();

        Assert.Contains("open", RealtimeTalk.Exactly(said.GetProperty("response")));
        Assert.Equal("keys 1", talk.Sql("SELECT user_text FROM turns ORDER BY turn_id")[1]);
    }

    [Fact]
    public async Task The_session_is_renewed_before_its_hour_is_over_and_told_what_was_said()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 18, 0, 0, TimeSpan.Zero));
        var renewed = new TaskCompletionSource<RealtimeSessionStandIn>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var talk = await RealtimeTalk.BeginAsync(time: clock, onSession: session =>
        {
            if (session.Number > 1) _ = TakesOverAsync(session);
        });
        talk.Answers(_ => RealtimeReply.Say("From ten."));
        await talk.SayAsync("When do you open?");
        await talk.Session.SentAsync("response.done");
        await talk.Line.SoundAsync(600);
        // To its end: what of it came after the clock had leapt would be heard by a clock that stands, and a cough waits behind it.
        await talk.House.House.UntilAsync("SELECT heard_text FROM turns WHERE heard_text IS NOT NULL", ["From ten."], () => clock.Advance(TimeSpan.FromMilliseconds(20)));

        // Somebody coughs every few seconds, or the call would end; the new session takes over in a pause between.
        for (var coughs = 1; !renewed.Task.IsCompleted; coughs++)
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            var heard = talk.Session.AudioAsync(talk.Session.AudioBytes + 160);
            await talk.Line.HearSilenceAsync(1);
            await await Task.WhenAny(renewed.Task, heard);
            talk.Session.SpeechStarted();
            talk.Session.SpeechStopped();
            await await Task.WhenAny(renewed.Task, talk.Session.ReceivedAsync("conversation.item.delete", times: coughs));
        }

        var second = await renewed.Task;
        await second.ReceivedAsync("conversation.item.create", item => item.ToString().Contains("From ten.", StringComparison.Ordinal));
        await talk.HangUpAsync();

        // Of a session that is given up before it is ready there is nothing to wait for.
        async Task TakesOverAsync(RealtimeSessionStandIn session)
        {
            await session.ReceivedAsync("session.update");
            renewed.TrySetResult(session);
        }
    }
}
