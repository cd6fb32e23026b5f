using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Live;

/// <summary>The pipeline gives way as well, and the call goes on by webhooks; nothing is said twice, and nothing is lost.</summary>
public sealed class LadderToGatherTests
{
    private const string Welcome = "You are very welcome here.";
    private const string Ask = "What would you like to know?";
    private static readonly Phrases English = Phrases.For(Language.English);

    [Fact]
    public async Task Words_that_cannot_be_transcribed_are_asked_for_again_by_webhook()
    {
        await using var story = await StreamStory.RingAsync();
        story.OpenAI.Transcription.Always(Dead);
        await SpeakAsync(story);

        var heard = await GoesOnAsync(story, "transcription");
        Assert.Equal(English.PleaseRepeat, heard.Text);
        await AnsweredByWebhookAsync(story, heard);
    }

    [Fact]
    public async Task What_was_understood_before_the_transcription_died_is_answered_by_webhook()
    {
        var transcribing = new Gate();
        await using var story = await StreamStory.RingAsync();
        story.OpenAI.Transcription.Next(TranscriptionReply.Heard("Tell me about the house,", "en").HeldAtTheStart(transcribing), Dead);
        story.OpenAI.Chat.Next(ChatReply.Text(Welcome));
        await story.SoundAsync(CallerVoice.Silence(200), CallerVoice.Speech(600), CallerVoice.Silence(700));
        await transcribing.Reached;
        await story.Line.ClearAsync();
        await story.SoundAsync(CallerVoice.Speech(300));
        await story.Line.ClearAsync();
        transcribing.Open();
        while (!(await story.MetricsAsync()).Under("voicehunte_first_audio_seconds_count").Any()) await story.SoundAsync(CallerVoice.Speech(20));
        await story.SoundAsync(CallerVoice.Silence(800));

        var heard = await GoesOnAsync(story, "transcription");
        Assert.Equal(Welcome, heard.Text);
        Assert.Empty(story.Line.Sound);
        Assert.Equal([$"Tell me about the house,|{Welcome}"], story.Sql("SELECT user_text || '|' || assistant_text FROM turns"));
    }

    [Fact]
    public async Task An_answer_that_was_cut_off_by_words_that_got_lost_is_not_said_to_its_end()
    {
        await using var story = await StreamStory.RingAsync(millisecondsACharacter: 66);
        story.OpenAI.Chat.Next(ChatReply.Text(Welcome));
        await story.SayAsync("Tell me about the house.");
        await story.MadeAsync(Welcome);
        await story.PlaysAsync(600);
        story.OpenAI.Transcription.Always(Dead);
        await SpeakAsync(story);

        var heard = await GoesOnAsync(story, "transcription");
        Assert.Equal(English.PleaseRepeat, heard.Text);
        // 600 ms are nine characters.
        Assert.Equal([$"{Welcome}|You are"], story.Sql("SELECT assistant_text || '|' || heard_text FROM turns WHERE turn_id = 1"));
    }

