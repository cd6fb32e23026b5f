using System.Text.Json.Nodes;
using CsCheck;
using VoiceHunte.Edge.Restaurant;
using static VoiceHunte.Edge.Tests.Restaurant.BookingHouse;

namespace VoiceHunte.Edge.Tests.Restaurant;

/// <summary>Many callers at once: whatever they do, no table has two parties.</summary>
public sealed class BookingRushTests
{
    private enum Act { Book, Hold, Change, Cancel }

    private sealed record Step(Act Act, int Caller, int Quarter, int People);

    private static readonly Gen<Step> Steps = Gen.Select(
        Gen.Enum<Act>(), Gen.Int[0, 7], Gen.Int[0, 16], Gen.Int[1, 10],
        (act, caller, quarter, people) => new Step(act, caller, quarter, people));

    private static readonly Gen<(int[] Seats, int[][] Groups)> Rooms =
        Gen.Select(Gen.Int[1, 6].Array[1, 5], Gen.Int[0, 4].Array[2, 3].Array[0, 3], (seats, groups) => (seats, groups
            .Select(group => group.Select(i => i % seats.Length).Distinct().Order().ToArray())
            .Where(group => group.Length > 1).DistinctBy(group => string.Join(' ', group)).ToArray()));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_hundred_who_book_the_same_evening_at_once_only_those_who_fit_are_told_yes()
    {
        await using var house = new BookingHouse(file =>
        {
            file["tables"] = new JsonArray([.. Enumerable.Range(1, 20).Select(i => (JsonNode)new JsonObject { ["name"] = $"{i}", ["seats"] = 2 + (i % 3 * 2) })]);
            file["table_groups"] = new JsonArray(new JsonArray("1", "2"), new JsonArray("2", "3", "5"));
        });

        var booked = await Task.WhenAll(Enumerable.Range(0, 200)
            .Select(i => Task.Run(() => house.BookAsync(1 + (i % 8), new TimeOnly(18 + (i % 3), 0)), Cancel)));

        var yes = booked.Where(one => one.IsDone).Select(one => one.Reservation!.Id).Order().ToList();
        Assert.All(booked, one => Assert.True(one.Outcome is Seating.Free or Seating.Full));
        Assert.Equal(yes, (await house.Book.OnDateAsync(Tuesday, Cancel)).Select(one => one.Id).Order());
        Assert.InRange(yes.Count, 20, 40);
        await AssertNoTableHasTwoPartiesAsync(house);
    }

    [Fact]
    public Task Whatever_callers_do_at_once_no_table_has_two_parties() => Gen.Select(Rooms, Steps.Array[8, 60]).SampleAsync(async (room, steps) =>
    {
        await using var house = Built(room);
        var own = new long[8];
        await Task.WhenAll(steps.GroupBy(step => step.Caller).Select(mine => Task.Run(async () =>
        {
            foreach (var step in mine) await TakeAsync(house, step, own);
        }, Cancel)));
        await AssertNoTableHasTwoPartiesAsync(house);
    }, iter: 25, threads: 1);

    [Fact]
    public Task Free_is_booked_and_full_has_no_table_and_no_group_left() => Gen.Select(Rooms, Steps.Array[8, 60]).SampleAsync(async (room, steps) =>
    {
        await using var house = Built(room);
        var own = new long[8];
        foreach (var step in steps)
        {
            var found = await house.FindAsync(step.People, At(step), call: Caller(step));
            var free = await IsAnythingFreeAsync(house, step);
            if (step.People <= house.Profile.Reservations.LargestParty) Assert.Equal(free, found.IsFree);
            foreach (var offered in found.Nearest) Assert.True((await house.FindAsync(step.People, TimeOnly.FromDateTime(offered), DateOnly.FromDateTime(offered), Caller(step))).IsFree);

            var outcome = await TakeAsync(house, step, own);
            if (step.Act is Act.Book or Act.Hold) Assert.Equal(found.Outcome, outcome);
        }
    }, iter: 15, threads: 1);

    private static BookingHouse Built((int[] Seats, int[][] Groups) room) => new(file =>
    {
        file["tables"] = new JsonArray([.. room.Seats.Select((seats, i) => (JsonNode)new JsonObject { ["name"] = $"{i}", ["seats"] = seats })]);
        file["table_groups"] = new JsonArray([.. room.Groups.Select(group => (JsonNode)new JsonArray([.. group.Select(i => (JsonNode)$"{i}")]))]);
    });

    private static TimeOnly At(Step step) => new TimeOnly(17, 0).AddMinutes(15 * step.Quarter);

    private static string Caller(Step step) => $"CA{step.Caller}";

    private static async Task<Seating> TakeAsync(BookingHouse house, Step step, long[] own)
    {
        switch (step.Act)
        {
            case Act.Book:
                var booked = await house.BookAsync(step.People, At(step), call: Caller(step));
                if (booked.Reservation is { } reservation) own[step.Caller] = reservation.Id;
                return booked.Outcome;
            case Act.Hold:
                return (await house.HoldAsync(Caller(step), step.People, At(step))).Outcome;
            case Act.Change:
                return (await house.ChangeAsync(own[step.Caller], step.People, At(step))).Outcome;
            default:
                return (await house.CancelAsync(own[step.Caller])).Outcome;
        }
    }

    /// <summary>The same question, asked of the file and answered the long way round.</summary>
    private static async Task<bool> IsAnythingFreeAsync(BookingHouse house, Step step)
    {
        var start = house.Profile.Hours.Instant(Tuesday.ToDateTime(At(step)));
        var taken = await house.Store.Reservations.ReadAsync(
            book => book.Taken(start, start.AddHours(2), new(Caller(step), null), house.Time.GetUtcNow()), Cancel);
        var busy = taken.SelectMany(one => one.Tables).ToHashSet();
        return house.Profile.Tables.Any(table => table.Seats >= step.People && !busy.Contains(table.Name))
            || house.Profile.Plan.Find(step.People, busy) is not null;
    }

    private static async Task AssertNoTableHasTwoPartiesAsync(BookingHouse house)
    {
        var seats = house.Profile.Tables.ToDictionary(table => table.Name, table => table.Seats);
        var confirmed = (await house.Book.OnDateAsync(Tuesday, Cancel)).Where(one => !one.IsCancelled).ToList();
        Assert.All(confirmed, one => Assert.InRange(one.People, 1, one.Tables.Sum(table => seats[table])));
        var clashes = from one in confirmed
                      from other in confirmed
                      where one.Id < other.Id
                          && one.StartsAt < other.StartsAt.AddHours(2) && other.StartsAt < one.StartsAt.AddHours(2)
                          && one.Tables.Intersect(other.Tables).Any()
                      select (one, other);
        Assert.Empty(clashes);
    }
}
