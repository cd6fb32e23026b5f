using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Live;

/// <summary>Realtime gives way at the worst moment, and the call goes on in the pipeline.</summary>
public sealed class LadderTests
{
    private const string Answer = "There is a good deal to tell about this house.";
    private static readonly Phrases English = Phrases.For(Language.English);

    [Theory]
    [InlineData(429, "insufficient_quota", "QuotaExhausted")]
    [InlineData(401, "invalid_api_key", "KeyRefused")]
    [InlineData(503, null, "Failed")]
    public async Task A_handshake_that_is_refused(int status, string? code, string reason)
    {
        await using var story = await StreamStory.RingAsync("realtime", prepare: openAI =>
            openAI.Realtime.RefuseAlways(OpenAIReply.Fails(status, code ?? "server_error", code)));
        await StepDownAsync(story, reason);

        await AnsweredByPipelineAsync(story);
        await AssertWentDownAsync(story, reason);
    }

    [Fact]
    public async Task A_handshake_that_is_never_answered()
    {
        var never = new Gate();
        await using var story = await StreamStory.RingAsync("realtime", prepare: openAI =>
            openAI.Realtime.RefuseAlways(OpenAIReply.Fails(500).HeldAtTheStart(never)));
        await never.Reached;
        await StepDownAsync(story, "TooSlow");

        await AnsweredByPipelineAsync(story);
        await AssertWentDownAsync(story, "TooSlow");
    }

    [Theory]
    [InlineData(nameof(RealtimeMoment.Connected))]
    [InlineData(nameof(RealtimeMoment.Updated))]
    public async Task A_session_that_closes_before_anybody_spoke(string moment)
    {
        await using var story = await StreamStory.RingAsync("realtime", onSession: session => session.At(Enum.Parse<RealtimeMoment>(moment), RealtimeFault.Close));
        await StepDownAsync(story, "closed", passing: 0);

        await AnsweredByPipelineAsync(story);
        await AssertWentDownAsync(story, "closed");
    }

    [Fact]
    public async Task A_session_that_expires()
    {
        await using var story = await StreamStory.RingAsync("realtime");
        var session = await SessionAsync(story);
        session.Fail("session_expired", "Your session hit the maximum duration of 60 minutes.", null, null);
        await StepDownAsync(story, "session_expired");

        await AnsweredByPipelineAsync(story);
        await AssertWentDownAsync(story, "session_expired");
    }

    [Fact]
    public async Task A_session_that_closes_while_the_caller_speaks()
    {
        await using var story = await StreamStory.RingAsync("realtime");
        var session = await SessionAsync(story);
        story.OpenAI.Chat.Next(ChatReply.Text("Good."));
        await story.SoundAsync(CallerVoice.Silence(400), CallerVoice.Speech(400));
        await session.AudioAsync(800 * 8);
        session.SpeechStarted();
        await story.Line.ClearAsync();
        session.Do(RealtimeFault.Close);
        await StepDownAsync(story, "closed", passing: 0);

        // They go on speaking, and are heard; what got lost is asked for only of those who fell silent.
        story.OpenAI.Transcription.Next(TranscriptionReply.Heard("and about the house.", "en"));
        await story.SoundAsync(CallerVoice.Speech(600), CallerVoice.Silence(800));
        await story.HearsAsync("Good.");
        await story.EndAsync();
        Assert.Contains("and about the house.", story.Sql("SELECT user_text FROM turns"));
        await AssertWentDownAsync(story, "closed");
    }

    [Fact]
    public async Task A_model_that_falls_silent_is_given_up_after_eight_seconds_and_the_words_are_answered()
    {
        await using var story = await StreamStory.RingAsync("realtime");
        var session = await SessionAsync(story);
        session.Transcribes(new RealtimeHeard("Tell me about the house."));
        session.Next(RealtimeReply.Silence());
        story.OpenAI.Chat.Next(ChatReply.Text("Good."));
        await TakeTurnAsync(story, session);
        await session.SentAsync("response.created");
        await StepDownAsync(story, "silent");

        await story.HearsAsync("Good.");
        await story.EndAsync();
        Assert.Equal(["1|Tell me about the house.|Good."], story.Sql("SELECT turn_id || '|' || user_text || '|' || heard_text FROM turns"));
        await AssertWentDownAsync(story, "silent");
    }

