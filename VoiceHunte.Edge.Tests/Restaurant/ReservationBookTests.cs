using VoiceHunte.Edge.Restaurant;
using static VoiceHunte.Edge.Tests.Restaurant.BookingHouse;
using static VoiceHunte.Edge.Tests.Store.StoreSamples;

namespace VoiceHunte.Edge.Tests.Restaurant;

public sealed class ReservationBookTests : IAsyncDisposable
{
    private readonly BookingHouse house = WithGroup();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task A_booking_is_on_the_disk_as_an_operator_reads_it()
    {
        var booked = (await house.BookAsync(2)).Reservation!;

        Assert.InRange(booked.Id, 10_000, 99_999);
        Assert.Equal(new DateTime(2026, 11, 24, 19, 0, 0), booked.LocalStart);
        Assert.Equal(
            $"{booked.Id}|Kováč|2026-11-24T18:00:00.000Z|2026-11-24T20:00:00.000Z|2|+421900123456|confirmed|[\"1\"]|sk",
            Read<string>(house.Database, """
                SELECT concat_ws('|', id, name, starts_at, ends_at, people, phone, status, tables, language) FROM reservations
                """));
    }

    [Fact]
    public async Task The_same_wish_is_booked_once_also_after_a_restart()
    {
        var first = await house.BookAsync(2, key: "CA1/7");
        var again = await house.BookAsync(2, key: "CA1/7");
        await house.RestartAsync();
        var later = await house.BookAsync(2, key: "CA1/7");

        Assert.Equal([first.Reservation!.Id, first.Reservation.Id], [again.Reservation!.Id, later.Reservation!.Id]);
        Assert.Equal(1L, Read<long>(house.Database, "SELECT count(*) FROM reservations"));
    }

    [Fact]
    public async Task A_party_sits_at_the_smallest_table_and_tables_are_moved_only_when_they_must_be()
    {
        Assert.Equal(["1"], (await house.BookAsync(1)).Reservation!.Tables);
        Assert.Equal(["2"], (await house.BookAsync(1)).Reservation!.Tables);
        Assert.Equal(["1", "2"], (await house.BookAsync(7, new TimeOnly(12, 0))).Reservation!.Tables);
    }

    [Fact]
    public async Task A_full_house_is_full_until_the_sitting_is_over()
    {
        await house.BookAsync(2);
        await house.BookAsync(6);

        var refused = await house.BookAsync(2);
        Assert.Equal(Seating.Full, refused.Outcome);
        Assert.Null(refused.Reservation);
        Assert.Equal([At(17, 0), At(21, 0)], refused.Nearest);
        Assert.True((await house.BookAsync(2, new TimeOnly(21, 0))).IsDone);
    }

    [Fact]
    public async Task Tables_held_for_one_caller_are_free_for_that_caller_alone()
    {
        Assert.True((await house.HoldAsync("CA1", 8)).IsFree);
        Assert.Equal(0L, Read<long>(house.Database, "SELECT count(*) FROM reservations"));

        Assert.Equal(Seating.Full, (await house.BookAsync(2, call: "CA2")).Outcome);
        Assert.True((await house.FindAsync(8, Seven, call: "CA1")).IsFree);
        Assert.True((await house.BookAsync(8, call: "CA1")).IsDone);
        Assert.Equal(0L, Read<long>(house.Database, "SELECT count(*) FROM holds"));
    }

    [Fact]
    public async Task A_hold_gives_way_to_the_next_one_to_a_release_and_to_time()
    {
        await house.HoldAsync("CA1", 8);
        await house.HoldAsync("CA1", 2);
        Assert.True((await house.FindAsync(6, Seven)).IsFree);

        await house.HoldAsync("CA1", 8);
        Assert.True(await house.Book.ReleaseAsync("CA1", Cancel));
        Assert.True((await house.FindAsync(6, Seven)).IsFree);

        await house.HoldAsync("CA1", 8);
        house.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.True((await house.HoldAsync("CA2", 6)).IsFree);
        Assert.Equal("CA2", Read<string>(house.Database, "SELECT group_concat(call_id) FROM holds"));
    }

    [Fact]
    public async Task A_wish_that_is_refused_leaves_the_call_what_it_held()
    {
        await house.HoldAsync("CA1", 6);
        await house.BookAsync(2, call: "CA2");

        Assert.Equal(Seating.Full, (await house.HoldAsync("CA1", 8)).Outcome);
        Assert.Equal(Seating.Full, (await house.FindAsync(6, Seven, call: "CA2")).Outcome);
    }

