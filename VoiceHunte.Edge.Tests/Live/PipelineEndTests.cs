using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Live;

/// <summary>How a call in the pipeline comes to its end, or goes on elsewhere on purpose.</summary>
public sealed class PipelineEndTests
{
    private static readonly Phrases English = Phrases.For(Language.English);

    [Fact]
    public async Task Whoever_falls_silent_is_asked_once_and_then_left()
    {
        await using var story = await StreamStory.RingAsync(hasGreeting: true);

        await SilentAsync(story, 13);
        await story.HearsAnswerAsync(English.StillThere);
        await SilentAsync(story, 17);
        await story.HearsAnswerAsync(English.GoodbyeAfterSilence);

        var heard = await story.GoesOnAsync();
        Assert.True(heard.HungUp);
        Assert.Empty(heard.Text);
        Assert.Equal([English.StillThere, English.GoodbyeAfterSilence], story.Sql("SELECT heard_text FROM turns ORDER BY turn_id"));
        Assert.Equal([""], story.Sql("SELECT DISTINCT user_text FROM turns"));
    }

    [Fact]
    public async Task Whoever_is_still_there_goes_on()
    {
        await using var story = await StreamStory.RingAsync(hasGreeting: true);
        story.OpenAI.Chat.Next(ChatReply.Text("Good."));

        await SilentAsync(story, 13);
        await story.HearsAnswerAsync(English.StillThere);
        await SilentAsync(story, 9);
        await story.SayAsync("Yes, tell me about the house.");
        await story.HearsAsync("Good.");
        await SilentAsync(story, 14);
        await story.HearsAnswerAsync(English.StillThere);
        await story.EndAsync();
    }

    [Fact]
    public async Task A_transfer_waits_until_it_was_announced()
    {
        await using var story = await StreamStory.RingAsync(transferNumber: "+421911222333");

        await story.SayAsync("I want to speak to a person, please.");
        await story.Line.SoundAsync(Tone.Sentences(English.Transfer)[0].Length * 4);
        Assert.Null(story.Line.Socket.ClosedWith);
        await story.HearsAnswerAsync(English.Transfer);

        var heard = await story.GoesOnAsync();
        Assert.Equal("+421911222333", heard.DialledNumber);
        Assert.Empty(heard.Text);
        Assert.Equal([English.Transfer], story.Sql("SELECT heard_text FROM turns"));
        Assert.False((await story.Call.DialEndsAsync("completed")).Listening is not null);
    }

    [Fact]
    public async Task A_goodbye_ends_the_call()
    {
        await using var story = await StreamStory.RingAsync();

        await story.SayAsync("That is all, goodbye.");
        await story.HearsAnswerAsync(English.Goodbye);

        var heard = await story.GoesOnAsync();
        Assert.True(heard.HungUp);
        Assert.Empty(heard.Text);
    }

    [Fact]
    public async Task A_call_of_too_many_turns_comes_to_its_end()
    {
        await using var story = await StreamStory.RingAsync(settings: new() { ["MAX_TURNS"] = "5" });
        for (var turn = 1; turn <= 5; turn++)
        {
            story.OpenAI.Chat.Next(ChatReply.Text("Good."));
            await story.SayAsync("Tell me about the house.");
            await story.HearsAsync("Good.");
            await story.DoneAsync();
        }

        await story.SayAsync("Tell me about the house.");
        await story.HearsAnswerAsync(English.GoodbyeAfterLongCall);

        Assert.True((await story.GoesOnAsync()).HungUp);
    }

    /// <summary>Nobody speaks for so long, at most: what the appliance then says is waited for without time passing.</summary>
    private static async Task SilentAsync(StreamStory story, double seconds)
    {
        await story.DoneAsync();
        using var http = new HttpClient();
        var turns = Turns(story);
        for (var passed = 0.0; passed < seconds && Turns(story) == turns; passed += 0.5)
        {
            await story.PassAsync(500);
            // By the time this is answered the frame has long been heard.
            await http.GetAsync(new Uri(story.House.House.Appliance.Url, "/health"), TestContext.Current.CancellationToken);
        }
    }

    private static int Turns(StreamStory story) => story.Sql("SELECT 1 || '' FROM turns").Count;
}
