using VoiceHunte.Edge.Agent;

namespace VoiceHunte.Edge.Tests.Agent;

/// <summary>An answer that is heard while it is thought of.</summary>
public sealed class AnswerInPiecesTests
{
    private readonly List<string> heard = [];
    private readonly Speaking speaking;
    private readonly AnswerInPieces answer;

    public AnswerInPiecesTests()
    {
        speaking = new Speaking((sentence, cancelled) =>
        {
            cancelled.ThrowIfCancellationRequested();
            heard.Add(sentence);
            return ValueTask.CompletedTask;
        });
        answer = new AnswerInPieces(speaking, sentence => sentence.Contains("booked", StringComparison.Ordinal) ? "booked" : null);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whole_sentences_are_said_as_they_come_and_the_last_waits_for_the_end()
    {
        foreach (var letter in "Good **evening**. We open at 10. novembra. How many are you?") await answer.TakeAsync(letter.ToString(), Stop);

        Assert.Equal(["Good evening.", "We open at 10. novembra."], heard);
        Assert.Equal("Good evening. We open at 10. novembra. How many are you?", answer.Finish(isCut: false));
    }

    [Fact]
    public async Task With_the_first_that_may_not_be_said_it_falls_silent_until_the_whole_is_known()
    {
        await answer.TakeAsync("Good evening. It is booked. See you then. ", Stop);

        Assert.Equal(["Good evening."], heard);
        Assert.Equal("Good evening. It is booked. See you then.", answer.Finish(isCut: false));
    }

    [Fact]
    public async Task Before_a_tool_what_was_begun_is_said_and_what_may_not_be_said_is_forgotten()
    {
        await answer.TakeAsync("One moment. It is booked. Let me look", Stop);
        await answer.EndRoundAsync(Stop);
        await answer.TakeAsync("There is a table. Shall I", Stop);

        Assert.Equal(["One moment.", "There is a table."], heard);
        Assert.Equal("One moment. There is a table. Shall I", answer.Finish(isCut: false));
    }

    [Fact]
    public async Task A_sentence_without_its_end_is_not_said()
    {
        await answer.TakeAsync("We open at ten. And besides we", Stop);

        Assert.Equal("We open at ten.", answer.Finish(isCut: true));
    }

    [Fact]
    public async Task A_model_that_does_not_end_is_not_heard_to_its_end()
    {
        for (var i = 0; i < 400; i++) await answer.TakeAsync("This goes on and on. ", Stop);

        Assert.InRange(speaking.Said.Length, 1, SpeechText.LongestChars);
    }

    [Fact]
    public async Task What_could_not_be_brought_to_the_caller_was_not_said()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => speaking.SayAsync("Hello.", gone.Token).AsTask());
        Assert.Equal("", speaking.Said);
    }

    [Theory]
    [InlineData("", "It is ten.", "It is ten.", "It is ten.")]
    [InlineData("Well.", "Well. It is ten.", "Well. It is ten.", "It is ten.")]
    [InlineData("Well.", "It is ten.", "Well. It is ten.", "It is ten.")]
    [InlineData("Well.", "", "Well.", "")]
    public async Task Whatever_the_answer_becomes_it_begins_with_what_was_said(string said, string thought, string whole, string rest)
    {
        if (said.Length > 0) await speaking.SayAsync(said, Stop);

        Assert.Equal(whole, speaking.Whole(thought));
        Assert.Equal(rest, speaking.Rest(whole));
    }
}
