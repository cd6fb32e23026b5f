namespace VoiceHunte.Edge.Admin;

/// <summary><c>/admin/openapi.json</c>: what is asked and answered here, for whoever writes a program against it.</summary>
internal static class OpenApiEndpoint
{
    private const string Name = "openapi.json.gz";

    public static void Map(IEndpointRouteBuilder routes, Func<RequestDelegate, RequestDelegate> guard) => routes.MapGet("/admin/openapi.json", guard(ShowAsync));

    private static async Task ShowAsync(HttpContext context)
    {
        await using var file = typeof(OpenApiEndpoint).Assembly.GetManifestResourceStream(Name)!;
        var gzip = new byte[file.Length];
        await file.ReadExactlyAsync(gzip, context.RequestAborted);
        var takesGzip = DashboardPages.TakesGzip(context.Request);
        if (takesGzip) context.Response.Headers.ContentEncoding = "gzip";
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.Vary = "Accept-Encoding";
        await context.Response.Body.WriteAsync(takesGzip ? gzip : DashboardPages.Unzip(gzip), context.RequestAborted);
    }
}
