using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Privacy;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Admin;

/// <summary><c>/admin/customers/{id}</c>: all that is kept on a guest, to be handed out or erased; both are noted in the audit.</summary>
internal sealed class PrivacyEndpoints(CallStore store, Eraser eraser, CallerExport export, TimeProvider time)
{
    private const string NoSuchGuest = "There is no such guest.";

    public void Map(IEndpointRouteBuilder routes, Func<RequestDelegate, RequestDelegate> guard)
    {
        routes.MapPost("/admin/customers/{id}/erase", guard(EraseAsync));
        routes.MapGet("/admin/customers/{id}/export", guard(ExportAsync));
    }

    private async Task EraseAsync(HttpContext context)
    {
        if (await FindAsync(context) is not { } phone)
        {
            await AdminAnswer.NotFoundAsync(context, NoSuchGuest);
            return;
        }

        // Whoever closes the page does not stop it.
        var erased = await eraser.EraseAsync(phone, OperatorAccess.NameOf(context), CancellationToken.None);
        if (erased.Certificate is { } certificate) await AdminAnswer.WriteAsync(context, certificate, PrivacyJson.Readable.Certificate);
        else if (erased.IsOnTheTelephone) await Problem.WriteAsync(context, StatusCodes.Status409Conflict, "This guest is on the telephone now; try again when the call is over.");
        else if (erased.Problem is { } problem) await Problem.WriteAsync(context, StatusCodes.Status502BadGateway, $"Not all is erased yet: {problem}. It goes on by itself.");
        else await AdminAnswer.NotFoundAsync(context, NoSuchGuest);
    }

    private async Task ExportAsync(HttpContext context)
    {
        if (await FindAsync(context) is not { } phone)
        {
            await AdminAnswer.NotFoundAsync(context, NoSuchGuest);
            return;
        }

        var id = context.Request.RouteValues["id"] as string ?? "";
        await store.KeepAuditAsync(new AuditEntry(OperatorAccess.NameOf(context), "guest exported", id, null, null, time.GetUtcNow()));
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.ContentDisposition = "attachment; filename=\"caller.json\"";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.WriteAsync(await export.ReadAsync(phone, context.RequestAborted), context.RequestAborted);
    }

    private Task<string?> FindAsync(HttpContext context)
    {
        var id = context.Request.RouteValues["id"] as string ?? "";
        return store.ReadForOfficeAsync(history => history.Privacy.CustomerPhones().FirstOrDefault(phone => GuestId.Of(phone) == id), context.RequestAborted);
    }
}
