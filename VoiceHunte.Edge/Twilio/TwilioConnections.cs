namespace VoiceHunte.Edge.Twilio;

/// <summary>The connections to Twilio's REST API.</summary>
internal static class TwilioConnections
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(10);

    /// <summary>Has no time limit of its own: every request brings one. Follows nobody elsewhere by itself.</summary>
    public static HttpClient Open() => new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = Lifetime,
        ConnectTimeout = LongestConnect,
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
