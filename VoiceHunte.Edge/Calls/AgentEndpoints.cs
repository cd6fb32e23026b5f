using System.Text.Json;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Calls;

/// <summary><c>POST /agent/text</c>: a caller's words in, the agent's answer out, as on the telephone.</summary>
internal sealed class AgentEndpoints(TextCalls calls, RestaurantProfile restaurant)
{
    // 4000 characters, each written as two \u escapes, and the other fields.
    private const int LargestBytes = 56 * 1024;

    /// <param name="guard">Who may ask, and how often.</param>
    public void Map(IEndpointRouteBuilder routes, Func<RequestDelegate, RequestDelegate> guard) =>
        routes.MapPost("/agent/text", guard(AnswerTextAsync));

    private async Task AnswerTextAsync(HttpContext context)
    {
        using var json = await ProblemOrBody.ReadAsync(context, LargestBytes);
        if (json is null) return;
        if (TextRequest.Read(json.RootElement, withText: true, restaurant, out var errors) is not { } request)
        {
            await Problem.WriteFieldsAsync(context, errors);
            return;
        }

        if (await FindAsync(context, request) is { } call) await AnswerAsync(context, call, request);
    }

    /// <summary>Null when the problem has been answered.</summary>
    private async Task<Call?> FindAsync(HttpContext context, TextRequest request)
    {
        try
        {
            if (await calls.FindAsync(request) is { } call) return call;
            await NoSuchCallAsync(context, request.CallId);
        }
        catch (StoreUnavailableException e)
        {
            await Problem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, $"The call cannot be looked up: {e.Message}.");
        }

        return null;
    }

    private async Task AnswerAsync(HttpContext context, Call call, TextRequest request)
    {
        if (await calls.TakeTurnAsync(call, request) is not { } answer)
        {
            await NoSuchCallAsync(context, call.CallId);
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        await JsonSerializer.SerializeAsync(context.Response.Body, answer, TextAnswerJson.Readable.TextAnswer, context.RequestAborted);
    }

    private static Task NoSuchCallAsync(HttpContext context, string? callId) => Problem.WriteAsync(
        context, StatusCodes.Status404NotFound, $"There is no call {callId} in text that could go on; leave call_id out to begin one.");
}
