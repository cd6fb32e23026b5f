using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Admin;

/// <summary>What a page shows, whole, as a file: CSV for a spreadsheet, JSON for a program. Nothing to show is 204, no empty file.</summary>
internal sealed class ExportEndpoints(
    RestaurantProfile restaurant, ReservationBook book, CallStore store, CallAnswers answers, AnalyticsEndpoint analytics, MoneyEndpoint money, TimeProvider time)
{
    private const int MostRows = 100_000;
    private const int RowsAtOnce = 1_000;
    private const int MostDays = 400;

    public void Map(IEndpointRouteBuilder routes, Func<RequestDelegate, RequestDelegate> guard)
    {
        foreach (var format in (string[])["csv", "json"])
        {
            Map($"/admin/calls.{format}", context => CallsAsync(context, format));
            Map($"/admin/messages.{format}", context => MessagesAsync(context, format));
            Map($"/admin/reservations.{format}", context => ReservationsAsync(context, format));
            Map($"/admin/analytics.{format}", context => AnalyticsAsync(context, format));
            Map($"/admin/money.{format}", context => MoneyAsync(context, format));
        }

        void Map(string route, RequestDelegate answer) => routes.MapMethods(route, ["GET", "HEAD"], guard(answer));
    }

    private async Task CallsAsync(HttpContext context, string format)
    {
        var query = new AdminQuery(context);
        var filter = query.Calls(restaurant.Hours);
        if (!await query.IsGoodAsync()) return;
        var rows = (await AllAsync((history, cursor) => history.Office.Calls(filter, cursor, RowsAtOnce), context)).ConvertAll(CallAnswers.Row);
        var csv = new CsvWriter().Row("call_id", "started_at", "duration_seconds", "language", "number", "mode", "outcome", "turns", "cost_usd", "snippet");
        foreach (var row in rows)
            csv.Row(row.CallId, UtcText.Of(row.StartedAt), Text(row.DurationSeconds), row.Language, row.Number, row.Mode, row.Outcome, Text(row.Turns), Usd(row.CostMicroUsd), row.Snippet);
        await WriteAsync(context, "calls", format, rows.Count, csv, new CallListAnswer(rows, null, rows.Count, null), AdminJson.Readable.CallListAnswer);
    }

    private async Task MessagesAsync(HttpContext context, string format)
    {
        var query = new AdminQuery(context);
        var status = query.OneOf("status", "open", "done", "all") ?? "open";
        if (!await query.IsGoodAsync()) return;
        var rows = (await AllAsync((history, cursor) => history.Office.Messages(status == "all" ? null : status, cursor, RowsAtOnce), context)).ConvertAll(CallAnswers.Message);
        var csv = new CsvWriter().Row("id", "created_at", "phone", "language", "status", "text", "call_id");
        foreach (var row in rows) csv.Row(row.Id, UtcText.Of(row.CreatedAt), row.Phone, row.Language, row.Status, row.Text, row.CallId);
        await WriteAsync(context, "messages", format, rows.Count, csv, new MessageListAnswer(rows, null), AdminJson.Readable.MessageListAnswer);
    }

    private async Task ReservationsAsync(HttpContext context, string format)
    {
        var query = new AdminQuery(context);
        var day = query.Day("day");
        var (first, last) = day is { } one ? (one, one) : query.Span(restaurant.Hours, time.GetUtcNow(), 1, MostDays);
        if (!await query.IsGoodAsync()) return;
        var items = new List<ReservationAnswer>();
        for (var date = first; date <= last; date = date.AddDays(1)) items.AddRange((await book.OnDateAsync(date, context.RequestAborted)).Select(answers.Reservation));
        var csv = new CsvWriter().Row("id", "starts_at", "local_time", "name", "people", "phone", "status", "tables", "notes", "call_id");
        foreach (var row in items)
            csv.Row(row.Id, UtcText.Of(row.StartsAt), row.LocalTime, row.Name, Text(row.People), row.Phone, row.Status, string.Join(' ', row.Tables), row.Notes, row.CallId);
        var spans = restaurant.Hours.Spans(first).ToList();
        var opens = spans.Count == 0 ? null : Clock.Of(restaurant.Hours.LocalTime(spans[0].From));
        await WriteAsync(
            context, "reservations", format, items.Count, csv, new ReservationDayAnswer(Clock.Of(first), opens, null, restaurant.Seats, items, []), AdminJson.Readable.ReservationDayAnswer);
    }

    private async Task AnalyticsAsync(HttpContext context, string format)
    {
        if (await analytics.ReadAsync(context) is not { } figures) return;
        var csv = new CsvWriter().Row(
            "day", "calls", "minutes", "missed", "booked", "changed", "cancelled", "answered", "transferred", "message", "failed", "without_human", "turns",
            "corrections", "repeats", "confidence_mean", "low_confidence");
        foreach (var day in figures.Days)
        {
            csv.Row([
                day.Day, Text(day.Calls), Text(day.Minutes), Text(day.Missed),
                .. ((string[])["booked", "changed", "cancelled", "answered", "transferred", "message", "failed"]).Select(outcome => Text(day.Outcomes.GetValueOrDefault(outcome))),
                Text(day.WithoutHuman), Text(day.Turns), Text(day.Corrections), Text(day.Repeats), Text(day.ConfidenceMean), Text(day.LowConfidence)]);
        }

        await WriteAsync(context, "analytics", format, figures.Days.Sum(day => day.Calls), csv, figures, AdminJson.Readable.AnalyticsAnswer);
    }

    private async Task MoneyAsync(HttpContext context, string format)
    {
        if (await money.ReadAsync(context) is not { } spent) return;
        var csv = new CsvWriter().Row("day", "kind", "cost_usd");
        foreach (var day in spent.Days)
        {
            foreach (var (kind, cost) in day.ByKind.OrderBy(one => one.Key, StringComparer.Ordinal)) csv.Row(day.Day, kind, Usd(cost));
        }

        await WriteAsync(context, "money", format, spent.Kinds.Count, csv, spent, AdminJson.Readable.MoneyAnswer);
    }

    private async Task<List<T>> AllAsync<T>(Func<CallHistory, string?, StoredPage<T>> read, HttpContext context)
    {
        var all = new List<T>();
        string? cursor = null;
        do
        {
            var next = cursor;
            var page = await store.ReadForOfficeAsync(history => read(history, next), context.RequestAborted);
            all.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null && all.Count < MostRows);
        return all;
    }

    private async Task WriteAsync<T>(HttpContext context, string name, string format, int rows, CsvWriter csv, T answer, JsonTypeInfo<T> type)
    {
        if (rows == 0)
        {
            AdminAnswer.Empty(context);
            return;
        }

        var isHead = HttpMethods.IsHead(context.Request.Method);
        if (!isHead) await store.KeepAuditAsync(new AuditEntry(OperatorAccess.NameOf(context), "export", $"{name}.{format}", null, Filters(context.Request.Query), time.GetUtcNow()));
        var body = format == "csv" ? Encoding.UTF8.GetBytes(csv.ToString()) : JsonSerializer.SerializeToUtf8Bytes(answer, type);
        context.Response.ContentType = format == "csv" ? "text/csv; charset=utf-8" : "application/json; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}.{format}\"";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentLength = body.Length;
        if (!isHead) await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    // What the file was narrowed to; the audit shows no whole number.
    private static string? Filters(IQueryCollection query) => query.Count == 0
        ? null
        : string.Join(", ", query.Select(one => $"{one.Key} {(one.Key == "number" ? MaskedNumber.Of(one.Value.ToString().Trim()) : one.Value.ToString())}"));

    private static string? Text(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string? Text(double? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string Usd(long? microUsd) => microUsd is { } cost ? (cost / 1e6).ToString("0.000000", CultureInfo.InvariantCulture) : "";
}
