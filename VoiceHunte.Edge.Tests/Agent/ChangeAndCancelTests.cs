using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Tests.Agent;

public sealed class ChangeAndCancelTests : IAsyncDisposable
{
    private static readonly DateOnly Friday = new(2026, 11, 27);
    private static readonly Understood Yes = new() { Answer = true };
    private static readonly Understood No = new() { Answer = false };
    private static readonly Understood WantsToCancel = new() { Intent = Intents.CancelReservation };
    private static readonly Understood WantsToChange = new() { Intent = Intents.UpdateReservation };

    private readonly OpenHouse house = new();
    private readonly Talk talk;

    public ChangeAndCancelTests() => talk = new Talk(house);

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task The_only_reservation_of_the_number_is_cancelled_after_a_yes()
    {
        var mine = await BookAsync(Friday, 19);
        Assert.Equal("Shall I cancel your reservation on Friday the twenty-seventh of November at 7 p.m., for four people?", await talk.SayAsync(WantsToCancel));
        Assert.StartsWith("Your reservation on Friday the twenty-seventh of November at 7 p.m. is cancelled.", await talk.SayAsync(Yes), StringComparison.Ordinal);
        Assert.True((await StandsAsync(mine)).IsCancelled);
    }

    [Fact]
    public async Task A_no_leaves_it_as_it_is()
    {
        var mine = await BookAsync(Friday, 19);
        await talk.SayAsync(WantsToCancel);
        Assert.StartsWith("All right, your reservation stays as it is.", await talk.SayAsync(No), StringComparison.Ordinal);
        Assert.False((await StandsAsync(mine)).IsCancelled);
    }

    [Fact]
    public async Task Of_several_the_one_is_meant_whose_day_is_named()
    {
        var friday = await BookAsync(Friday, 19);
        var sunday = await BookAsync(Friday.AddDays(2), 13);
        Assert.Equal(
            "You have a table for four people on Friday the twenty-seventh of November at 7 p.m. and a table for four people "
            + "on Sunday the twenty-ninth of November at 1 p.m. Which one do you mean?",
            await talk.SayAsync(WantsToCancel));
        Assert.Contains("on Sunday", await talk.SayAsync(new Understood { Date = Friday.AddDays(2) }), StringComparison.Ordinal);
        await talk.SayAsync(Yes);
        Assert.Equal((false, true), ((await StandsAsync(friday)).IsCancelled, (await StandsAsync(sunday)).IsCancelled));
    }

    [Fact]
    public async Task From_another_number_the_reservations_number_and_name_are_asked_for_and_both_must_be_right()
    {
        var theirs = await BookAsync(Friday, 19);
        var other = new Talk(house, from: null);
        Assert.Equal(
            "I can't find a reservation under your number. Please tell me the reservation number and the name it's under.",
            await other.SayAsync(WantsToCancel));
        Assert.Equal("And what name is the reservation under?", await other.SayAsync(new Understood { ReservationId = $"{theirs}" }));
        Assert.StartsWith("I can't find a reservation with that number and that name.", await other.SayAsync(new Understood { Name = "Smith" }), StringComparison.Ordinal);
        await other.SayAsync(Yes);
        Assert.False((await StandsAsync(theirs)).IsCancelled);

        Assert.StartsWith("Shall I cancel", await other.SayAsync(new Understood { ReservationId = $"{theirs}", Name = "brown" }), StringComparison.Ordinal);
        await other.SayAsync(Yes);
        Assert.True((await StandsAsync(theirs)).IsCancelled);
    }

    [Fact]
    public async Task Who_has_nothing_to_cancel_and_wants_a_table_after_all_gets_one()
    {
        await talk.SayAsync("I'd like to cancel my reservation");
        Assert.Equal(Questions.NumberAndName, talk.Draft.Asked);
        Assert.Equal("What name shall I put it under?", await talk.SayAsync("then book me a table for two on Saturday at seven"));
        Assert.Equal(Intents.CreateReservation, talk.Draft.Goal);
    }

    [Fact]
    public async Task A_change_is_read_back_whole_and_made_on_a_yes()
    {
        var mine = await BookAsync(Friday, 19);
        Assert.Equal("What would you like to change: the day, the time, or the number of guests?", await talk.SayAsync(WantsToChange));
        Assert.Equal(
            "I would change your reservation to this: on Friday the twenty-seventh of November at 8 p.m., for four people. Is that right?",
            await talk.SayAsync(new Understood { Time = new TimeOnly(20, 0) }));
        Assert.Equal(new DateTime(2026, 11, 27, 19, 0, 0), (await StandsAsync(mine)).LocalStart);
        await talk.SayAsync(Yes);
        Assert.Equal(new DateTime(2026, 11, 27, 20, 0, 0), (await StandsAsync(mine)).LocalStart);
    }

    [Fact]
    public async Task An_hour_later_and_one_person_more_are_counted_from_what_is_booked()
    {
        var mine = await BookAsync(Friday, 19);
        Assert.Contains("at 8 p.m., for five people", await talk.SayAsync(WantsToChange with { TimeShift = TimeSpan.FromHours(1), PeopleShift = 1 }), StringComparison.Ordinal);
        await talk.SayAsync(Yes);
        var now = await StandsAsync(mine);
        Assert.Equal((new DateTime(2026, 11, 27, 20, 0, 0), 5), (now.LocalStart, now.People));
    }

    [Fact]
    public async Task Right_after_booking_a_change_of_mind_means_that_reservation()
    {
        await talk.SayAsync(new Understood { Intent = Intents.CreateReservation, Date = Friday, Time = new TimeOnly(19, 0), People = 2, Name = "Lee" });
        await talk.SayAsync(Yes);
        Assert.StartsWith("I would change your reservation", await talk.SayAsync(No with { Time = new TimeOnly(20, 0) }), StringComparison.Ordinal);
        await talk.SayAsync(Yes);
        Assert.Single(await house.Book.OnDateAsync(Friday, TestContext.Current.CancellationToken), one => one.LocalStart.Hour == 20);
    }

    [Fact]
    public async Task Who_cannot_say_which_reservation_it_is_is_offered_a_message_in_the_end()
    {
        var other = new Talk(house, from: null);
        await other.SayAsync(WantsToCancel);
        await other.SayAsync(new Understood { ReservationId = "10000", Name = "Smith" });
        await other.SayAsync(new Understood { ReservationId = "10001", Name = "Smith" });
        Assert.Equal(Questions.Message, other.Draft.Asked);
    }

    private async Task<long> BookAsync(DateOnly date, int hour)
    {
        var booking = await house.Book.BookAsync(
            new() { Key = $"{date} {hour}", CallId = null, Name = "Brown", Phone = Talk.Caller, People = 4, Date = date, Time = new TimeOnly(hour, 0) },
            TestContext.Current.CancellationToken);
        return booking.Reservation!.Id;
    }

    private async Task<Reservation> StandsAsync(long id)
    {
        var all = new List<Reservation>();
        for (var day = 0; day < 7; day++) all.AddRange(await house.Book.OnDateAsync(Friday.AddDays(day), TestContext.Current.CancellationToken));
        return all.Single(one => one.Id == id);
    }
}
