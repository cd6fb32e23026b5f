using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Live;

/// <summary>The caller speaks while the pipeline does, or before it has answered.</summary>
public sealed class PipelineBargeInTests
{
    private const string Long = "There is a good deal to tell about this house and about those who have cooked in it.";
    private const string Other = "And what would you like to know?";

    // Each of its characters as long as is reckoned with while a sentence is still being made: more than five seconds.
    private const int Slowly = 66;

    [Fact]
    public async Task The_restaurant_is_silent_at_once_and_has_said_only_what_was_heard()
    {
        await using var story = await StreamStory.RingAsync(millisecondsACharacter: Slowly);
        story.OpenAI.Chat.Next(ChatReply.Text(Long), ChatReply.Text("Good."));
        await story.SayAsync("Tell me about the house.");
        await story.MadeAsync(Long);
        await story.PlaysAsync(1300);

        story.OpenAI.Transcription.Next(TranscriptionReply.Heard("No, tell me about the garden.", "en"));
        await story.SoundAsync(CallerVoice.Speech(600));
        await story.Line.ClearAsync();
        await story.SoundAsync(CallerVoice.Silence(800));
        story.Forget();
        await story.HearsAsync("Good.");
        await story.EndAsync();

        // 1300 ms are 19 characters: whole words of those.
        const string heard = "There is a good";
        Assert.Equal([$"{Long}|{heard}", "Good.|Good."], story.Sql("SELECT assistant_text || '|' || heard_text FROM turns ORDER BY turn_id"));
        var told = story.OpenAI.Chat.Requests[1].Json.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("content").GetString()).ToList();
        Assert.Contains(heard, told);
        Assert.DoesNotContain(Long, told);
        Assert.Equal(1, (await story.MetricsAsync())["voicehunte_barge_ins_total{kind=\"real\"}"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Mhm.")]
    public async Task A_noise_does_not_kill_the_sentence(string words)
    {
        await using var story = await StreamStory.RingAsync(millisecondsACharacter: Slowly);
        story.OpenAI.Chat.Next(ChatReply.Text(Long));
        await story.SayAsync("Tell me about the house.");
        await story.MadeAsync(Long);
        await story.PlaysAsync(500);

        story.OpenAI.Transcription.Next(TranscriptionReply.Heard(words, "en"));
        await story.SoundAsync(CallerVoice.Speech(300));
        await story.Line.ClearAsync();
        story.Forget();
        await story.SoundAsync(CallerVoice.Silence(800));

        // 500 ms were heard: what comes now is the rest of it, byte for byte.
        await story.HearsSoundAsync(story.Voice.Sound(Long)[(500 * 8)..]);
        await story.EndAsync();
        Assert.Equal([$"{Long}|{Long}"], story.Sql("SELECT assistant_text || '|' || heard_text FROM turns"));
        Assert.Single(story.OpenAI.Chat.Requests);
        Assert.Equal(1, (await story.MetricsAsync())["voicehunte_barge_ins_total{kind=\"false\"}"]);
    }

    [Fact]
    public async Task Whoever_goes_on_speaking_before_the_answer_is_answered_once()
    {
        var gate = new Gate();
        await using var story = await StreamStory.RingAsync();
        story.OpenAI.Chat.Next(ChatReply.Text("This is never heard.").HeldAtTheStart(gate), ChatReply.Text("Good."));

        await story.SayAsync("Tell me about the house,");
        await gate.Reached;
        await story.SayAsync("and about the garden.");
        await story.HearsAsync("Good.");
        await story.EndAsync();

        Assert.Equal(["1|Tell me about the house, and about the garden.|Good."], story.Sql("SELECT turn_id || '|' || user_text || '|' || heard_text FROM turns"));
        var messages = story.OpenAI.Chat.Requests[1].Json.GetProperty("messages");
        Assert.Equal("Tell me about the house, and about the garden.", messages[messages.GetArrayLength() - 1].GetProperty("content").GetString());
    }

    [Fact]
    public async Task An_answer_waits_until_the_caller_has_spoken()
    {
        var (thinking, transcribing) = (new Gate(), new Gate());
        await using var story = await StreamStory.RingAsync();
        story.OpenAI.Chat.Next(ChatReply.Text(Other).HeldAtTheStart(thinking));
        await story.SayAsync("Good evening.");
        await thinking.Reached;

        await story.SoundAsync(CallerVoice.Speech(400));
        await story.Line.ClearAsync();
        await story.Line.ClearAsync();
        thinking.Open();
        story.OpenAI.Transcription.Next(TranscriptionReply.Heard("", "en").HeldAtTheStart(transcribing));
        await story.SoundAsync(CallerVoice.Silence(800));
        await transcribing.Reached;
        Assert.Empty(story.Line.Sound);
        transcribing.Open();

        await story.HearsAsync(Other);
        await story.EndAsync();
        Assert.Equal([$"Good evening.|{Other}"], story.Sql("SELECT user_text || '|' || heard_text FROM turns"));
    }

    [Fact]
    public async Task A_noise_after_words_does_not_swallow_them()
    {
        var gate = new Gate();
        await using var story = await StreamStory.RingAsync();
        story.OpenAI.Chat.Next(ChatReply.Text("Good."));
        story.OpenAI.Transcription.Next(TranscriptionReply.Heard("Tell me about the house.", "en").HeldAtTheStart(gate), TranscriptionReply.Heard("", "en"));

        await story.SoundAsync(CallerVoice.Silence(200), CallerVoice.Speech(600), CallerVoice.Silence(700));
        await gate.Reached;
        await story.Line.ClearAsync();
        await story.SoundAsync(CallerVoice.Speech(300));
        await story.Line.ClearAsync();
        gate.Open();
        await story.SoundAsync(CallerVoice.Silence(800));

        await story.HearsAsync("Good.");
        await story.EndAsync();
        Assert.Equal(["Tell me about the house.|Good."], story.Sql("SELECT user_text || '|' || heard_text FROM turns"));
    }

    [Fact]
    public async Task Whoever_cuts_in_does_not_wait_for_speech_that_is_slow()
    {
        var never = new Gate();
        await using var story = await StreamStory.RingAsync();
        story.OpenAI.Chat.Next(ChatReply.Text($"Well, well. {Long}"), ChatReply.Text("Good."));
        story.OpenAI.Speech.Always(request => request.GetProperty("input").GetString() == Long
            ? story.Voice.Reply(request).HeldAtTheStart(never)
            : story.Voice.Reply(request));
        await story.SayAsync("Tell me about the house.");
        await story.HearsAsync("Well, well.");
        await never.Reached;

        await story.SayAsync("No, about the garden.");
        await story.HearsAsync("Good.");
        await story.EndAsync();

        Assert.Equal([$"Well, well. {Long}|Well, well.", "Good.|Good."], story.Sql("SELECT assistant_text || '|' || heard_text FROM turns ORDER BY turn_id"));
    }

    [Fact]
    public async Task A_key_cuts_in()
    {
        var answer = await PipelineStoryTests.ByWebhookAsync(call => call.PressAsync("1"));
        await using var story = await StreamStory.RingAsync(millisecondsACharacter: Slowly);
        story.OpenAI.Chat.Next(ChatReply.Text(Long));
        await story.SayAsync("Tell me about the house.");
        await story.MadeAsync(Long);
        await story.PlaysAsync(500);

        await story.Line.PressAsync('1');
        await story.Line.ClearAsync();
        story.Forget();
        await story.HearsAnswerAsync(answer);
        await story.EndAsync();

        // 500 ms are 7 characters.
        Assert.Equal(["Tell me about the house.|There", $"keys 1|{answer}"], story.Sql("SELECT user_text || '|' || heard_text FROM turns ORDER BY turn_id"));
    }
}
