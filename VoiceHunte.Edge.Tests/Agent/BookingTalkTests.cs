using VoiceHunte.Edge.Agent;

namespace VoiceHunte.Edge.Tests.Agent;

public sealed class BookingTalkTests : IAsyncDisposable
{
    private static readonly DateOnly Friday = new(2026, 11, 27);
    private static readonly Understood Yes = new() { Answer = true };
    private static readonly Understood No = new() { Answer = false };
    private static readonly Understood WantsAll = new()
    {
        Intent = Intents.CreateReservation,
        Date = Friday,
        Time = new TimeOnly(19, 0),
        People = 4,
        Name = "Brown",
    };

    private readonly OpenHouse house = new();
    private readonly Talk talk;

    public BookingTalkTests() => talk = new Talk(house);

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task A_table_asked_for_in_one_breath_is_read_back_booked_on_a_yes_and_its_number_told_digit_by_digit()
    {
        Assert.Equal(
            "A table for four people on Friday the twenty-seventh of November at 7 p.m., under the name Brown. Is that right?",
            await talk.SayAsync(WantsAll));
        Assert.Empty(await BookedAsync());

        var said = await talk.SayAsync(Yes);
        var booked = Assert.Single(await BookedAsync());
        Assert.Equal(("Brown", 4, "confirmed", Talk.Caller), (booked.Name, booked.People, booked.Status, booked.Phone));
        Assert.Contains($"number is {talk.Phrases.Spoken.Digits(booked.Id)}.", said, StringComparison.Ordinal);
        Assert.Equal(Questions.AnythingElse, talk.Draft.Asked);
    }

