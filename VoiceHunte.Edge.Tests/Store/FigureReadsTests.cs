using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Tests.Restaurant;
using static VoiceHunte.Edge.Tests.Store.StoreSamples;

namespace VoiceHunte.Edge.Tests.Store;

/// <summary>What the figures and the money are made of.</summary>
public sealed class FigureReadsTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 24, 6, 0, 0, TimeSpan.Zero);

    private readonly BookingHouse house = BookingHouse.WithGroup();

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task Callers_over_a_limit_are_listed_once_a_limit_the_latest_first()
    {
        await HitAsync("+421900111222", "CALLER_CALLS_PER_HOUR", 1);
        await HitAsync("+421900111222", "CALLER_CALLS_PER_HOUR", 3);
        await HitAsync("+421900111333", "CALLER_CALLS_PER_HOUR", 2);
        await HitAsync("+421900111222", "CALLER_USD_PER_DAY", 4);
        await HitAsync("+421900111444", "CALLER_USD_PER_DAY", 30);

        var hits = await ReadAsync(figures => figures.LimitHits(Morning, Morning.AddDays(1)));

        Assert.Equal(
            ["+421900111222 CALLER_USD_PER_DAY 1", "+421900111222 CALLER_CALLS_PER_HOUR 2", "+421900111333 CALLER_CALLS_PER_HOUR 1"],
            hits.Select(hit => $"{hit.Phone} {hit.Limit} {hit.Hits}"));
        Assert.Equal(Morning.AddHours(4), hits[0].At);
    }

    [Fact]
    public async Task What_was_spent_keeps_what_has_no_price_apart_and_a_day_ends_before_the_next_begins()
    {
        await SpendAsync(Morning.AddTicks(-1), 1);
        await SpendAsync(Morning, 2);
        await SpendAsync(Morning.AddHours(1), null);
        await SpendAsync(Morning.AddDays(1), 4);

        var spent = await ReadAsync(figures => figures.Spent(Morning, Morning.AddDays(1)));

        Assert.Equal([2L, null], spent.Select(one => one.CostMicroUsd));
        Assert.Equal(6, await house.Store.SpentSinceAsync(Morning, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Only_what_callers_booked_counts_as_booked_by_the_telephone()
    {
        await house.BookAsync(2, call: "CA1");
        await house.Book.BookAsync(house.Wish(2) with { Operator = "a1b2" }, TestContext.Current.CancellationToken);

        Assert.Equal(1, await ReadAsync(figures => figures.CountBookings(Morning, Morning.AddDays(1))));
    }

    [Fact]
    public async Task A_call_and_its_turns_are_as_they_were()
    {
        await house.Store.KeepCallAsync(Call("CA1"), null, null);
        await house.Store.KeepTurnAsync(
            Turn("CA1", 1) with { Understood = """{"people":2}""", Stages = """{"agent":7}""" }, State("CA1") with { TransferReason = "asked" }, null, null);
        await house.Store.KeepTurnAsync(Turn("CA1", 2, heard: "") with { Confidence = null, Intent = null }, State("CA1") with { TransferReason = "asked" }, null, null);
        await house.Store.KeepTurnAsync(Turn("CA1", 3, heard: "mrmlmrml") with { Intent = null }, State("CA1") with { TransferReason = "asked" }, null, null);
        await house.Store.KeepEndAsync(Status("CA1", "completed"));

        var (calls, turns) = await ReadAsync(figures => (figures.Calls(Morning, Morning.AddDays(1)), figures.Turns(Morning, Morning.AddDays(1))));

        Assert.Equal(new CallFigures(Evening, 60, "sk", "transferred", true), Assert.Single(calls));
        Assert.Equal([(true, false), (false, false), (true, true)], turns.Select(turn => (turn.WasHeard, turn.WasReadBack)));
        Assert.Equal(("""{"people":2}""", """{"agent":7}""", 12L), (turns[0].Understood, turns[0].Stages, turns[0].LatencyMs!.Value));
        Assert.Empty(await ReadAsync(figures => figures.Calls(Morning.AddDays(1), Morning.AddDays(2))));
    }

    private Task<T> ReadAsync<T>(Func<FigureReads, T> question) =>
        house.Store.ReadForOfficeAsync(history => question(history.Figures), TestContext.Current.CancellationToken);

    private Task<Kept> HitAsync(string phone, string limit, int hours) => house.Store.KeepLimitHitAsync(new LimitHit(phone, limit, "CA1", Morning.AddHours(hours)));

    private Task<Kept> SpendAsync(DateTimeOffset at, long? cost) => house.Store.KeepUsageAsync(new StoredUsage("CA1", 1, "chat", "m", "{}", cost, at));
}