    [Theory]
    [InlineData(nameof(RealtimeFault.Close))]
    [InlineData(nameof(RealtimeFault.Abort))]
    public async Task In_the_middle_of_an_answer_what_came_is_heard_to_its_end_and_not_again(string fault)
    {
        var gate = new Gate();
        await using var story = await StreamStory.RingAsync("realtime");
        var session = await SessionAsync(story);
        session.Transcribes(new RealtimeHeard("Tell me about the house."));
        session.Next(RealtimeReply.SayHeld(Answer, gate, heldAt: 1500));
        await TakeTurnAsync(story, session);
        await gate.Reached;
        await story.Line.SoundAsync(800);

        session.Do(Enum.Parse<RealtimeFault>(fault));
        await StepDownAsync(story, "closed", passing: 0);
        await story.PassAsync(1600);
        await AnsweredByPipelineAsync(story);

        Assert.Equal(2, story.Sql("SELECT turn_id FROM turns").Count);
        var heard = story.Sql("SELECT heard_text FROM turns WHERE turn_id = 1")[0];
        Assert.NotEmpty(heard);
        Assert.StartsWith(heard, Answer, StringComparison.Ordinal);
        await AssertWentDownAsync(story, "closed");
    }

    [Fact]
    public async Task Whoever_cuts_in_on_what_is_left_of_such_an_answer_is_heard()
    {
        var gate = new Gate();
        await using var story = await StreamStory.RingAsync("realtime");
        var session = await SessionAsync(story);
        session.Transcribes(new RealtimeHeard("Tell me about the house."));
        session.Next(RealtimeReply.SayHeld(Answer, gate, heldAt: 3000));
        story.OpenAI.Chat.Next(ChatReply.Text("Good."));
        await TakeTurnAsync(story, session);
        await gate.Reached;
        await story.Line.SoundAsync(800);
        session.Do(RealtimeFault.Close);
        await StepDownAsync(story, "closed", passing: 0);
        await story.PassAsync(300);

        await story.SayAsync("No, about the garden.");
        await story.Line.ClearAsync();
        story.Forget();
        await story.HearsAsync("Good.");
        await story.EndAsync();

        var row = story.Sql("SELECT assistant_text || '|' || heard_text FROM turns WHERE turn_id = 1")[0].Split('|');
        Assert.True(row[1].Length < row[0].Length, string.Join(" | ", row));
    }

    [Fact]
    public async Task A_response_that_fails()
    {
        await using var story = await StreamStory.RingAsync("realtime");
        var session = await SessionAsync(story);
        session.Transcribes(new RealtimeHeard("Tell me about the house."));
        session.Next(RealtimeReply.Fails());
        story.OpenAI.Chat.Next(ChatReply.Text("Good."));
        await TakeTurnAsync(story, session);
        await StepDownAsync(story, "server_error");

        await story.HearsAsync("Good.");
        await story.EndAsync();
        Assert.Equal(["1|Tell me about the house.|Good."], story.Sql("SELECT turn_id || '|' || user_text || '|' || heard_text FROM turns"));
        await AssertWentDownAsync(story, "server_error");
    }