    [Fact]
    public async Task A_guest_is_known_by_the_name_they_booked_under()
    {
        Assert.Null(await house.Book.NameOfCallerAsync("+421900123456", Cancel));
        await house.BookAsync(2);
        Assert.Equal("Kováč", await house.Book.NameOfCallerAsync("+421900123456", Cancel));
        Assert.Null(await house.Book.NameOfCallerAsync("anonymous", Cancel));
    }

    [Fact]
    public async Task A_caller_who_says_yes_a_minute_later_still_comes_at_once()
    {
        await house.HoldAsync("CA1", 2, new TimeOnly(12, 0));
        house.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(Seating.Past, (await house.BookAsync(2, new TimeOnly(12, 0), call: "CA2")).Outcome);
        Assert.True((await house.BookAsync(2, new TimeOnly(12, 0), call: "CA1")).IsDone);
    }

    [Fact]
    public async Task A_change_may_use_the_tables_it_has_and_where_it_cannot_be_all_stays()
    {
        var id = (await house.BookAsync(6)).Reservation!.Id;

        var moved = await house.ChangeAsync(id, people: 8, at: new TimeOnly(19, 30));
        Assert.Equal((8, At(19, 30)), (moved.Reservation!.People, moved.Reservation.LocalStart));

        await house.BookAsync(2, new TimeOnly(15, 0));
        var refused = await house.ChangeAsync(id, at: new TimeOnly(16, 30));
        Assert.Equal(Seating.Full, refused.Outcome);
        Assert.Equal([At(17, 0), At(17, 15)], refused.Nearest);
        Assert.Equal(Seating.AfterLastSeating, (await house.ChangeAsync(id, at: new TimeOnly(21, 30))).Outcome);
        Assert.Equal(Seating.PartyTooLarge, (await house.ChangeAsync(id, people: 9)).Outcome);
        Assert.Equal(At(19, 30), Assert.Single((await house.Book.OnDateAsync(Tuesday, Cancel)), one => one.Id == id).LocalStart);
    }

    [Fact]
    public async Task A_change_that_comes_again_after_another_one_changes_nothing()
    {
        var id = (await house.BookAsync(2)).Reservation!.Id;
        await house.ChangeAsync(id, people: 3, key: "CA2/1");
        await house.ChangeAsync(id, people: 4, key: "CA2/2");

        Assert.Equal(4, (await house.ChangeAsync(id, people: 3, key: "CA2/1")).Reservation!.People);
    }

    [Fact]
    public async Task A_cancelled_reservation_frees_its_tables_and_is_not_changed_any_more()
    {
        var id = (await house.BookAsync(8)).Reservation!.Id;

        Assert.True((await house.CancelAsync(id)).Reservation!.IsCancelled);
        Assert.True((await house.CancelAsync(id)).Reservation!.IsCancelled);
        Assert.Equal(Seating.NoSuchReservation, (await house.ChangeAsync(id, people: 2)).Outcome);
        Assert.Equal(Seating.NoSuchReservation, (await house.CancelAsync(9)).Outcome);
        Assert.True((await house.BookAsync(8)).IsDone);
    }

    [Fact]
    public async Task Callers_find_their_own_reservations_by_number_the_soonest_first()
    {
        var late = (await house.BookAsync(2, new TimeOnly(21, 0))).Reservation!;
        var soon = (await house.BookAsync(2, new TimeOnly(12, 30))).Reservation!;
        await house.CancelAsync((await house.BookAsync(2, new TimeOnly(15, 0))).Reservation!.Id);

        Assert.Equal([soon.Id, late.Id], (await house.Book.OfCallerAsync("+421900123456", Cancel)).Select(one => one.Id));
        Assert.Empty(await house.Book.OfCallerAsync("+421900999999", Cancel));

        house.Time.Advance(TimeSpan.FromHours(3));
        Assert.Equal([late.Id], (await house.Book.OfCallerAsync("+421900123456", Cancel)).Select(one => one.Id));
    }

    [Theory]
    [InlineData("anonymous")]
    [InlineData("+266696687")]
    [InlineData(null)]
    public async Task Callers_who_hide_their_number_do_not_find_each_others_reservations(string? phone)
    {
        await house.Book.BookAsync(house.Wish(2) with { Phone = phone }, Cancel);
        Assert.Empty(await house.Book.OfCallerAsync(phone, Cancel));
    }

    [Fact]
    public async Task Anyone_finds_a_reservation_who_knows_its_number_and_its_name()
    {
        var id = (await house.BookAsync(2)).Reservation!.Id;

        Assert.Equal(id, (await house.Book.FindByIdAsync(id, "kovac", Cancel))!.Id);
        Assert.Null(await house.Book.FindByIdAsync(id, "Novák", Cancel));
        Assert.Null(await house.Book.FindByIdAsync(id + 1, "Kováč", Cancel));
    }

    private static DateTime At(int hour, int minute) => new(2026, 11, 24, hour, minute, 0);
}
