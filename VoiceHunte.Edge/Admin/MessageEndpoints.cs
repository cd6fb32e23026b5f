using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Admin;

/// <summary><c>/admin/messages</c>, which the staff close and open again, and <c>/admin/audit</c>.</summary>
internal sealed class MessageEndpoints(CallStore store, CallBoard board, TimeProvider time)
{
    private static readonly string[] Statuses = ["open", "done", "all"];

    public void Map(IEndpointRouteBuilder routes, Func<RequestDelegate, RequestDelegate> guard)
    {
        routes.MapGet("/admin/messages", guard(ListAsync));
        routes.MapPatch("/admin/messages/{id}", guard(SetAsync));
        routes.MapGet("/admin/audit", guard(AuditAsync));
    }

    private async Task ListAsync(HttpContext context)
    {
        var query = new AdminQuery(context);
        var (status, limit, cursor) = (query.OneOf("status", Statuses) ?? "open", query.Limit(), query.Cursor());
        if (!await query.IsGoodAsync()) return;
        var page = await store.ReadForOfficeAsync(history => history.Office.Messages(status == "all" ? null : status, cursor, limit), context.RequestAborted);
        await AdminAnswer.WriteAsync(context, new MessageListAnswer([.. page.Items.Select(CallAnswers.Message)], page.Next), AdminJson.Readable.MessageListAnswer);
    }

    private async Task SetAsync(HttpContext context)
    {
        using var body = await AdminAnswer.BodyAsync(context);
        if (body is null) return;
        var fields = new ProblemFields(body.RootElement);
        var status = fields.RequiredText("status", text => text is "open" or "done" ? null : "must be open or done");
        if (status is null)
        {
            await Problem.WriteFieldsAsync(context, fields.Errors);
            return;
        }

        var id = Digits.Read(context.Request.RouteValues["id"]) ?? 0;
        if (await FindAsync(id, context) is not { } before)
        {
            await AdminAnswer.NotFoundAsync(context, "There is no such message.");
            return;
        }

        var kept = await store.SetMessageAsync(id, status, new AuditEntry(
            OperatorAccess.NameOf(context), $"message {status}", Digits.Of(id), $"\"{before.Status}\"", $"\"{status}\"", time.GetUtcNow()));
        if (kept != Kept.OnDisk)
        {
            await Problem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "The disk has not taken it yet.");
            return;
        }

        board.Happened("message", new MessageHappened(Digits.Of(id)));
        await AdminAnswer.WriteAsync(context, CallAnswers.Message((await FindAsync(id, context))!), AdminJson.Readable.MessageAnswer);
    }

    private async Task AuditAsync(HttpContext context)
    {
        var query = new AdminQuery(context);
        var (limit, cursor) = (query.Limit(), query.Cursor());
        if (!await query.IsGoodAsync()) return;
        var page = await store.ReadForOfficeAsync(history => history.Office.Audit(cursor, limit), context.RequestAborted);
        await AdminAnswer.WriteAsync(
            context,
            new AuditListAnswer([.. page.Items.Select(one => Row(one.Entry))], page.Next), AdminJson.Readable.AuditListAnswer);
    }

    // Of a log-in the address is what came after.
    private static AuditAnswer Row(AuditEntry entry)
    {
        var isAddress = entry.Subject is "session" or "sessions";
        var detail = isAddress ? null : entry.Before is null ? entry.After : $"{entry.Before} → {entry.After}";
        return new AuditAnswer(entry.CreatedAt, entry.Action, entry.Subject, detail, entry.Operator, isAddress ? entry.After : null);
    }

    private Task<StoredMessage?> FindAsync(long id, HttpContext context) =>
        store.ReadForOfficeAsync(history => history.Office.FindMessage(id), context.RequestAborted);
}
