using VoiceHunte.Edge.Money;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Admin;

/// <summary><c>/admin/today</c>: is it answering, who needs somebody, who comes tonight, what has it cost.</summary>
internal sealed class TodayEndpoint(
    EdgeSettings settings, RestaurantProfile restaurant, ReservationBook book, CallStore store, CallBoard board, Ledger ledger, CallAnswers answers,
    Readiness readiness, TimeProvider time, IHostApplicationLifetime lifetime)
{
    public void Map(IEndpointRouteBuilder routes, Func<RequestDelegate, RequestDelegate> guard) => routes.MapGet("/admin/today", guard(ShowAsync));

    private async Task ShowAsync(HttpContext context)
    {
        var day = restaurant.Hours.LocalDate(time.GetUtcNow());
        var items = await book.OnDateAsync(day, context.RequestAborted);
        var (from, to) = (restaurant.Hours.Midnight(day), restaurant.Hours.Midnight(day.AddDays(1)));
        var (calls, missed, messages, failed) = await store.ReadForOfficeAsync(history => (
            history.Office.CountCalls(CallFilter.None with { From = from, To = to }),
            history.Office.CountCalls(CallFilter.None with { From = from, To = to, Outcome = CallOutcome.Missed }),
            history.Office.CountOpenMessages(),
            history.Figures.CountFailedBookings(from, to)), context.RequestAborted);
        var (answering, reason) = Standing();
        await AdminAnswer.WriteAsync(context, new TodayAnswer(
            answering, reason, board.Count, messages, failed,
            [.. BookedDay.Steps([.. restaurant.Hours.Spans(day)]).Where((_, i) => i % 2 == 0)
                .Select(at => new HourAnswer(Clock.Of(restaurant.Hours.LocalTime(at)), BookedDay.Seated(items, at, restaurant), restaurant.Seats))],
            items.Where(one => !one.IsCancelled).Sum(one => one.People), calls, missed, ledger.TodayMicroUsd, ledger.BudgetMicroUsd, Clock.Of(day),
            [.. items.Select(answers.Reservation)]), AdminJson.Readable.TodayAnswer);
    }

    // From what is known already: nothing is asked of anybody for it.
    private (bool Answering, string? Reason) Standing()
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested) return (false, "draining");
        if (settings.Twilio.AuthToken is null) return (false, "not_configured");
        if (!store.Health.Writable) return (true, "database_failing");
        if (!readiness.HasDiskSpace) return (true, "disk_full");
        return (true, ledger.IsOver ? "over_limit" : null);
    }
}
