using System.Threading.RateLimiting;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Calls;

/// <summary>TWILIO_RATE_LIMIT: a number that rings without end must not cost the restaurant its evening.</summary>
internal sealed class CallerRateLimit(EdgeSettings settings, EdgeMetrics metrics) : IDisposable
{
    // Hidden callers share one allowance: nobody can tell them apart.
    private const string Hidden = "hidden";

    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(caller =>
        RateLimitPartition.GetSlidingWindowLimiter(caller, _ => settings.Twilio.RateLimit.Window()));

    /// <summary>A number begins a call.</summary>
    public bool AllowsCallOf(string? from) => Allows(AnonymousCaller.Is(from) ? Hidden : from!, "calls");

    /// <summary>A call takes a turn. Counted by itself: callers with hidden numbers must not cut one another off.</summary>
    public bool AllowsTurnOf(string callId) => Allows(callId, "turns");

    private bool Allows(string whose, string what)
    {
        using var lease = limiter.AttemptAcquire(whose);
        if (!lease.IsAcquired) metrics.RateLimitHit(what);
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
