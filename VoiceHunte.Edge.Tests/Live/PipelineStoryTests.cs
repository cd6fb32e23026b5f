using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Live;

/// <summary>Calls that are heard, thought of and spoken step by step.</summary>
public sealed class PipelineStoryTests
{
    private const string Welcome = "You are very welcome here.";
    private const string Ask = "What would you like to know?";

    [Fact]
    public async Task A_table_is_booked_in_sound_with_the_words_of_every_other_wire()
    {
        string[] said = ["I'd like to book a table.", "Tomorrow at seven in the evening.", "For two people.", "Novak.", "Yes, please."];
        var answers = await ByWebhookAsync(said);
        await using var story = await StreamStory.RingAsync(prepare: openAI => openAI.Chat.Always(OpenAIReply.Fails(401, code: "invalid_api_key")));

        for (var turn = 0; turn < said.Length; turn++)
        {
            await story.SayAsync(said[turn]);
            if (turn == said.Length - 1)
            {
                // The last one names the number of the reservation.
                await story.UntilAsync(() => story.Sql($"SELECT assistant_text FROM turns WHERE turn_id = {turn + 1} AND assistant_text <> ''").Count > 0, passing: 0);
                answers[turn] = story.Sql($"SELECT assistant_text FROM turns WHERE turn_id = {turn + 1}")[0];
            }

            await story.HearsAnswerAsync(answers[turn]);
            await story.DoneAsync();
        }

        await story.EndAsync();
        Assert.Equal(["confirmed|2|Novak"], story.Sql("SELECT status || '|' || people || '|' || name FROM reservations"));
        Assert.Equal(
            said.Zip(answers, (words, answer) => $"{words}|{answer}|{answer}"),
            story.Sql("SELECT user_text || '|' || assistant_text || '|' || heard_text FROM turns ORDER BY turn_id"));
        Assert.Empty(story.OpenAI.Rejected);
        Assert.Equal(["stream"], story.Sql("SELECT mode FROM calls"));
    }

    [Fact]
    public async Task The_first_sentence_is_heard_while_the_model_still_speaks()
    {
        var gate = new Gate();
        await using var story = await StreamStory.RingAsync();
        // The role, five words, and the first word of the next sentence, by which the first is known to be over.
        story.OpenAI.Chat.Next(ChatReply.Text($"{Welcome} {Ask}").HeldAfter(7, gate));

        await story.SayAsync("Good evening.");
        await gate.Reached;
        await story.HearsAsync(Welcome);
        gate.Open();
        await story.HearsAsync(Ask);

        await story.EndAsync();
        Assert.Equal([$"{Welcome} {Ask}|{Welcome} {Ask}"], story.Sql("SELECT assistant_text || '|' || heard_text FROM turns"));
    }

    [Fact]
    public async Task Sentences_keep_their_order_though_the_second_is_spoken_first()
    {
        var (first, second) = (new Gate(), new Gate());
        await using var story = await StreamStory.RingAsync();
        story.OpenAI.Speech.Always(request => request.GetProperty("input").GetString() == Welcome
            ? story.Voice.Reply(request).HeldAtTheStart(first)
            : story.Voice.Reply(request) with { BeforePiece = second, HeldPiece = 1 });
        story.OpenAI.Chat.Next(ChatReply.Text($"{Welcome} {Ask}"));

        await story.SayAsync("Good evening.");
        await first.Reached;
        await second.Reached;
        second.Open();
        first.Open();

        await story.HearsAsync(Welcome, Ask);
        await story.EndAsync();
    }

    [Fact]
    public async Task A_sentence_that_was_spoken_before_is_not_made_again()
    {
        await using var story = await StreamStory.RingAsync();
        story.OpenAI.Chat.Next(ChatReply.Text(Welcome), ChatReply.Text(Welcome));

        await story.SayAsync("Good evening.");
        await story.HearsAsync(Welcome);
        await story.DoneAsync();
        await story.SayAsync("Hello there.");
        await story.HearsAsync(Welcome);

        await story.EndAsync();
        Assert.Single(story.OpenAI.Speech.Requests, request => request.Json.GetProperty("input").GetString() == Welcome);
        Assert.Equal([Welcome, Welcome], story.Sql("SELECT heard_text FROM turns ORDER BY turn_id"));
    }

    [Fact]
    public async Task A_key_is_answered()
    {
        var answer = await ByWebhookAsync(call => call.PressAsync("1"));
        await using var story = await StreamStory.RingAsync(prepare: openAI => openAI.Chat.Always(OpenAIReply.Fails(401, code: "invalid_api_key")));

        await story.Line.PressAsync('1');
        await story.HearsAnswerAsync(answer);

        await story.EndAsync();
        Assert.Equal([$"keys 1|{answer}"], story.Sql("SELECT user_text || '|' || heard_text FROM turns"));
    }

