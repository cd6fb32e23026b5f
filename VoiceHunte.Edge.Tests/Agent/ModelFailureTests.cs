using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Agent;

/// <summary>The model dies in the middle of a conversation: the rules go on with what is known.</summary>
public sealed class ModelFailureTests : IAsyncLifetime
{
    private const string Wish = """{"date":"2026-11-27","time":"19:00","people":4,"name":null}""";

    private static readonly OpenAIReply Dead = OpenAIReply.Fails(400);

    private ModelTalk talk = null!;

    public async ValueTask InitializeAsync() => talk = await ModelTalk.BeginAsync();

    public ValueTask DisposeAsync() => talk.DisposeAsync();

    [Fact]
    public async Task Before_it_has_said_a_word_the_rules_take_the_turn_and_all_that_was_said_before_counts()
    {
        talk.Model(ChatReply.Calls(("hold_table", Wish)), ChatReply.Text("Lovely! And your name, please?"), Dead);
        await talk.SayAsync("a table for four on Friday at seven please");
        Assert.Equal(
            "A table for four people on Friday the twenty-seventh of November at 7 p.m., under the name Brown. Is that right?",
            await talk.SayAsync("my name is Brown"));
        Assert.Equal(("rules", 3), (talk.Last.Source, talk.OpenAI.Chat.Requests.Count));
        Assert.StartsWith("Your table is booked", await talk.SayAsync("yes please"), StringComparison.Ordinal);
        Assert.Single(await talk.BookedAsync());
    }

    [Fact]
    public async Task Between_a_tool_and_its_answer_code_says_what_the_tool_found()
    {
        talk.Model(ChatReply.Calls(("hold_table", Wish)), Dead);
        Assert.Equal("What name shall I put it under?", await talk.SayAsync("we'd be a party of four, Friday at seven"));
        Assert.Equal(("rules", Questions.Name), (talk.Last.Source, talk.Draft.Asked));
        Assert.Contains("under the name Brown", await talk.SayAsync("Brown"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_mid_stream_nothing_of_the_half_answer_is_heard()
    {
        talk.Model(ChatReply.Text("Your table is surely free and I").BreakingOffAfter(3));
        Assert.Equal("How many people will there be?", await talk.SayAsync("a table on Friday at seven please"));
        Assert.Equal("rules", talk.Last.Source);
    }

    [Fact]
    public async Task In_the_middle_of_a_tool_call_nothing_is_done()
    {
        talk.Model(ChatReply.Calls(("hold_table", Wish.Replace("null", "\"Brown\"", StringComparison.Ordinal))), ChatReply.Calls(("book_table", Wish)).BreakingOffAfter(2));
        await talk.SayAsync("a table for four on Friday at seven, the name is Brown");
        Assert.StartsWith("Please say yes or no.", await talk.SayAsync("jawohl"), StringComparison.Ordinal);
        Assert.Empty(await talk.BookedAsync());
    }

    [Fact]
    public async Task After_a_yes_the_booking_needs_no_other_round_that_could_fail()
    {
        talk.Model(ChatReply.Calls(("hold_table", Wish.Replace("null", "\"Brown\"", StringComparison.Ordinal))), ChatReply.Calls(("book_table", Wish)), Dead);
        await talk.SayAsync("a table for four on Friday at seven, the name is Brown");
        Assert.StartsWith("Your table is booked", await talk.SayAsync("groovy"), StringComparison.Ordinal);
        Assert.Equal(2, talk.OpenAI.Chat.Requests.Count);
        Assert.Single(await talk.BookedAsync());
    }

    [Fact]
    public async Task While_the_book_cannot_be_read_the_caller_hears_that_nothing_was_written()
    {
        talk.Model(ChatReply.Calls(("hold_table", Wish)));
        await talk.House.CloseBookAsync();
        var said = await talk.SayAsync("a table for four on Friday at seven please");
        Assert.StartsWith("I'm sorry, I can't write the reservation down", said, StringComparison.Ordinal);
        Assert.Equal("rules", talk.Last.Source);
    }

    [Theory]
    [InlineData("en", "yes please")]
    [InlineData("ru", "да, верно")]
    [InlineData("uk", "так, правильно")]
    [InlineData("sk", "áno, súhlasí")]
    public async Task With_the_rules_first_a_plain_yes_costs_no_request(string code, string yes)
    {
        await using var first = await ModelTalk.BeginAsync(Language.Find(code), rulesFirst: true);
        first.Before(
            new Draft
            {
                Goal = Intents.CreateReservation, Date = new DateOnly(2026, 11, 27), Time = new TimeOnly(19, 0), People = 2, Name = "Novák", Asked = Questions.Confirm,
            },
            first.Phrases.Reservations.ConfirmBooking(new Wish(new DateOnly(2026, 11, 27), new TimeOnly(19, 0), 2), "Novák", new DateOnly(2026, 11, 24)));
        await first.SayAsync(yes);
        Assert.Single(await first.BookedAsync());
        Assert.Empty(first.OpenAI.Chat.Requests);
    }
}
