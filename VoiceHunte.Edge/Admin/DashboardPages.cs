using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Admin;

/// <summary>
/// The dashboard's files, out of the binary. They lie there gzipped and go out so; the page itself is written anew for its
/// reader's language and theme, so that it is right from the first paint.
/// </summary>
internal sealed class DashboardPages(Restaurant.RestaurantProfile restaurant)
{
    private const string Prefix = "dashboard/";
    private const string Page = "index.html";

    // Client-side routes: all of them are the one page.
    private static readonly string[] Routes = ["/", "/reservations", "/messages", "/calls", "/calls/{id}", "/numbers", "/money", "/voices", "/phone", "/state", "/latency", "/settings"];

    private static readonly Dictionary<string, string> Types = new()
    {
        [".js"] = "text/javascript; charset=utf-8", [".css"] = "text/css; charset=utf-8", [".svg"] = "image/svg+xml", [".html"] = "text/html; charset=utf-8",
    };

    private readonly FrozenDictionary<string, Asset> assets = ReadAssets();

    public void Map(IEndpointRouteBuilder routes)
    {
        if (!assets.TryGetValue(Page, out var page)) return;
        var html = Encoding.UTF8.GetString(Unzip(page.Gzip));
        foreach (var route in Routes) routes.MapMethods(route, ["GET", "HEAD"], context => WritePageAsync(context, html));
        foreach (var (path, asset) in assets)
        {
            if (path != Page) routes.MapMethods("/" + path, ["GET", "HEAD"], context => WriteAsync(context, asset));
        }
    }

    private Task WritePageAsync(HttpContext context, string html)
    {
        var theme = context.Request.Cookies["theme"] is "light" or "dark" ? context.Request.Cookies["theme"]! : "system";
        var body = Encoding.UTF8.GetBytes(html.Replace("%LANG%", LanguageOf(context.Request).Code, StringComparison.Ordinal).Replace("%THEME%", theme, StringComparison.Ordinal));
        PageSecurity.Write(context.Response);
        context.Response.ContentType = Types[".html"];
        context.Response.ContentLength = body.Length;
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.Vary = "Cookie, Accept-Language";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    // What was chosen here; else what the browser prefers; else the restaurant's own.
    private Language LanguageOf(HttpRequest request)
    {
        if (Language.Find(request.Cookies["lang"]) is { } chosen) return chosen;
        var preferred = request.Headers.AcceptLanguage.ToString().Split(',').Select(one => Language.Find(one.Split(';', '-')[0].Trim())).FirstOrDefault(one => one is not null);
        return preferred ?? restaurant.Languages[0];
    }

    private static async Task WriteAsync(HttpContext context, Asset asset)
    {
        var (request, response) = (context.Request, context.Response);
        PageSecurity.Write(response);
        response.Headers.ETag = asset.ETag;
        response.Headers.CacheControl = asset.IsHashed ? "public, max-age=31536000, immutable" : "no-cache";
        response.Headers.Vary = "Accept-Encoding";
        if (request.Headers.IfNoneMatch.ToString().Contains(asset.ETag, StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var takesGzip = TakesGzip(request);
        var body = takesGzip ? asset.Gzip : Unzip(asset.Gzip);
        if (takesGzip) response.Headers.ContentEncoding = "gzip";
        response.ContentType = asset.Type;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(request.Method)) await response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static FrozenDictionary<string, Asset> ReadAssets()
    {
        var assembly = typeof(DashboardPages).Assembly;
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name =>
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var gzip = new byte[stream.Length];
            stream.ReadExactly(gzip);
            var path = name[Prefix.Length..^".gz".Length];
            return new Asset(path, Types.GetValueOrDefault(Path.GetExtension(path), "application/octet-stream"), gzip, $"\"{Convert.ToHexStringLower(SHA256.HashData(gzip))[..16]}\"");
        }).ToFrozenDictionary(asset => asset.Path);
    }

    public static bool TakesGzip(HttpRequest request) => request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);

    public static byte[] Unzip(byte[] gzip)
    {
        using var whole = new MemoryStream();
        using (var zipped = new GZipStream(new MemoryStream(gzip), CompressionMode.Decompress)) zipped.CopyTo(whole);
        return whole.ToArray();
    }

    private sealed record Asset(string Path, string Type, byte[] Gzip, string ETag)
    {
        /// <summary>Its name changes with its content.</summary>
        public bool IsHashed => Path.StartsWith("assets/", StringComparison.Ordinal);
    }
}