    [Fact]
    public async Task Whoever_speaks_for_more_than_half_a_minute_is_heard_in_parts_and_answered_once()
    {
        await using var story = await StreamStory.RingAsync();
        var first = new Gate();
        story.OpenAI.Transcription.Next(TranscriptionReply.Heard("It is a long story that I tell,", "en").HeldAtTheStart(first), TranscriptionReply.Heard("and this is its end.", "en"));
        story.OpenAI.Chat.Next(ChatReply.Text(Welcome));

        await story.SoundAsync(CallerVoice.Silence(200), CallerVoice.Speech(31_000));
        await first.Reached;
        await story.SoundAsync(CallerVoice.Speech(1_000), CallerVoice.Silence(800));
        first.Open();
        await story.HearsAsync(Welcome);

        await story.EndAsync();
        Assert.Equal([$"It is a long story that I tell, and this is its end.|{Welcome}"], story.Sql("SELECT user_text || '|' || heard_text FROM turns"));
        Assert.Equal(2, story.OpenAI.Transcription.Requests.Count);
        // 30 s of 16 bit at 8 kHz and a header; of the rest what is left, the hang-over and a little of before the cut.
        Assert.Equal(480_000 + 44, story.OpenAI.Transcription.Requests[0].Body.Length);
        Assert.InRange(story.OpenAI.Transcription.Requests[1].Body.Length, 2_000 * 16, 4_000 * 16);
    }

    [Theory]
    [InlineData(480)]
    [InlineData(33)]
    [InlineData(801)]
    public async Task Frames_of_any_length_are_understood(int bytes)
    {
        await using var story = await StreamStory.RingAsync();
        story.OpenAI.Transcription.Next(TranscriptionReply.Heard("Good evening.", "en"));
        story.OpenAI.Chat.Next(ChatReply.Text(Welcome));

        byte[] sound = [.. CallerVoice.Silence(200), .. CallerVoice.Speech(600), .. CallerVoice.Silence(800)];
        foreach (var frame in sound.Chunk(bytes)) await story.Line.HearAsync(frame);
        await story.HearsAsync(Welcome);

        await story.EndAsync();
        // Nothing of the sound was lost: the pre-roll, the word, the hang-over.
        Assert.InRange(story.OpenAI.Transcription.Requests[0].Body.Length, 1_200 * 16, 1_700 * 16);
    }

    [Fact]
    public async Task A_noise_without_words_is_no_turn()
    {
        await using var story = await StreamStory.RingAsync();
        story.OpenAI.Chat.Next(ChatReply.Text(Welcome));

        await story.SayAsync("");
        await story.SayAsync("Good evening.");
        await story.HearsAsync(Welcome);

        await story.EndAsync();
        Assert.Equal(["1|Good evening."], story.Sql("SELECT turn_id || '|' || user_text FROM turns"));
        Assert.Equal(2, story.OpenAI.Transcription.Requests.Count);
    }

    [Fact]
    public async Task Whoever_hangs_up_in_the_middle_has_heard_as_much_as_they_have()
    {
        var gate = new Gate();
        await using var story = await StreamStory.RingAsync();
        story.OpenAI.Chat.Next(ChatReply.Text($"{Welcome} {Ask}"));
        story.OpenAI.Speech.Always(request => request.GetProperty("input").GetString() == Ask
            ? story.Voice.Reply(request).HeldAtTheStart(gate)
            : story.Voice.Reply(request));

        await story.SayAsync("Good evening.");
        await story.HearsAsync(Welcome);
        await gate.Reached;
        await story.EndAsync(inTheMiddle: true);

        Assert.Equal([$"{Welcome} {Ask}|{Welcome}"], story.Sql("SELECT assistant_text || '|' || heard_text FROM turns"));
    }

    internal static async Task<string> ByWebhookAsync(Func<TwilioCall, Task<Heard>> take)
    {
        await using var house = await House.OpenAsync(time: new WatchedClock());
        var call = house.Ring("+447700900123");
        await call.StartAsync();
        return (await take(call)).Text;
    }

    /// <summary>What a caller by webhook hears for the same words.</summary>
    private static async Task<string[]> ByWebhookAsync(string[] said)
    {
        await using var house = await House.OpenAsync(time: new WatchedClock());
        var call = house.Ring("+447700900123");
        await call.StartAsync();
        var answers = new List<string>();
        foreach (var words in said) answers.Add((await call.SayAsync(words)).Text);
        return [.. answers];
    }
}