    [Fact]
    public async Task What_is_missing_is_asked_for_one_thing_at_a_time()
    {
        Assert.Equal("Which day and what time would you like?", await talk.SayAsync(new Understood { Intent = Intents.CreateReservation }));
        Assert.Equal("What time would you like?", await talk.SayAsync(new Understood { Date = Friday }));
        Assert.Equal("How many people will there be?", await talk.SayAsync(new Understood { Time = new TimeOnly(19, 0) }));
        Assert.Equal("What name shall I put it under?", await talk.SayAsync(new Understood { People = 2 }));
        Assert.StartsWith("A table for two people", await talk.SayAsync(new Understood { Name = "Lee" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_at_the_read_back_is_read_back_again_and_only_the_corrected_is_booked()
    {
        await talk.SayAsync(WantsAll);
        Assert.Contains("at 8 p.m.", await talk.SayAsync(No with { Time = new TimeOnly(20, 0) }), StringComparison.Ordinal);
        Assert.Equal("All right. What shall I correct?", await talk.SayAsync(No));
        Assert.Contains("for six people", await talk.SayAsync(new Understood { People = 6 }), StringComparison.Ordinal);
        await talk.SayAsync(Yes);

        var booked = Assert.Single(await BookedAsync());
        Assert.Equal((new DateTime(2026, 11, 27, 20, 0, 0), 6), (booked.LocalStart, booked.People));
    }

    [Fact]
    public async Task A_question_in_between_loses_nothing_of_what_was_said()
    {
        await talk.SayAsync(WantsAll with { Name = null });
        var said = await talk.SayAsync("are you open on Sunday");
        Assert.StartsWith("On Sunday we're open from 10 a.m. to 10 p.m.", said, StringComparison.Ordinal);
        Assert.EndsWith("What name shall I put it under?", said, StringComparison.Ordinal);
        Assert.Contains("on Friday the twenty-seventh", await talk.SayAsync(new Understood { Name = "Lee" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asks_something_in_between_is_not_told_that_they_were_not_heard()
    {
        await talk.SayAsync(WantsAll with { Name = null });

        Assert.DoesNotContain(talk.Phrases.Reservations.Pardon, await talk.SayAsync("are you open on Sunday"), StringComparison.Ordinal);
        Assert.StartsWith(talk.Phrases.Reservations.Pardon, await talk.SayAsync(new Understood()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_house_is_full_the_two_nearest_times_are_offered_and_either_can_be_taken()
    {
        await FillAsync(Friday, new TimeOnly(19, 0));
        var said = await talk.SayAsync(WantsAll);
        Assert.Equal(
            "I'm afraid we have no table free for four people on Friday the twenty-seventh of November at 7 p.m. "
            + "I could offer you a table at 5 p.m. or at 9 p.m. Which would you prefer?",
            said);
        Assert.Contains("at 9 p.m., under", await talk.SayAsync(new Understood { Choice = Choice.Later }), StringComparison.Ordinal);
        await talk.SayAsync(Yes);
        Assert.Single(await BookedAsync(), one => one.LocalStart == new DateTime(2026, 11, 27, 21, 0, 0) && one.Name == "Brown");
    }

    [Theory]
    [InlineData(2026, 11, 27, 3, 4, "On Friday the twenty-seventh of November we're open from 10 a.m. to 10 p.m. I could offer you a table")]
    [InlineData(2026, 11, 23, 19, 4, "I'm afraid that time has already passed.")]
    [InlineData(2027, 11, 27, 19, 4, "I'm afraid our book isn't open that far ahead yet. Which day would you like?")]
    [InlineData(2026, 11, 27, 19, 0, "There should be at least one guest. How many people will there be?")]
    [InlineData(2026, 11, 27, 19, 400, "The most I can book is a table for twelve people. How many people will there be?")]
    [InlineData(2026, 11, 27, 21, 4, "A table for four people")]
    public async Task What_cannot_be_is_explained(int year, int month, int day, int hour, int people, string said) => Assert.StartsWith(
        said,
        await talk.SayAsync(WantsAll with { Date = new DateOnly(year, month, day), Time = new TimeOnly(hour, 0), People = people }),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_day_that_no_calendar_has_is_not_taken_for_another() => Assert.Equal(
        "There is no such day in the calendar. Which day would you like?",
        await talk.SayAsync(WantsAll with { Date = null, ImpossibleDate = true }));

    [Fact]
    public async Task Who_booked_before_is_not_asked_for_the_name_again()
    {
        await talk.SayAsync(WantsAll);
        await talk.SayAsync(Yes);

        var next = new Talk(house, callId: "CA00000000000000000000000000000002");
        Assert.Contains("under the name Brown", await next.SayAsync(WantsAll with { Name = null, Date = Friday.AddDays(1) }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_turn_thought_of_again_after_a_crash_books_nothing_twice()
    {
        await talk.SayAsync(WantsAll);
        var before = talk.Draft;
        var said = await talk.SayAsync(Yes);
        Assert.Equal(said, await talk.RepeatAsync(before, Yes));
        Assert.Single(await BookedAsync());
    }

    [Fact]
    public async Task Who_gives_up_or_says_goodbye_before_the_yes_has_booked_nothing_and_holds_nothing()
    {
        await talk.SayAsync(WantsAll);
        Assert.StartsWith("All right, then I'll leave it.", await talk.SayAsync(new Understood { Intent = Intents.CancelReservation }), StringComparison.Ordinal);
        await talk.SayAsync(WantsAll);
        Assert.Equal("Nothing is booked, then. Thank you for calling. Goodbye!", await talk.SayAsync(new Understood { Intent = Intents.Goodbye }));
        Assert.Empty(await BookedAsync());
    }

    [Fact]
    public async Task Neither_yes_nor_no_is_asked_again_and_nothing_is_booked()
    {
        await talk.SayAsync(WantsAll);
        Assert.StartsWith("Please say yes or no. A table for four", await talk.SayAsync(new Understood { Intent = Intents.Generic }), StringComparison.Ordinal);
        Assert.Empty(await BookedAsync());
    }

    private async Task<IReadOnlyList<Edge.Restaurant.Reservation>> BookedAsync() =>
        [.. (await house.Book.OnDateAsync(Friday, TestContext.Current.CancellationToken)).Where(one => one.Name != "Stranger")];

    private async Task FillAsync(DateOnly date, TimeOnly time)
    {
        for (var i = 0; ; i++)
        {
            var booking = await house.Book.BookAsync(
                new() { Key = $"stranger {i}", CallId = null, Name = "Stranger", Phone = null, People = 2, Date = date, Time = time },
                TestContext.Current.CancellationToken);
            if (!booking.IsDone) return;
        }
    }
}
