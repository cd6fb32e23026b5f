using System.Net;

namespace VoiceHunte.Edge.OpenAI;

/// <summary>The connections to OpenAI: kept open between turns, HTTP/2 where it is offered.</summary>
internal static class OpenAIConnections
{
    /// <summary>Connections are renewed now and then, so that a change of address in DNS is seen.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Long enough for a restaurant's mobile link, short enough to leave time for one more attempt.</summary>
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(3);

    /// <summary>A router that forgot the connection is noticed between calls, not by a caller.</summary>
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestPing = TimeSpan.FromSeconds(5);

    public static SocketsHttpHandler NewHandler() => new()
    {
        PooledConnectionLifetime = Lifetime,
        ConnectTimeout = LongestConnect,
        KeepAlivePingDelay = PingEvery,
        KeepAlivePingTimeout = LongestPing,
        EnableMultipleHttp2Connections = true,
        // What nobody listens to any more is stopped at once: OpenAI would go on to speak, and to charge.
        MaxResponseDrainSize = 0,
        // No traceparent: OpenAI has no use for the ids of our requests.
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        UseCookies = false,
    };

    /// <summary>Has no time limit of its own: every request brings one.</summary>
    public static HttpClient Open(SocketsHttpHandler handler) => new(handler)
    {
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestVersion = HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
    };
}
