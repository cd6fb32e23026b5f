using Microsoft.Extensions.Time.Testing;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Tests.Calls;

namespace VoiceHunte.Edge.Tests.Admin;

/// <summary>Reservations that the staff make, change and cancel, while the telephone does the same.</summary>
public sealed class ByHandTests : IAsyncLifetime
{
    private const string Table = """{"name":"Anna Nováková","date":"2026-11-25","time":"19:00","people":2,"phone":"+421 900 555 111","notes":"by the window"}""";

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));
    private House house = null!;
    private Operator page = null!;

    public async ValueTask InitializeAsync()
    {
        house = await House.OpenAsync(time: clock);
        page = new Operator(house);
    }

    public async ValueTask DisposeAsync()
    {
        page.Dispose();
        await house.DisposeAsync();
    }

    [Fact]
    public async Task What_is_taken_by_hand_stands_in_the_day_in_its_history_and_in_the_audit()
    {
        var booked = await page.PostAsync("/admin/reservations", Table);
        var day = await page.ReadAsync("/admin/reservations?day=2026-11-25");

        Assert.Equal(201, booked.Status);
        Assert.Equal(booked.Json.Text("version"), booked.Headers["ETag"]);
        Assert.Equal(("Anna Nováková", "19:00", 2, "by the window", "confirmed"),
            (booked.Json.Text("name"), booked.Json.Text("local_time"), booked.Json.Number("people"), booked.Json.Text("notes"), booked.Json.Text("status")));
        Assert.Equal("+42190•••111", booked.Json.Text("phone"));
        Assert.Equal(["+421900555111"], house.Sql("SELECT phone FROM reservations"));
        Assert.Equal(booked.Json.Text("id"), Assert.Single(day.Items()).Text("id"));
        Assert.Equal(2, day.All("capacity").First(step => step.Text("time") == "19:00").Number("seats_taken"));
        Assert.Equal(0, day.All("capacity").First(step => step.Text("time") == "21:00").Number("seats_taken"));
        var first = Assert.Single((await HistoryAsync(booked.Json.Text("id")!)).Items());
        Assert.Equal(("dashboard", "created"), (first.Text("by"), first.Text("action")));
        Assert.Equal(["reservation booked"], (await page.ReadAsync("/admin/audit")).Items().Select(row => row.Text("action")));
    }

    [Fact]
    public async Task The_same_key_books_once()
    {
        var first = await page.PostAsync("/admin/reservations", Table, ("Idempotency-Key", "one"));
        var again = await page.PostAsync("/admin/reservations", Table, ("Idempotency-Key", "one"));

        Assert.Equal(first.Json.Text("id"), again.Json.Text("id"));
        Assert.Equal(["1"], house.Sql("SELECT CAST(count(*) AS TEXT) FROM reservations"));
    }

    [Fact]
    public async Task Every_field_that_is_wrong_or_missing_is_named()
    {
        var wrong = await page.PostAsync("/admin/reservations", """{"name":" ","date":"25.11.2026","time":"7 pm","people":2.5,"phone":"0900","notes":7}""");
        var missing = await page.PostAsync("/admin/reservations", "{}");

        Assert.Equal((400, 400), (wrong.Status, missing.Status));
        Assert.Equal(["date", "name", "notes", "people", "phone", "time"], wrong.Errors.Keys.Order());
        Assert.Equal(["date", "name", "people", "time"], missing.Errors.Keys.Order());
    }

    [Theory]
    [InlineData("2026-11-23", "19:00", 2, "time")]
    [InlineData("2026-11-25", "09:00", 2, "time")]
    [InlineData("2026-11-25", "21:30", 2, "time")]
    [InlineData("2027-06-01", "19:00", 2, "date")]
    [InlineData("2026-11-25", "19:00", 13, "people")]
    public async Task What_the_restaurants_rules_forbid_the_telephone_they_forbid_the_staff_too(string date, string time, int people, string field)
    {
        var answer = await page.PostAsync("/admin/reservations", $$"""{"name":"Anna","date":"{{date}}","time":"{{time}}","people":{{people}}}""");

        Assert.Equal(409, answer.Status);
        Assert.Equal([field], answer.Errors.Keys);
    }

    [Fact]
    public async Task However_many_book_at_once_no_table_is_given_twice_and_who_has_none_is_told_what_is_free()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => page.PostAsync("/admin/reservations", Table)));

        var tables = answers.Where(answer => answer.Status == 201).SelectMany(answer => answer.Json.All("tables")).Select(table => table.GetString()).ToList();
        Assert.NotEmpty(tables);
        Assert.Equal(tables.Distinct().Count(), tables.Count);
        var refused = answers.Where(answer => answer.Status != 201).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, answer => Assert.Equal(409, answer.Status));
        Assert.All(refused, answer => Assert.Matches(@"^has no table free for so many; free are 2026-11-25 \d\d:\d\d", answer.Errors["time"]));
        // And what is named as free is.
        var free = refused[0].Errors["time"].Split("2026-11-25 ")[1][..5];
        Assert.Equal(201, (await page.PostAsync("/admin/reservations", Table.Replace("19:00", free, StringComparison.Ordinal))).Status);
    }

    [Fact]
    public async Task A_change_says_what_it_changes_and_leaves_the_rest()
    {
        var booked = (await page.PostAsync("/admin/reservations", Table)).Json;

        var moved = await ChangeAsync(booked, """{"time":"20:00","people":4}""");
        var called = await ChangeAsync(moved.Json, """{"phone":"+421900555222","notes":""}""");

        Assert.Equal((200, 200), (moved.Status, called.Status));
        Assert.Equal(("20:00", 4, "Anna Nováková", "by the window"), (moved.Json.Text("local_time"), moved.Json.Number("people"), moved.Json.Text("name"), moved.Json.Text("notes")));
        Assert.Equal(("20:00", "+42190•••222", null), (called.Json.Text("local_time"), called.Json.Text("phone"), called.Json.Text("notes")));
        Assert.Equal(["+421900555222|NULL"], house.Sql("SELECT phone, notes FROM reservations"));
        var history = (await HistoryAsync(booked.Text("id")!)).Items().ToList();
        Assert.Equal(["created", "changed", "changed"], history.Select(one => one.Text("action")));
        Assert.Equal(["2", "4"], history[1].GetProperty("changes").All("people").Select(value => value.GetString()));
        Assert.Equal(["+42190•••111", "+42190•••222"], history[2].GetProperty("changes").All("phone").Select(value => value.GetString()));
        Assert.Equal(3, (await page.ReadAsync("/admin/audit")).Items().Count());
    }

    [Fact]
    public async Task Who_has_not_seen_the_last_change_changes_nothing_and_sees_it_now()
    {
        var booked = (await page.PostAsync("/admin/reservations", Table)).Json;
        // The clock stands still: two versions in one millisecond are two.
        await ChangeAsync(booked, """{"people":3}""");

        var stale = await ChangeAsync(booked, """{"people":5}""");
        var cancelling = await page.PostAsync($"/admin/reservations/{booked.Text("id")}/cancel", "{}", ("If-Match", booked.Text("version")!));
        var blind = await page.PatchAsync($"/admin/reservations/{booked.Text("id")}", """{"people":5}""");

        Assert.Equal((412, 412, 428), (stale.Status, cancelling.Status, blind.Status));
        Assert.Equal(3, stale.Json.GetProperty("current").Number("people"));
        Assert.Equal(200, (await ChangeAsync(stale.Json.GetProperty("current"), """{"people":5}""")).Status);
        Assert.Equal(428, (await page.PatchAsync($"/admin/reservations/{booked.Text("id")}", "{}", ("If-Match", "\"yesterday\""))).Status);
    }

    [Fact]
    public async Task What_is_cancelled_stays_in_the_day_and_takes_no_seat()
    {
        var booked = (await page.PostAsync("/admin/reservations", Table)).Json;

        var cancelled = await page.PostAsync($"/admin/reservations/{booked.Text("id")}/cancel", "{}", ("If-Match", booked.Text("version")!));
        var day = await page.ReadAsync("/admin/reservations?day=2026-11-25");

        Assert.Equal((200, "cancelled"), (cancelled.Status, cancelled.Json.Text("status")));
        Assert.Equal("cancelled", Assert.Single(day.Items()).Text("status"));
        Assert.All(day.All("capacity"), step => Assert.Equal(0, step.Number("seats_taken")));
        Assert.Equal(404, (await ChangeAsync(cancelled.Json, """{"people":3}""")).Status);
        Assert.Equal(404, (await page.PostAsync("/admin/reservations/999/cancel", "{}", ("If-Match", booked.Text("version")!))).Status);
    }

    [Fact]
    public async Task Of_two_who_change_what_they_saw_one_wins_and_of_the_telephone_and_one_who_saw_nothing_is_lost()
    {
        var book = house.Appliance.Get<ReservationBook>();
        for (var i = 0; i < 15; i++)
        {
            var booked = (await page.PostAsync("/admin/reservations", Table.Replace("2026-11-25", $"2026-12-{i + 1:00}", StringComparison.Ordinal))).Json;
            var id = long.Parse(booked.Text("id")!, System.Globalization.CultureInfo.InvariantCulture);
            var phone = book.ChangeAsync(new ReservationChange { Id = id, Key = $"call {i}", CallId = "CA1", People = 4 }, TestContext.Current.CancellationToken);
            var operators = await Task.WhenAll(ChangeAsync(booked, """{"notes":"a"}"""), ChangeAsync(booked, """{"notes":"b"}"""));

            Assert.Equal(Seating.Free, (await phone).Outcome);
            Assert.InRange(operators.Count(answer => answer.Status == 200), 0, 1);
            Assert.All(operators, answer => Assert.True(answer.Status is 200 or 412));
            var notes = operators[0].Status == 200 ? "a" : operators[1].Status == 200 ? "b" : "by the window";
            Assert.Equal([$"4|{notes}"], house.Sql($"SELECT CAST(people AS TEXT), notes FROM reservations WHERE id = {id}"));
            Assert.Equal(2 + operators.Count(answer => answer.Status == 200), (await HistoryAsync(booked.Text("id")!)).Items().Count());
        }
    }

    private Task<AdminReply> ChangeAsync(System.Text.Json.JsonElement seen, string change) =>
        page.PatchAsync($"/admin/reservations/{seen.Text("id")}", change, ("If-Match", seen.Text("version")!));

    private Task<System.Text.Json.JsonElement> HistoryAsync(string id) => page.ReadAsync($"/admin/reservations/{id}/history");
}
