using Microsoft.Data.Sqlite;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Tests.Restaurant;
using static VoiceHunte.Edge.Tests.Store.StoreSamples;

namespace VoiceHunte.Edge.Tests.Store;

/// <summary>Who did what to a reservation.</summary>
public sealed class ReservationHistoryTests : IAsyncDisposable
{
    private readonly BookingHouse house = BookingHouse.WithGroup();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task Callers_leave_rows_of_their_calls_and_none_in_the_audit()
    {
        var id = (await house.BookAsync(2, key: "CA1/1", call: "CA1")).Reservation!.Id;
        await house.BookAsync(2, key: "CA1/1", call: "CA1");
        var change = new ReservationChange { Id = id, Key = "CA2/1", CallId = "CA2", People = 4 };
        await house.Book.ChangeAsync(change, Cancel);
        await house.Book.ChangeAsync(change, Cancel);
        await house.Book.CancelAsync(new ReservationCancelling { Id = id, CallId = "CA3" }, Cancel);
        await house.Book.CancelAsync(new ReservationCancelling { Id = id, CallId = "CA3" }, Cancel);

        Assert.Equal(
            [
                "booked|caller|CA1||2|confirmed",
                "changed|caller|CA2|2|4|confirmed",
                "cancelled|caller|CA3|4|4|cancelled",
            ],
            History(id));
        Assert.Empty(Audit());
    }

    [Fact]
    public async Task Operators_leave_rows_and_lines_of_the_audit_with_before_and_after()
    {
        var booked = (await house.Book.BookAsync(house.Wish(2) with { Operator = "a1b2" }, Cancel)).Reservation!;
        await house.Book.ChangeAsync(new ReservationChange { Id = booked.Id, Key = "op/1", CallId = null, Operator = "a1b2", Name = "Nováková", Notes = "okno" }, Cancel);
        await house.Book.CancelAsync(new ReservationCancelling { Id = booked.Id, CallId = null, Operator = "token" }, Cancel);

        Assert.Equal(
            ["booked|operator|||2|confirmed", "changed|operator||2|2|confirmed", "cancelled|operator||2|2|cancelled"],
            History(booked.Id));
        Assert.Equal(
            [$"a1b2|reservation booked|{booked.Id}||Kováč", $"a1b2|reservation changed|{booked.Id}|Kováč|Nováková", $"token|reservation cancelled|{booked.Id}|Nováková|Nováková"],
            Audit());
        var history = await house.Store.ReadForOfficeAsync(office => office.Office.HistoryOf(booked.Id), Cancel);
        Assert.Equal(
            """{"name":"Nováková","starts_at":"2026-11-24T18:00:00.000Z","people":2,"phone":"+42190•••456","notes":"okno","status":"confirmed","tables":"[\"1\"]"}""",
            history[1].After);
    }

    [Fact]
    public async Task What_was_refused_leaves_nothing()
    {
        var id = (await house.BookAsync(2)).Reservation!.Id;

        await house.ChangeAsync(id, people: 99);
        await house.ChangeAsync(9, people: 2);
        await house.BookAsync(99);

        Assert.Single(History(id));
        Assert.Equal(1L, Read<long>(house.Database, "SELECT count(*) FROM reservation_history"));
    }

    [Fact]
    public async Task A_reservation_without_its_history_is_not_written_either()
    {
        var id = (await house.BookAsync(2)).Reservation!.Id;
        Change(house.Database, "CREATE TRIGGER nothing_more BEFORE INSERT ON reservation_history BEGIN SELECT RAISE(ABORT, 'no'); END");

        Assert.Equal(Seating.NotWritten, (await house.BookAsync(2)).Outcome);
        Assert.Equal(Seating.NotWritten, (await house.ChangeAsync(id, people: 4)).Outcome);
        Assert.Equal(Seating.NotWritten, (await house.CancelAsync(id)).Outcome);

        Assert.Equal("2|confirmed", Read<string>(house.Database, "SELECT group_concat(people || '|' || status) FROM reservations"));
        Assert.Equal(0L, Read<long>(house.Database, "SELECT count(*) FROM reservation_changes"));
    }

    [Fact]
    public async Task Whoever_looked_at_it_before_somebody_changed_it_changes_nothing()
    {
        var seen = (await house.BookAsync(2)).Reservation!;
        house.Time.Advance(TimeSpan.FromMinutes(1));
        await house.ChangeAsync(seen.Id, people: 4);

        var changed = await house.Book.ChangeAsync(new ReservationChange { Id = seen.Id, Key = "op/1", CallId = null, Operator = "a1b2", People = 1, UnchangedSince = seen.UpdatedAt }, Cancel);
        var cancelled = await house.Book.CancelAsync(new ReservationCancelling { Id = seen.Id, CallId = null, Operator = "a1b2", UnchangedSince = seen.UpdatedAt }, Cancel);

        Assert.Equal((Seating.ChangedMeanwhile, Seating.ChangedMeanwhile), (changed.Outcome, cancelled.Outcome));
        Assert.Equal(4, changed.Reservation!.People);
        Assert.Equal((4, false), ((await house.Book.ShowAsync(seen.Id, Cancel))!.People, (await house.Book.ShowAsync(seen.Id, Cancel))!.IsCancelled));
        Assert.Equal(2, History(seen.Id).Count);
        Assert.Empty(Audit());
    }

    [Fact]
    public async Task Whoever_has_seen_the_last_change_may_change_it_be_it_by_a_fraction_of_a_millisecond()
    {
        house.Time.Advance(TimeSpan.FromTicks(1234567));
        var seen = (await house.BookAsync(2)).Reservation!;

        var changed = await house.Book.ChangeAsync(new ReservationChange { Id = seen.Id, Key = "op/1", CallId = null, Operator = "a1b2", People = 1, UnchangedSince = seen.UpdatedAt }, Cancel);
        var read = (await house.Book.ShowAsync(seen.Id, Cancel))!;
        var cancelled = await house.Book.CancelAsync(new ReservationCancelling { Id = seen.Id, CallId = null, Operator = "a1b2", UnchangedSince = read.UpdatedAt }, Cancel);

        Assert.Equal((Seating.Free, Seating.Free), (changed.Outcome, cancelled.Outcome));
    }

    private List<string> History(long id) => Rows($"""
            SELECT concat_ws('|', action, changed_by, coalesce(call_id, ''), coalesce(before ->> 'people', ''), after ->> 'people', after ->> 'status')
            FROM reservation_history WHERE reservation_id = {id} ORDER BY id
            """);

    private List<string> Audit() =>
        Rows("SELECT concat_ws('|', operator, action, subject, coalesce(before ->> 'name', ''), after ->> 'name') FROM audit ORDER BY id");

    private List<string> Rows(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={house.Database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetString(0));
        return rows;
    }
}
