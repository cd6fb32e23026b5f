using System.Net;
using System.Threading.RateLimiting;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Operations;

/// <summary>
/// Who may use the operators' routes: whoever sends ADMIN_TOKEN as a bearer token. While there is none, only a direct
/// connection from this machine, so that neither a tunnel nor a proxy opens them.
/// </summary>
internal sealed class OperatorAccess : IDisposable
{
    private static readonly string[] MarksOfAProxy =
        ["Forwarded", "Via", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CDN-Loop"];

    private readonly PartitionedRateLimiter<IPAddress> limiter;
    private readonly TimeSpan nextChance;
    private readonly EdgeMetrics metrics;
    private readonly OperatorSessions sessions;

    public OperatorAccess(EdgeSettings settings, OperatorSessions sessions, EdgeMetrics metrics)
    {
        (this.metrics, this.sessions) = (metrics, sessions);
        nextChance = settings.AdminRateLimit.NextChance;
        limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
            RateLimitPartition.GetSlidingWindowLimiter(address, _ => settings.AdminRateLimit.Window()));
    }

    /// <summary>Lets the operator's request through to <paramref name="next"/>; answers 401 or 429 to any other.</summary>
    public RequestDelegate Guard(RequestDelegate next) => context => GuardAsync(context, next);

    /// <summary>
    /// The same for what the dashboard asks: a browser that is logged in need not count its requests, and what changes
    /// something must come from our own page.
    /// </summary>
    public RequestDelegate GuardOffice(RequestDelegate next) => async context =>
    {
        if (!(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) && !IsFromOwnPage(context.Request))
        {
            await Problem.WriteAsync(context, StatusCodes.Status403Forbidden, "Another page may not change anything here.");
        }
        else if (await FindOperatorAsync(context) is { } name)
        {
            Name(context, name);
            await next(context);
        }
        else
        {
            await GuardAsync(context, next);
        }
    };

    /// <summary>Whoever is let in as the operator without a bearer token; null for any other.</summary>
    public async Task<string?> FindOperatorAsync(HttpContext context) =>
        NeedsToken ? await sessions.FindAsync(context) : IsDirectFromHere(context) ? "this machine" : null;

    /// <summary>True while ADMIN_TOKEN is set: then nobody is let in without having it.</summary>
    public bool NeedsToken => sessions.NeedToken;

    /// <summary>Who asks, as the audit names them.</summary>
    public static string NameOf(HttpContext context) => context.Items[NameKey] as string ?? "token";

    /// <summary>False where a browser says that another page sends this. A program says nothing.</summary>
    public static bool IsFromOwnPage(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "" or "none" or "same-origin" && IsOwnOrigin(request);

    public void Dispose() => limiter.Dispose();

    private static readonly object NameKey = new();

    private static void Name(HttpContext context, string name) => context.Items[NameKey] = name;

    private static bool IsOwnOrigin(HttpRequest request) =>
        request.Headers.Origin is not [{ } origin] || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    private async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        // The limit stands before the token, so that tokens cannot be tried at leisure.
        using var lease = limiter.AttemptAcquire(context.Connection.RemoteIpAddress ?? IPAddress.None);
        if (!lease.IsAcquired)
        {
            metrics.RateLimitHit("admin");
            await Problem.WriteTooManyRequestsAsync(context, nextChance);
        }
        else if (!MayEnter(context))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await Problem.WriteAsync(context, StatusCodes.Status401Unauthorized,
                NeedsToken
                    ? "Send the header Authorization: Bearer ADMIN_TOKEN."
                    : "ADMIN_TOKEN is not set: only a direct connection from this machine may use this.");
        }
        else
        {
            await next(context);
        }
    }

    private bool MayEnter(HttpContext context) => NeedsToken
        ? BearerToken(context) is { } token && sessions.IsToken(token)
        : IsDirectFromHere(context);

    private static bool IsDirectFromHere(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && IsNameOfHere(context.Request.Host.Host)
        // A browser on this machine says so when a page of somebody else's sends it.
        && IsFromOwnPage(context.Request)
        // nginx that is told nothing passes on no header at all, but speaks HTTP/1.0.
        && !HttpProtocol.IsHttp10(context.Request.Protocol)
        && !context.Request.Headers.Keys.Any(IsMarkOfAProxy);

    // A page in a browser on this machine can be sent to 127.0.0.1 under a name of its own (DNS rebinding).
    private static bool IsNameOfHere(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static bool IsMarkOfAProxy(string header) =>
        MarksOfAProxy.Contains(header, StringComparer.OrdinalIgnoreCase)
        || header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
        || header.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase)
        || header.StartsWith("CF-", StringComparison.OrdinalIgnoreCase);

    private static string? BearerToken(HttpContext context)
    {
        const string scheme = "Bearer ";
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? header[scheme.Length..].Trim() : null;
    }
}
