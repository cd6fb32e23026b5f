using VoiceHunte.Edge.Money;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Admin;

/// <summary><c>/admin/money</c>: what was spent, on what, by day; what the month will come to; who was over a limit.</summary>
internal sealed class MoneyEndpoint(RestaurantProfile restaurant, CallStore store, Ledger ledger, PriceTable prices, TimeProvider time)
{
    private const int MostDays = 400;

    public void Map(IEndpointRouteBuilder routes, Func<RequestDelegate, RequestDelegate> guard) => routes.MapGet("/admin/money", guard(ShowAsync));

    public async Task<MoneyAnswer?> ReadAsync(HttpContext context)
    {
        var (query, now) = (new AdminQuery(context), time.GetUtcNow());
        var today = restaurant.Hours.LocalDate(now);
        var (firstDay, lastDay) = query.Span(restaurant.Hours, now, today.Day, MostDays);
        if (!await query.IsGoodAsync()) return null;
        var (from, to) = (restaurant.Hours.Midnight(firstDay), restaurant.Hours.Midnight(lastDay.AddDays(1)));
        var monthFrom = restaurant.Hours.Midnight(new DateOnly(today.Year, today.Month, 1));
        var (spent, month, hits, bookings) = await store.ReadForOfficeAsync(history => (
            history.Figures.Spent(from, to), history.Spending.Since(monthFrom), history.Figures.LimitHits(from, to), history.Figures.CountBookings(from, to)), context.RequestAborted);
        var passed = (now - monthFrom).TotalDays;
        var kinds = spent.GroupBy(one => (one.Kind, one.Model)).Select(Kind).OrderByDescending(kind => kind.CostMicroUsd ?? long.MaxValue).ToList();
        var total = spent.Sum(one => one.CostMicroUsd ?? 0);
        return new MoneyAnswer(
            ledger.TodayMicroUsd, month, ledger.BudgetMicroUsd,
            passed < 1 ? null : (long)(month / passed * DateTime.DaysInMonth(today.Year, today.Month)),
            ledger.State.ToString().ToLowerInvariant(), Days(spent, firstDay, lastDay), kinds, bookings == 0 ? null : total / bookings,
            [.. kinds.Where(kind => kind.CostMicroUsd is null).Select(kind => kind.Model!).Distinct()], Clock.Of(prices.AsOf),
            [.. hits.Select(hit => new LimitHitAnswer(hit.At, CallAnswers.Number(hit.Phone), hit.Limit, hit.Hits))]);
    }

    private async Task ShowAsync(HttpContext context)
    {
        if (await ReadAsync(context) is { } money) await AdminAnswer.WriteAsync(context, money, AdminJson.Readable.MoneyAnswer);
    }

    private List<MoneyDayAnswer> Days(List<SpentOn> spent, DateOnly first, DateOnly last)
    {
        var byDay = spent.Where(one => one.CostMicroUsd is not null).ToLookup(one => restaurant.Hours.LocalDate(one.At));
        var days = new List<MoneyDayAnswer>();
        for (var day = first; day <= last; day = day.AddDays(1))
            days.Add(new MoneyDayAnswer(Clock.Of(day), byDay[day].GroupBy(one => one.Kind).ToDictionary(kind => kind.Key, kind => kind.Sum(one => one.CostMicroUsd!.Value))));
        return days;
    }

    // One use without a price leaves the whole without one: a sum that hides something is worse than none.
    private static MoneyKindAnswer Kind(IGrouping<(string Kind, string Model), SpentOn> uses)
    {
        var quantities = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var use in uses)
        {
            if (CallAnswers.Json(use.Quantities) is not { } counted) continue;
            foreach (var quantity in counted.EnumerateObject()) quantities[quantity.Name] = quantities.GetValueOrDefault(quantity.Name) + quantity.Value.GetInt64();
        }

        return new MoneyKindAnswer(
            uses.Key.Kind, uses.Key.Model, quantities, uses.Any(use => use.CostMicroUsd is null) ? null : uses.Sum(use => use.CostMicroUsd), uses.Count());
    }
}