    [Fact]
    public async Task While_a_tool_runs()
    {
        await using var story = await StreamStory.RingAsync("realtime", onSession: session => session.At(RealtimeMoment.FunctionRuns, RealtimeFault.Close));
        var session = await SessionAsync(story);
        session.Transcribes(new RealtimeHeard("A table for two tomorrow at seven in the evening, my name is Novak."));
        session.Next(RealtimeReply.Call("hold_table", """{"date":null,"time":null,"people":null,"name":null}"""));
        await TakeTurnAsync(story, session);
        await StepDownAsync(story, "closed", passing: 0);

        var asked = await HearsRowAsync(story, 1);
        await story.EndAsync();
        Assert.Contains("two", asked);
        Assert.Equal([asked], story.Sql("SELECT heard_text FROM turns"));
        await AssertWentDownAsync(story, "closed");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_booked_is_said_in_the_other_voice_word_for_word_and_once(bool isBegun)
    {
        var gate = new Gate();
        await using var story = await StreamStory.RingAsync("realtime");
        var session = await SessionAsync(story);
        session.Transcribes(new RealtimeHeard("A table for two tomorrow at seven in the evening, my name is Novak."), new RealtimeHeard("Yes, please."));
        session.Always(ask => Exactly(ask) is not { } text
            ? RealtimeReply.Call(ask.Number == 1 ? "hold_table" : "book_table", """{"date":null,"time":null,"people":null,"name":null}""")
            : ask.Number == 2 ? new RealtimeReply(new SayStep(text) { Milliseconds = 400 })
            : isBegun ? new RealtimeReply(new SayStep(text) { Gate = gate, HeldAt = 600, Milliseconds = 5000 }) : new RealtimeReply(new WaitStep(gate)));
        await TakeTurnAsync(story, session);
        await session.SentAsync("response.done", times: 2);
        await story.Line.SoundAsync(400);
        await story.PassAsync(500);
        await TakeTurnAsync(story, session);
        await gate.Reached;
        if (isBegun) await story.Line.SoundAsync(800);

        session.Do(RealtimeFault.Close);
        await StepDownAsync(story, "closed", passing: 0);
        if (isBegun) await story.Line.ClearAsync();
        story.Forget();

        var said = await HearsRowAsync(story, 2);
        await story.EndAsync();
        Assert.Equal(["confirmed|2|Novak"], story.Sql("SELECT status || '|' || people || '|' || name FROM reservations"));
        Assert.Equal([said], story.Sql("SELECT heard_text FROM turns WHERE turn_id = 2"));
        Assert.All(Tone.Sentences(said), sentence => Assert.Single(story.OpenAI.Speech.Requests, request => request.Json.GetProperty("input").GetString() == sentence));
        Assert.Equal(["2"], story.Sql("SELECT CAST(count(*) AS TEXT) FROM turns"));
        await AssertWentDownAsync(story, "closed");
    }

    private static async Task<RealtimeSessionStandIn> SessionAsync(StreamStory story)
    {
        var session = await story.OpenAI.Realtime.SessionAsync();
        await session.ReceivedAsync("session.update");
        return session;
    }

    private static async Task TakeTurnAsync(StreamStory story, RealtimeSessionStandIn session)
    {
        // Counted before it is sent: all of it may be there before this goes on.
        var heard = session.AudioAsync(session.AudioBytes + 1);
        await story.SoundAsync(CallerVoice.Silence(600));
        await heard;
        session.SpeechStarted();
        session.SpeechStopped();
    }

    private static string? Exactly(RealtimeAsk ask) =>
        ask.Request.GetProperty("instructions").GetString() is var told && told!.Contains("word for word", StringComparison.Ordinal)
            ? told[(told.LastIndexOf("\n\n", StringComparison.Ordinal) + 2)..]
            : null;

    /// <summary>Time passes until the appliance has given Realtime up.</summary>
    internal static async Task StepDownAsync(StreamStory story, string reason, int passing = 100) => await story.UntilAsync(
        () => story.Warnings.Any(line => line.EndsWith($"from realtime to pipeline: {reason}", StringComparison.Ordinal)), passing);

    /// <summary>The answer that is on disk as this turn's is heard in the pipeline's voice.</summary>
    private static async Task<string> HearsRowAsync(StreamStory story, int turn)
    {
        await story.UntilAsync(() => story.Sql($"SELECT assistant_text FROM turns WHERE turn_id = {turn} AND assistant_text <> ''").Count > 0, passing: 0);
        var answer = story.Sql($"SELECT assistant_text FROM turns WHERE turn_id = {turn}")[0];
        await story.HearsAnswerAsync(answer);
        return answer;
    }

    private static async Task AnsweredByPipelineAsync(StreamStory story)
    {
        story.OpenAI.Chat.Next(ChatReply.Text("Well, of course."));
        await story.SayAsync("Tell me about the house.");
        // What was still on its way comes before it.
        await story.Line.ClearAsync();
        story.Forget();
        await story.HearsAsync("Well, of course.");
        await story.EndAsync();
        Assert.Contains("Tell me about the house.|Well, of course.", story.Sql("SELECT user_text || '|' || heard_text FROM turns"));
    }

    private static async Task AssertWentDownAsync(StreamStory story, string reason)
    {
        var metrics = await story.MetricsAsync();
        var step = Assert.Single(metrics.Under("voicehunte_ladder_steps_total"));
        Assert.Contains($"reason=\"{reason}\"", step.Sample);
        Assert.Contains("from=\"realtime\"", step.Sample);
        Assert.Equal(1, step.Value);
        Assert.Single(story.Warnings, line => line.Contains("goes down from", StringComparison.Ordinal));
        Assert.Equal(["stream"], story.Sql("SELECT mode FROM calls"));
        Assert.DoesNotContain(English.StillThere, story.Sql("SELECT assistant_text FROM turns"));
    }
}
