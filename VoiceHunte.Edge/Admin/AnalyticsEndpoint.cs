using System.Text.Json;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Admin;

/// <summary><c>/admin/analytics</c>: calls and turns counted by the restaurant's own days and hours.</summary>
internal sealed class AnalyticsEndpoint(EdgeSettings settings, RestaurantProfile restaurant, CallStore store, TimeProvider time)
{
    private const int UsualDays = 28;
    private const int MostDays = 400;
    private const int MostSlow = 20;
    private const string WholeTurn = "turn";

    // A good end: what the caller wanted was done, or they were told it cannot be.
    private static readonly string[] GoodOutcomes = [CallOutcome.Booked, CallOutcome.Changed, CallOutcome.Cancelled, CallOutcome.Answered];

    public void Map(IEndpointRouteBuilder routes, Func<RequestDelegate, RequestDelegate> guard) => routes.MapGet("/admin/analytics", guard(ShowAsync));

    public async Task<AnalyticsAnswer?> ReadAsync(HttpContext context)
    {
        var query = new AdminQuery(context);
        var (first, last) = query.Span(restaurant.Hours, time.GetUtcNow(), UsualDays, MostDays);
        if (!await query.IsGoodAsync()) return null;
        var (from, to) = (restaurant.Hours.Midnight(first), restaurant.Hours.Midnight(last.AddDays(1)));
        var (calls, turns) = await store.ReadForOfficeAsync(history => (history.Figures.Calls(from, to), history.Figures.Turns(from, to)), context.RequestAborted);
        var (callsByDay, turnsByDay) = (calls.ToLookup(call => restaurant.Hours.LocalDate(call.StartedAt)), turns.ToLookup(turn => restaurant.Hours.LocalDate(turn.CreatedAt)));
        var days = new List<AnalyticsDayAnswer>();
        for (var day = first; day <= last; day = day.AddDays(1)) days.Add(Day(day, [.. callsByDay[day]], [.. turnsByDay[day]]));
        return new AnalyticsAnswer(restaurant.TimeZone.Id, days, Hours(calls), [.. Intents(turns)], [.. Latency(turnsByDay)], [.. Slowest(turns)]);
    }

    private async Task ShowAsync(HttpContext context)
    {
        if (await ReadAsync(context) is { } figures) await AdminAnswer.WriteAsync(context, figures, AdminJson.Readable.AnalyticsAnswer);
    }

    private AnalyticsDayAnswer Day(DateOnly day, List<CallFigures> calls, List<TurnFigures> turns)
    {
        var sure = turns.Where(turn => turn.Confidence is not null).Select(turn => turn.Confidence!.Value).ToList();
        return new AnalyticsDayAnswer(
            Clock.Of(day), calls.Count, Math.Round(calls.Sum(call => call.DurationSeconds ?? 0) / 60.0, 2),
            calls.Count(call => call.Outcome == CallOutcome.Missed),
            calls.GroupBy(call => call.Outcome ?? CallOutcome.Live).ToDictionary(group => group.Key, group => group.Count()),
            calls.Where(call => call.Language is not null).GroupBy(call => call.Language!).ToDictionary(group => group.Key, group => group.Count()),
            calls.Count(call => !call.WasTransferred && GoodOutcomes.Contains(call.Outcome)),
            turns.Count(IsCorrection), turns.Count(turn => turn.WasReadBack), turns.Count, sure.Count == 0 ? null : Math.Round(sure.Average(), 3),
            sure.Count(confidence => confidence < settings.Call.MinConfidence));
    }

    // A no to what was read back, or a slot that was said anew: the caller puts us right.
    private static bool IsCorrection(TurnFigures turn) => turn.Understood?.Contains("\"answer\":\"no\"", StringComparison.Ordinal) == true;

    private int[][] Hours(List<CallFigures> calls)
    {
        var week = Enumerable.Range(0, 7).Select(_ => new int[24]).ToArray();
        foreach (var call in calls)
        {
            var local = restaurant.Hours.LocalTime(call.StartedAt);
            week[((int)local.DayOfWeek + 6) % 7][local.Hour]++;
        }

        return week;
    }

    private static IEnumerable<IntentAnswer> Intents(List<TurnFigures> turns) => turns
        .Where(turn => turn.Intent is not null).GroupBy(turn => turn.Intent!)
        .Select(group => new IntentAnswer(group.Key, group.Count(), group.Count(Succeeded))).OrderByDescending(intent => intent.Turns);

    // No tool refused, and the words were understood.
    private static bool Succeeded(TurnFigures turn) => turn.ToolCalls?.Contains("\"ok\":false", StringComparison.Ordinal) != true && turn.Intent != "generic";

    // Of the whole span first, then of each day.
    private static IEnumerable<StageAnswer> Latency(ILookup<DateOnly, TurnFigures> byDay)
    {
        var taken = new Dictionary<(string? Day, string Stage), List<double>>();
        foreach (var day in byDay)
        {
            var name = Clock.Of(day.Key);
            foreach (var turn in day)
            {
                if (turn.LatencyMs is { } whole) Add(name, WholeTurn, whole);
                if (CallAnswers.Json(turn.Stages) is not { ValueKind: JsonValueKind.Object } stages) continue;
                foreach (var stage in stages.EnumerateObject()) Add(name, stage.Name, stage.Value.GetDouble());
            }
        }

        return taken.OrderBy(one => one.Key.Day, StringComparer.Ordinal).ThenBy(one => one.Key.Stage, StringComparer.Ordinal).Select(one =>
        {
            one.Value.Sort();
            return new StageAnswer(one.Key.Stage, one.Key.Day, one.Value.Count, At(one.Value, 0.5), At(one.Value, 0.95), At(one.Value, 0.99));
        });

        void Add(string day, string stage, double milliseconds)
        {
            foreach (var of in (string?[])[null, day])
            {
                if (!taken.TryGetValue((of, stage), out var all)) taken[(of, stage)] = all = [];
                all.Add(milliseconds);
            }
        }
    }

    // The nearest rank: one that was really measured.
    private static double At(List<double> sorted, double share) => sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];

    private static IEnumerable<SlowTurnAnswer> Slowest(List<TurnFigures> turns) => turns
        .Where(turn => turn.LatencyMs is not null).OrderByDescending(turn => turn.LatencyMs).Take(MostSlow)
        .Select(turn => new SlowTurnAnswer(turn.CallId, turn.TurnId, turn.LatencyMs!.Value, CallAnswers.Json(turn.Stages), turn.CreatedAt));
}
