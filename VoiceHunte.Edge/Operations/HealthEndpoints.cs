using System.Text.Json;
using System.Text.Json.Serialization;

namespace VoiceHunte.Edge.Operations;

/// <summary><c>/health</c>: the process answers. <c>/ready</c>: everything it needs is there.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes, Readiness readiness)
    {
        routes.MapMethods("/health", [HttpMethods.Get, HttpMethods.Head], Alive);
        routes.MapMethods("/ready", [HttpMethods.Get, HttpMethods.Head], context => WriteReadinessAsync(context, readiness));
    }

    private static Task Alive(HttpContext context)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("ok\n", context.RequestAborted);
    }

    private static async Task WriteReadinessAsync(HttpContext context, Readiness readiness)
    {
        var checks = await readiness.CheckAsync(context.RequestAborted);
        var failed = checks.Where(c => !c.Ok).Select(c => c.Name).ToArray();
        var report = new ReadinessReport(
            failed.Length == 0 ? "ready" : $"not ready: {string.Join(", ", failed)}",
            failed.Length == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
            checks);
        context.Response.StatusCode = report.Status;
        context.Response.ContentType = failed.Length == 0 ? "application/json" : "application/problem+json";
        context.Response.Headers.CacheControl = "no-store";
        await JsonSerializer.SerializeAsync(context.Response.Body, report, HealthJson.Default.ReadinessReport, context.RequestAborted);
    }
}

/// <summary>The body of /ready; with status 503 it is a problem document (RFC 9457) that names each failed check.</summary>
internal sealed record ReadinessReport(string Title, int Status, IReadOnlyList<ReadinessCheck> Checks);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ReadinessReport))]
internal sealed partial class HealthJson : JsonSerializerContext;