    [Fact]
    public async Task Without_a_voice_the_webhook_says_the_answer()
    {
        await using var story = await StreamStory.RingAsync();
        story.OpenAI.Speech.Always(Dead);
        story.OpenAI.Chat.Next(ChatReply.Text($"{Welcome} {Ask}"));
        await story.SayAsync("Good evening.");

        var heard = await GoesOnAsync(story, "speech");
        Assert.Equal($"{Welcome} {Ask}", heard.Text);
        Assert.Empty(story.Line.Sound);
        await AnsweredByWebhookAsync(story, heard);
        Assert.Equal(["Good evening.", "Tell me about the house."], story.Sql("SELECT user_text FROM turns ORDER BY turn_id"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_the_voice_died_in_between_the_webhook_says_exactly_the_rest(bool breaksOff)
    {
        await using var story = await StreamStory.RingAsync(millisecondsACharacter: 10);
        story.OpenAI.Speech.Always(request => request.GetProperty("input").GetString() != Ask ? story.Voice.Reply(request)
            : breaksOff ? story.Voice.Reply(request).BreakingOffAfter(1)
            : Dead);
        story.OpenAI.Chat.Next(ChatReply.Text($"{Welcome} {Ask}"));
        await story.SayAsync("Good evening.");
        await story.HearsAsync(Welcome);

        var heard = await GoesOnAsync(story, "speech");
        Assert.Equal(Ask, heard.Text);
        await AnsweredByWebhookAsync(story, heard);
    }

    [Fact]
    public async Task A_booking_whose_confirmation_finds_no_voice_is_confirmed_by_webhook_and_booked_once()
    {
        await using var story = await StreamStory.RingAsync();
        await story.SayAsync("A table for two tomorrow at seven in the evening, my name is Novak.");
        await story.UntilAsync(() => story.Sql("SELECT 1 || '' FROM turns WHERE assistant_text <> ''").Count > 0, passing: 0);
        await story.HearsAnswerAsync(story.Sql("SELECT assistant_text FROM turns")[0]);
        await story.DoneAsync();
        story.OpenAI.Speech.Always(Dead);
        await story.SayAsync("Yes, please.");

        var heard = await GoesOnAsync(story, "speech");
        Assert.Equal(story.Sql("SELECT assistant_text FROM turns WHERE turn_id = 2"), [heard.Text]);
        Assert.Equal(["confirmed|2|Novak"], story.Sql("SELECT status || '|' || people || '|' || name FROM reservations"));
    }

    [Fact]
    public async Task With_nothing_left_from_the_beginning_the_call_goes_down_all_the_way()
    {
        await using var story = await StreamStory.RingAsync("realtime", prepare: openAI =>
        {
            openAI.Realtime.RefuseAlways(OpenAIReply.QuotaExhausted());
            openAI.Transcription.Always(OpenAIReply.QuotaExhausted());
            openAI.Chat.Always(OpenAIReply.QuotaExhausted());
        });
        Assert.StartsWith("Hello, you've reached the restaurant", story.Greeted.Text, StringComparison.Ordinal);
        await LadderTests.StepDownAsync(story, "QuotaExhausted");
        await SpeakAsync(story);

        var heard = await GoesOnAsync(story, "transcription");
        Assert.Equal(English.PleaseRepeat, heard.Text);
        heard = await story.Call.SayAsync("When are you open?");
        Assert.Contains("open", heard.Text);
        Assert.NotNull(heard.Listening);
        var metrics = await story.MetricsAsync();
        Assert.Equal(2, metrics.Under("voicehunte_ladder_steps_total").Sum(step => step.Value));
        Assert.Equal(["1"], story.Sql("SELECT CAST(count(*) AS TEXT) FROM calls"));
    }

    [Fact]
    public async Task A_process_that_ends_between_socket_and_webhook_leaves_the_next_one_to_try_the_socket_again()
    {
        await using var story = await StreamStory.RingAsync();
        story.OpenAI.Chat.Next(ChatReply.Text(Welcome));
        await story.SayAsync("Good evening.");
        await story.HearsAsync(Welcome);
        await story.DoneAsync();
        story.OpenAI.Transcription.Always(Dead);
        await SpeakAsync(story);
        Assert.Equal(1000, await story.Line.Socket.WaitForCloseAsync());

        await story.House.House.RestartAsync();
        var heard = await story.Call.ConnectEndsAsync(story.Greeted.Connect!);

        Assert.Equal("", heard.Text);
        await using var next = await StreamLine.OpenAsync(story.House.House.Appliance.Url, story.Call, heard.Connect!);
        foreach (var frame in CallerVoice.Silence(200).Concat(CallerVoice.Speech(600)).Concat(CallerVoice.Silence(800)).Chunk(160)) await next.HearAsync(frame);
        Assert.Equal(1000, await next.Socket.WaitForCloseAsync());
        await AnsweredByWebhookAsync(story, await story.Call.ConnectEndsAsync(heard.Connect!));
        Assert.Equal(["1|stream"], story.Sql("SELECT count(*) || '|' || mode FROM calls"));
    }

    [Fact]
    public async Task A_process_that_ends_in_the_middle_of_an_answer_leaves_it_to_the_next_one()
    {
        await using var story = await StreamStory.RingAsync(millisecondsACharacter: 66);
        story.OpenAI.Chat.Next(ChatReply.Text(Welcome));
        await story.SayAsync("Good evening.");
        await story.Line.SoundAsync(800);

        await story.House.House.RestartAsync();
        var heard = await story.Call.ConnectEndsAsync(story.Greeted.Connect!);

        Assert.Equal(Welcome, heard.Text);
        Assert.NotNull(heard.Connect);
    }

    private static OpenAIReply Dead => OpenAIReply.Fails(400, "invalid_request_error", "broken");

    private static Task SpeakAsync(StreamStory story) =>
        story.SoundAsync(CallerVoice.Silence(200), CallerVoice.Speech(600), CallerVoice.Silence(800));

    private static async Task<Heard> GoesOnAsync(StreamStory story, string reason)
    {
        await story.UntilAsync(() => story.Warnings.Any(line => line.EndsWith($"from pipeline to gather: {reason}", StringComparison.Ordinal)), passing: 0);
        await story.UntilAsync(() => story.Line.Socket.ClosedWith is not null);
        var metrics = await story.MetricsAsync();
        Assert.Equal(1, metrics[$"voicehunte_ladder_steps_total{{from=\"pipeline\",reason=\"{reason}\",to=\"gather\"}}"]);
        return await story.GoesOnAsync();
    }

    private static async Task AnsweredByWebhookAsync(StreamStory story, Heard heard)
    {
        Assert.NotNull(heard.Listening);
        story.OpenAI.Chat.Next(ChatReply.Text("Well, of course."));
        heard = await story.Call.SayAsync("Tell me about the house.");
        Assert.Equal("Well, of course.", heard.Text);
        Assert.Equal(["1"], story.Sql("SELECT CAST(count(*) AS TEXT) FROM calls"));
    }
}
