using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Admin;

/// <summary>How the routes below /admin answer.</summary>
internal static class AdminAnswer
{
    private const int LargestBody = 16 * 1024;

    public static async Task WriteAsync<T>(HttpContext context, T answer, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        await JsonSerializer.SerializeAsync(context.Response.Body, answer, type, context.RequestAborted);
    }

    public static void Empty(HttpContext context) => context.Response.StatusCode = StatusCodes.Status204NoContent;

    public static Task NotFoundAsync(HttpContext context, string what) => Problem.WriteAsync(context, StatusCodes.Status404NotFound, what);

    /// <summary>The body of a request, read field by field; null when the problem has been answered.</summary>
    public static Task<JsonDocument?> BodyAsync(HttpContext context) => ProblemOrBody.ReadAsync(context, LargestBody);

    /// <summary>A disk that cannot say is 503, whatever was asked.</summary>
    public static RequestDelegate OrUnavailable(RequestDelegate handler) => async context =>
    {
        // Not even a recording may be taken for a page, or be built into somebody else's.
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        try
        {
            await handler(context);
        }
        catch (Exception e) when (e is StoreUnavailableException or BookClosedException)
        {
            await Problem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, $"The database cannot be read now: {e.Message}.");
        }
    };
}
