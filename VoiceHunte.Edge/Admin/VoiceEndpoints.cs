using VoiceHunte.Edge.Calls;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Voice;

namespace VoiceHunte.Edge.Admin;

/// <summary><c>/admin/voices</c>: who has agreed that their voice is remembered, to what and when; and that it is forgotten. What a voice is like leaves by no route.</summary>
internal sealed class VoiceEndpoints(CallStore store, VoiceBook book, VoiceDesk desk, EdgeSettings settings)
{
    public void Map(IEndpointRouteBuilder routes, Func<RequestDelegate, RequestDelegate> guard)
    {
        routes.MapGet("/admin/voices", guard(ListAsync));
        routes.MapDelete("/admin/voices/{id}", guard(ForgetAsync));
    }

    private async Task ListAsync(HttpContext context)
    {
        var query = new AdminQuery(context);
        var (limit, cursor) = (query.Limit(), query.Cursor());
        if (!await query.IsGoodAsync()) return;
        var page = await store.ReadForOfficeAsync(history => history.Voices.Page(cursor, limit), context.RequestAborted);
        // Without a key calls in the stream mode are held by webhooks, in which no voice comes by.
        var hearsCalls = settings is { Call.Mode: CallMode.Stream, OpenAI.ApiKey: not null };
        await AdminAnswer.WriteAsync(
            context, new VoiceListAnswer(settings.Call.VoiceHint, hearsCalls, [.. page.Items.Select(Row)], page.Next), AdminJson.Readable.VoiceListAnswer);
    }

    private async Task ForgetAsync(HttpContext context)
    {
        var id = context.Request.RouteValues["id"] as string ?? "";
        try
        {
            // Whoever closes the page does not stop it.
            if (await book.DeleteAsync(id, OperatorAccess.NameOf(context), CancellationToken.None) is not { } gone)
            {
                await AdminAnswer.NotFoundAsync(context, "There is no such voice.");
                return;
            }

            desk.ForgetInCalls(gone.Phone);
            AdminAnswer.Empty(context);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            await Problem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, $"The voice is still remembered: its key cannot be taken away: {trouble.Message}");
        }
    }

    private static VoiceAnswer Row(StoredVoice one) => new(
        one.Id, one.Name, CallAnswers.Number(one.Phone), one.ConsentedAt, one.ConsentLanguage, one.ConsentText, one.ExpiresAt, Math.Round(one.Speech.TotalSeconds, 1),
        one.Speech >= VoiceTemplate.Enough && one.Version == VoiceModel.Default.Version);
}
