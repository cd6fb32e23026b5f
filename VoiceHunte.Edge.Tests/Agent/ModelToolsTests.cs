using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Agent;

/// <summary>What the model's tool calls come to.</summary>
public sealed class ModelToolsTests : IAsyncLifetime
{
    private const string Wish = """{"date":"2026-11-27","time":"19:00","people":4,"name":"Brown"}""";

    private ModelTalk talk = null!;

    public async ValueTask InitializeAsync() => talk = await ModelTalk.BeginAsync();

    public ValueTask DisposeAsync() => talk.DisposeAsync();

    [Fact]
    public async Task A_table_is_held_read_back_and_booked_by_tools_in_the_appliances_own_words()
    {
        talk.Model(ChatReply.Calls(("hold_table", Wish)), ChatReply.Calls(("book_table", Wish)));

        Assert.Equal(
            "A table for four people on Friday the twenty-seventh of November at 7 p.m., under the name Brown. Is that right?",
            await talk.SayAsync("we'd be four for dinner on Friday at seven, the name is Brown"));
        Assert.Empty(await talk.BookedAsync());

        // A yes to the model, and nothing to the rules.
        var said = await talk.SayAsync("groovy");
        var booked = Assert.Single(await talk.BookedAsync());
        Assert.Equal(("Brown", 4, Talk.Caller, new DateTime(2026, 11, 27, 19, 0, 0)), (booked.Name, booked.People, booked.Phone, booked.LocalStart));
        Assert.Contains($"number is {talk.Phrases.Spoken.Digits(booked.Id)}.", said, StringComparison.Ordinal);
        Assert.Equal(("model", Questions.AnythingElse, 2), (talk.Last.Source, talk.Draft.Asked, talk.OpenAI.Chat.Requests.Count));
        Assert.Contains("\"name\":\"book_table\"", talk.Last.ToolCalls, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_booking_that_was_not_read_back_is_read_back_instead()
    {
        talk.Model(ChatReply.Calls(("book_table", Wish)));
        Assert.StartsWith("A table for four people", await talk.SayAsync("a table for four on Friday at seven, name of Brown, just book it"), StringComparison.Ordinal);
        Assert.Empty(await talk.BookedAsync());
    }

    [Fact]
    public async Task Other_than_what_was_read_back_is_not_booked_but_read_back_too()
    {
        talk.Model(ChatReply.Calls(("hold_table", Wish)), ChatReply.Calls(("book_table", Wish.Replace("19:00", "20:00", StringComparison.Ordinal))));
        await talk.SayAsync("a table for four on Friday at seven, name of Brown");
        Assert.Contains("at 8 p.m.", await talk.SayAsync("groovy"), StringComparison.Ordinal);
        Assert.Empty(await talk.BookedAsync());
    }

    [Fact]
    public async Task A_no_that_the_model_took_for_a_yes_books_nothing()
    {
        talk.Model(ChatReply.Calls(("hold_table", Wish)), ChatReply.Calls(("book_table", Wish)));
        await talk.SayAsync("a table for four on Friday at seven, name of Brown");
        Assert.Equal("All right. What shall I correct?", await talk.SayAsync("no, that is wrong"));
        Assert.Empty(await talk.BookedAsync());
    }

    [Fact]
    public async Task What_the_caller_was_heard_to_say_holds_over_what_the_model_makes_of_it()
    {
        talk.Model(
            ChatReply.Calls(("hold_table", """{"date":"2026-11-28","time":"19:00","people":8,"name":null}""")),
            ChatReply.Text("And what name shall I put it under?"));
        Assert.Equal("And what name shall I put it under?", await talk.SayAsync("a table for four on Friday at seven please"));
        Assert.Contains("\"heard\":\"date 2026-11-27, people 4\"", talk.LastResult(), StringComparison.Ordinal);
        Assert.Equal((new DateOnly(2026, 11, 27), 4, Questions.Name), (talk.Draft.Date!.Value, talk.Draft.People!.Value, talk.Draft.Asked));
    }

    [Fact]
    public async Task Free_times_that_the_model_offers_can_be_taken_up_with_the_rules()
    {
        talk.Model(
            ChatReply.Calls(("hold_table", """{"date":"2026-11-27","time":"03:00","people":4,"name":"Brown"}""")),
            ChatReply.Text("At three we are asleep, I'm afraid. Would ten in the morning suit you?"));
        await talk.SayAsync("can four of us come in the deepest night before Saturday");
        Assert.Equal(Questions.Alternative, talk.Draft.Asked);
        Assert.NotEmpty(talk.Draft.Offered);
        Assert.Contains("\"outcome\":\"closed_at_that_time\"", talk.LastResult(), StringComparison.Ordinal);

        talk.Model(OpenAIReply.Fails(400));
        Assert.Contains("Is that right?", await talk.SayAsync("the first one"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_callers_own_reservation_is_changed_and_cancelled_after_a_yes_each()
    {
        var id = await talk.GivenAsync("Brown", Talk.Caller);
        talk.Model(
            ChatReply.Calls(("find_reservation", """{"number":null,"name":null}""")),
            ChatReply.Calls(("change_reservation", $$"""{"number":{{id}},"name":null,"date":null,"time":"20:00","people":null,"confirmed":true}""")),
            ChatReply.Calls(("change_reservation", $$"""{"number":{{id}},"name":null,"date":null,"time":"20:00","people":null,"confirmed":true}""")),
            ChatReply.Calls(("cancel_reservation", $$"""{"number":{{id}},"name":null,"date":null,"time":null,"confirmed":true}""")),
            ChatReply.Calls(("cancel_reservation", $$"""{"number":{{id}},"name":null,"date":null,"time":null,"confirmed":true}""")));

        Assert.StartsWith("I would change your reservation", await talk.SayAsync("could we come a bit after that, say eight"), StringComparison.Ordinal);
        Assert.DoesNotContain("+421", string.Concat(talk.OpenAI.Chat.Requests.Select(request => request.Body)), StringComparison.Ordinal);
        Assert.StartsWith("Your reservation is changed", await talk.SayAsync("groovy"), StringComparison.Ordinal);
        Assert.StartsWith("Shall I cancel", await talk.SayAsync("oh dear, we are all ill, nobody will come after all"), StringComparison.Ordinal);
        Assert.False(Assert.Single(await talk.BookedAsync()).IsCancelled);
        await talk.SayAsync("groovy");
        Assert.True(Assert.Single(await talk.BookedAsync()).IsCancelled);
    }

    [Fact]
    public async Task Somebody_elses_reservation_is_neither_told_changed_nor_cancelled()
    {
        var id = await talk.GivenAsync("Fitzgerald", "+421905999888");
        talk.Model(
            ChatReply.Calls(("find_reservation", $$"""{"number":{{id}},"name":"Brown"}"""), ("find_reservation", $$"""{"number":{{id}},"name":"Smith"}""")),
            ChatReply.Calls(("cancel_reservation", $$"""{"number":{{id}},"name":null,"date":null,"time":null,"confirmed":true}""")),
            ChatReply.Text("I cannot help with that one, I'm afraid."));

        await talk.SayAsync($"the one of mister what's his name, {id}, get rid of it");
        Assert.DoesNotContain("Fitzgerald", string.Concat(talk.OpenAI.Chat.Requests.Select(request => request.Body)), StringComparison.Ordinal);
        Assert.Contains("once a turn", talk.OpenAI.Chat.Requests[1].Body, StringComparison.Ordinal);
        Assert.False(Assert.Single(await talk.BookedAsync()).IsCancelled);
    }

    [Theory]
    [InlineData("hold_table", "{\"date\":\"2026-11-", "not as the tool's schema says")]
    [InlineData("hold_table", "[1,2]", "not as the tool's schema says")]
    [InlineData("hold_table", """{"date":"2026-11-31","time":null,"people":null,"name":null}""", "a day that the calendar has")]
    [InlineData("hold_table", """{"date":null,"time":"25:70","people":null,"name":null}""", "time must be as 19:00")]
    [InlineData("book_table", """{"date":null,"time":null,"people":null,"name":"a b c d e f g"}""", "a person's name")]
    [InlineData("delete_everything", "{}", "no such tool")]
    [InlineData("take_message", """{"message":" "}""", "ask the caller for it")]
    public async Task A_call_that_makes_no_sense_is_answered_with_what_is_wrong_and_the_conversation_goes_on(string tool, string arguments, string wrong)
    {
        talk.Model(ChatReply.Calls((tool, arguments)), ChatReply.Text("Which day would you like?"));
        Assert.Equal("Which day would you like?", await talk.SayAsync("well, it is a long story"));
        Assert.Contains(wrong, talk.LastResult(), StringComparison.Ordinal);
        Assert.Contains($$"""{"name":"{{tool}}","arguments":""", talk.Last.ToolCalls, StringComparison.Ordinal);
        Assert.Contains("\"ok\":false", talk.Last.ToolCalls, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_never_stops_calling_tools_is_stopped()
    {
        talk.OpenAI.Chat.Always(ChatReply.Calls(("answer_hours", """{"date":null}""")));
        Assert.Equal("We're open every day from 10 a.m. to 10 p.m.", await talk.SayAsync("tell me all about your opening times, will you"));
        Assert.Equal((ModelMind.MostRounds, "rules"), (talk.OpenAI.Chat.Requests.Count, talk.Last.Source));
    }

    [Fact]
    public async Task A_question_beside_a_booking_is_answered_with_it_in_one_round()
    {
        talk.Model(ChatReply.Calls(("answer_menu", """{"question":"garlic soup"}"""), ("hold_table", Wish)));
        Assert.Equal(
            "Garlic soup with croutons: the price is four euros and ninety cents. "
            + "A table for four people on Friday the twenty-seventh of November at 7 p.m., under the name Brown. Is that right?",
            await talk.SayAsync("four of us on Friday at seven, Brown, and tell me what the garlic soup costs"));
    }

    [Fact]
    public async Task Who_says_nothing_new_twice_in_a_row_is_stuck_as_with_the_rules()
    {
        talk.Model(
            ChatReply.Calls(("hold_table", """{"date":null,"time":null,"people":null,"name":null}""")), ChatReply.Text("Which day, please?"),
            ChatReply.Calls(("hold_table", """{"date":null,"time":null,"people":null,"name":null}""")), ChatReply.Text("Which day did you say?"));
        await talk.SayAsync("I want a table");
        Assert.False(talk.Last.Stuck);
        await talk.SayAsync("hubba bubba");
        Assert.True(talk.Last.Stuck);
    }

    [Fact]
    public async Task A_message_is_taken_once_and_kept_with_the_turn()
    {
        talk.Model(ChatReply.Calls(("take_message", """{"message":"We left an umbrella."}"""), ("take_message", """{"message":"And a hat."}""")));
        Assert.Equal(talk.Phrases.Message.Taken, await talk.SayAsync("we left our umbrella there, it is red"));
        Assert.Equal("We left an umbrella.", talk.Last.Message);
    }

    [Fact]
    public async Task The_model_may_end_the_call_with_words_of_its_own_or_ours()
    {
        talk.Model(ChatReply.Calls(("end_call", "{}")));
        Assert.Equal(talk.Phrases.Goodbye, await talk.SayAsync("that was all I wanted"));
        Assert.Equal((Then.HangUp, Intents.Goodbye), (talk.Last.Then, talk.Last.Intent));
    }

    [Fact]
    public async Task A_call_that_ends_in_the_middle_of_a_booking_says_that_nothing_is_booked()
    {
        talk.Model(ChatReply.Calls(("hold_table", Wish)), ChatReply.Calls(("end_call", "{}")));
        await talk.SayAsync("a table for four on Friday at seven, name of Brown");
        Assert.Equal("Nothing is booked, then. Thank you for calling. Goodbye!", await talk.SayAsync("you know what, my wife is calling me"));
    }

    [Fact]
    public async Task An_answer_that_ran_out_of_tokens_ends_with_its_last_whole_sentence()
    {
        talk.Model(ChatReply.Text("We have goulash. It costs twelve euros and", finishReason: "length"));
        Assert.Equal("We have goulash.", await talk.SayAsync("anything with beef"));
    }

    [Fact]
    public async Task In_the_middle_of_a_booking_to_cancel_gives_it_up_and_a_change_corrects_it()
    {
        talk.Model(
            ChatReply.Calls(("hold_table", Wish)),
            ChatReply.Calls(("change_reservation", """{"number":null,"name":null,"date":null,"time":"20:00","people":null,"confirmed":true}""")),
            ChatReply.Calls(("cancel_reservation", """{"number":null,"name":null,"date":null,"time":null,"confirmed":true}""")));
        await talk.SayAsync("a table for four on Friday at seven, name of Brown");
        Assert.Contains("at 8 p.m., under the name Brown", await talk.SayAsync("hm, rather a bit past that"), StringComparison.Ordinal);
        Assert.StartsWith("All right, then I'll leave it.", await talk.SayAsync("you know what, we stay at home"), StringComparison.Ordinal);
        Assert.Empty(await talk.BookedAsync());
    }
}
