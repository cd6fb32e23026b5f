using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Admin;

/// <summary><c>/admin/calls</c>: the history, a call of it, its audio, and the whole number of its caller, which is noted in the audit.</summary>
internal sealed class CallEndpoints(RestaurantProfile restaurant, CallStore store, CallAnswers answers, EdgeSettings settings, TimeProvider time)
{
    private const string NoSuchCall = "There is no such call.";

    public void Map(IEndpointRouteBuilder routes, Func<RequestDelegate, RequestDelegate> guard)
    {
        routes.MapGet("/admin/calls", guard(ListAsync));
        routes.MapGet("/admin/calls/{id}", guard(ShowAsync));
        routes.MapPost("/admin/calls/{id}/number", guard(RevealAsync));
        routes.MapGet("/admin/calls/{id}/audio/{turn}/{kind}", guard(PlayAsync));
        routes.MapGet("/admin/transfers", guard(ListTransfersAsync));
        routes.MapGet("/admin/customers", guard(ListCustomersAsync));
    }

    private async Task ListAsync(HttpContext context)
    {
        var query = new AdminQuery(context);
        var (filter, limit, cursor) = (query.Calls(restaurant.Hours), query.Limit(), query.Cursor());
        if (!await query.IsGoodAsync()) return;
        var (page, total) = await store.ReadForOfficeAsync(
            history => (history.Office.Calls(filter, cursor, limit), filter.Words is null ? history.Office.CountCalls(filter) : (int?)null), context.RequestAborted);
        var searchedBackTo = filter.Words is not null && page is { Next: not null, Items: [.., var last] } && page.Items.Count < limit ? last.StartedAt : (DateTimeOffset?)null;
        await AdminAnswer.WriteAsync(
            context, new CallListAnswer([.. page.Items.Select(CallAnswers.Row)], page.Next, total, searchedBackTo), AdminJson.Readable.CallListAnswer);
    }

    private async Task ShowAsync(HttpContext context)
    {
        if (await FindAsync(context) is { } call) await AdminAnswer.WriteAsync(context, answers.Whole(call), AdminJson.Readable.CallAnswer);
        else await AdminAnswer.NotFoundAsync(context, NoSuchCall);
    }

    private async Task RevealAsync(HttpContext context)
    {
        if (await FindAsync(context) is not { Call: { FromNumber: { } number } call } || AnonymousCaller.Is(number))
        {
            await AdminAnswer.NotFoundAsync(context, "There is no number to show.");
            return;
        }

        await store.KeepAuditAsync(new AuditEntry(OperatorAccess.NameOf(context), "number shown", call.CallId, null, null, time.GetUtcNow()));
        await AdminAnswer.WriteAsync(context, new RevealedAnswer(number), AdminJson.Readable.RevealedAnswer);
    }

    private async Task PlayAsync(HttpContext context)
    {
        var (turn, kind) = (Digits.Read(context.Request.RouteValues["turn"]), context.Request.RouteValues["kind"] as string);
        var file = (await FindAsync(context))?.Audio.FirstOrDefault(one => one.TurnId == turn && one.Kind == kind);
        // The database has it from DATA_DIR on.
        var path = file is null ? "" : Path.Combine(settings.DataDir, file.Path);
        if (!File.Exists(path)) await AdminAnswer.NotFoundAsync(context, "There is no such audio any more.");
        else await RangeAnswer.WriteAsync(context, path, RangeAnswer.ContentType(file!.Format));
    }

    private async Task ListTransfersAsync(HttpContext context)
    {
        var query = new AdminQuery(context);
        var (limit, cursor) = (query.Limit(), query.Cursor());
        if (!await query.IsGoodAsync()) return;
        var (page, results) = await store.ReadForOfficeAsync(history =>
        {
            var found = history.Office.Transfers(cursor, limit);
            return (found, found.Items.ToDictionary(call => call.CallId, call => history.Office.TransferResult(call.CallId)));
        }, context.RequestAborted);
        var to = CallAnswers.Number(restaurant.TransferNumber);
        await AdminAnswer.WriteAsync(
            context, new TransferListAnswer([.. page.Items.Select(call => new TransferAnswer(call.CallId, call.StartedAt, call.TransferReason, to, results[call.CallId]))], page.Next),
            AdminJson.Readable.TransferListAnswer);
    }

    private async Task ListCustomersAsync(HttpContext context)
    {
        var query = new AdminQuery(context);
        var (limit, cursor, words) = (query.Limit(), query.Cursor(), query.Text("words"));
        if (!await query.IsGoodAsync()) return;
        var page = await store.ReadForOfficeAsync(history => history.Office.Customers(words, cursor, limit), context.RequestAborted);
        await AdminAnswer.WriteAsync(
            context,
            new CustomerListAnswer(
                [.. page.Items.Select(one => new CustomerAnswer(
                    GuestId.Of(one.Phone), one.Name, CallAnswers.Number(one.Phone), one.Language, one.Calls, one.Reservations, one.LastSeen))],
                page.Next),
            AdminJson.Readable.CustomerListAnswer);
    }

    private Task<WholeCall?> FindAsync(HttpContext context)
    {
        var id = context.Request.RouteValues["id"] as string ?? "";
        return store.ReadForOfficeAsync(history => history.Office.FindCall(id), context.RequestAborted);
    }
}
