using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Live;

public sealed class BargeInTests
{
    private const string Answer = "We are open every day from ten in the morning until ten in the evening, and on holidays too.";

    [Fact]
    public async Task Speaking_over_the_answer_silences_it_at_once_and_the_model_forgets_what_was_not_heard()
    {
        await using var house = await LiveHouse.OpenAsync();
        var (_, _, line, session) = await house.RingRealtimeAsync();
        await using var open = line;
        session.Transcribes(new RealtimeHeard("When are you open?"), new RealtimeHeard("No, I want to book a table."));
        session.Next(RealtimeReply.Say(Answer));
        await RealtimeStoryTests.TurnAsync(line, session);
        await line.SoundAsync(800);
        await session.SentAsync("response.done");

        session.SpeechStarted();
        await line.ClearAsync();
        var truncated = await session.ReceivedAsync("conversation.item.truncate");

        Assert.InRange(truncated.GetProperty("audio_end_ms").GetInt32(), 0, 1100);
        Assert.DoesNotContain("response.cancel", session.Received.Types);
        session.SpeechStopped();
        await session.ReceivedAsync("response.create", times: 2);
        await session.SentAsync("response.done", times: 2);
        await line.StopAsync();
        await line.Socket.WaitForCloseAsync();
        var heard = house.House.Sql("SELECT heard_text FROM turns WHERE turn_id = 1")[0];
        Assert.StartsWith(heard, Answer, StringComparison.Ordinal);
        Assert.NotEqual(Answer, heard);
        Assert.Equal([Answer], house.House.Sql("SELECT assistant_text FROM turns WHERE turn_id = 1"));
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task An_answer_that_is_still_being_made_is_cancelled_and_its_late_sound_is_not_heard()
    {
        await using var house = await LiveHouse.OpenAsync(onSession: session => session.LateAudio = 5);
        var (_, _, line, session) = await house.RingRealtimeAsync();
        await using var open = line;
        var gate = new Gate();
        session.Transcribes(new RealtimeHeard("When are you open?"), new RealtimeHeard("Stop, a table please."));
        session.Next(RealtimeReply.SayHeld(Answer, gate), RealtimeReply.Say("For how many?"));
        await RealtimeStoryTests.TurnAsync(line, session);
        await gate.Reached;
        await line.SoundAsync(400);

        session.SpeechStarted();
        await line.ClearAsync();
        await session.ReceivedAsync("response.cancel");
        var before = line.Sound.Count;
        session.SpeechStopped();
        await session.ReceivedAsync("response.create", times: 2);
        await session.SentAsync("response.done", done => done.GetProperty("response").GetProperty("status").GetString() == "completed");
        await line.SoundAsync((before / 8) + 900);

        Assert.Empty(session.Errors);
        // "For how many?" is 13 characters of 70 ms.
        Assert.Equal(910, (line.Sound.Count - before) / 8);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Mhm.")]
    public async Task A_cough_does_not_kill_the_sentence(string words)
    {
        await using var house = await LiveHouse.OpenAsync();
        var (_, _, line, session) = await house.RingRealtimeAsync();
        await using var open = line;
        session.Transcribes(new RealtimeHeard("When are you open?"), new RealtimeHeard(words));
        session.Next(RealtimeReply.Say(Answer));
        await RealtimeStoryTests.TurnAsync(line, session);
        await line.SoundAsync(800);
        await session.SentAsync("response.done");

        session.SpeechStarted();
        await line.ClearAsync();
        var truncated = (await session.ReceivedAsync("conversation.item.truncate")).GetProperty("audio_end_ms").GetInt32();
        line.Sound.Clear();
        session.SpeechStopped();
        await session.ReceivedAsync("conversation.item.delete");
        var whole = Answer.Length * 70;
        while ((line.Sound.Count / 8) + truncated < whole - 30)
        {
            await line.HearSilenceAsync(5);
            await line.SoundAsync((line.Sound.Count / 8) + 1);
        }

        Assert.InRange((line.Sound.Count / 8) + truncated, whole - 40, whole + 40);
        Assert.Equal(1, session.Received.Types.Count(type => type == "response.create"));
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task A_cough_while_the_answer_is_still_being_made_lets_the_model_go_on_behind_what_it_has_said()
    {
        await using var house = await LiveHouse.OpenAsync();
        var (_, _, line, session) = await house.RingRealtimeAsync();
        await using var open = line;
        var gate = new Gate();
        session.Transcribes(new RealtimeHeard("When are you open?"), new RealtimeHeard(""));
        session.Next(RealtimeReply.SayHeld(Answer, gate, heldAt: 1000), RealtimeReply.Say("And on holidays too."));
        await RealtimeStoryTests.TurnAsync(line, session);
        await gate.Reached;
        await line.SoundAsync(800);

        session.SpeechStarted();
        await line.ClearAsync();
        session.SpeechStopped();
        var goesOn = await session.ReceivedAsync("response.create", times: 2);
        await session.SentAsync("response.done", times: 2);
        await line.SoundAsync((line.Sound.Count / 8) + 20);
        await line.StopAsync();
        await line.Socket.WaitForCloseAsync();

        Assert.Contains("A noise on the line cut you off.", goesOn.GetProperty("response").GetProperty("instructions").GetString());
        Assert.Equal(1, session.Received.Types.Count(type => type == "response.cancel"));
        Assert.Equal("When are you open?", Assert.Single(house.House.Sql("SELECT user_text FROM turns")));
        Assert.Empty(session.Errors);
    }
}
