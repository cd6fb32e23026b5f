using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Operations;

/// <summary>
/// Who may use the operators' routes: whoever sends ADMIN_TOKEN as a bearer token. While there is none, only a direct
/// connection from this machine, so that neither a tunnel nor a proxy opens them.
/// </summary>
internal sealed class OperatorAccess : IDisposable
{
    private static readonly string[] MarksOfAProxy =
        ["Forwarded", "Via", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CDN-Loop"];

    private readonly byte[]? tokenHash;
    private readonly PartitionedRateLimiter<IPAddress> limiter;
    private readonly TimeSpan nextChance;

    public OperatorAccess(EdgeSettings settings)
    {
        tokenHash = settings.AdminToken is { } token ? Hash(token.Reveal()) : null;
        nextChance = settings.AdminRateLimit.NextChance;
        limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
            RateLimitPartition.GetSlidingWindowLimiter(address, _ => settings.AdminRateLimit.Window()));
    }

    /// <summary>Lets the operator's request through to <paramref name="next"/>; answers 401 or 429 to any other.</summary>
    public RequestDelegate Guard(RequestDelegate next) => context => GuardAsync(context, next);

    public void Dispose() => limiter.Dispose();

    private async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        // The limit stands before the token, so that tokens cannot be tried at leisure.
        using var lease = limiter.AttemptAcquire(context.Connection.RemoteIpAddress ?? IPAddress.None);
        if (!lease.IsAcquired)
        {
            await Problem.WriteTooManyRequestsAsync(context, nextChance);
        }
        else if (!MayEnter(context))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await Problem.WriteAsync(context, StatusCodes.Status401Unauthorized,
                tokenHash is null
                    ? "ADMIN_TOKEN is not set: only a direct connection from this machine may use this."
                    : "Send the header Authorization: Bearer ADMIN_TOKEN.");
        }
        else
        {
            await next(context);
        }
    }

    private bool MayEnter(HttpContext context) => tokenHash is null
        ? IsDirectFromHere(context)
        : BearerToken(context) is { } token && CryptographicOperations.FixedTimeEquals(Hash(token), tokenHash);

    private static bool IsDirectFromHere(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && IsNameOfHere(context.Request.Host.Host)
        && !IsFromAnotherPage(context.Request)
        // nginx that is told nothing passes on no header at all, but speaks HTTP/1.0.
        && !HttpProtocol.IsHttp10(context.Request.Protocol)
        && !context.Request.Headers.Keys.Any(IsMarkOfAProxy);

    // A page in a browser on this machine can be sent to 127.0.0.1 under a name of its own (DNS rebinding).
    private static bool IsNameOfHere(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    // A browser on this machine says so when a page of somebody else's sends it.
    private static bool IsFromAnotherPage(HttpRequest request) =>
        request.Headers.Origin.Count > 0 || request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "none" or "same-origin");

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

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
