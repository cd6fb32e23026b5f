namespace VoiceHunte.Edge.Operations;

/// <summary><c>GET /metrics</c>: what this appliance has counted since it started, for Prometheus and whoever reads the same.</summary>
internal sealed class MetricsPage(MetricsCollection metrics)
{
    /// <param name="guard">Who may ask, and how often.</param>
    public void Map(IEndpointRouteBuilder routes, Func<RequestDelegate, RequestDelegate> guard) => routes.MapGet("/metrics", guard(WriteAsync));

    private Task WriteAsync(HttpContext context)
    {
        // Prometheus names the newer text wherever it can read it; promtool reads the older one only.
        var wanted = context.Request.Headers.Accept.ToString();
        var isOpen = !wanted.Contains("text/plain", StringComparison.Ordinal) || wanted.Contains("openmetrics-text", StringComparison.Ordinal);
        context.Response.ContentType = isOpen ? OpenMetricsText.OpenType : OpenMetricsText.OlderType;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(metrics.Write(isOpen), context.RequestAborted);
    }
}
