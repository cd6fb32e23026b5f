using System.Threading.RateLimiting;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Calls;

/// <summary>TWILIO_RATE_LIMIT: a number that rings without end must not cost the restaurant its evening.</summary>
internal sealed class CallerRateLimit(EdgeSettings settings) : IDisposable
{
    // Hidden callers share one allowance: nobody can tell them apart.
    private const string Hidden = "hidden";

    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(caller =>
        RateLimitPartition.GetSlidingWindowLimiter(caller, _ => settings.Twilio.RateLimit.Window()));

    public bool Allows(string? from)
    {
        using var lease = limiter.AttemptAcquire(AnonymousCaller.Is(from) ? Hidden : from!);
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
