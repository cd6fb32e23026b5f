using System.Globalization;
using System.Threading.RateLimiting;

namespace VoiceHunte.Edge.Settings;

/// <summary>How many requests one caller may make: <c>30/minute</c>. Units: second, minute, hour, day.</summary>
internal sealed record RateLimit(int Count, TimeSpan Period)
{
    // Six segments: a burst is forgiven in sixths of the period.
    private const int Segments = 6;

    /// <summary>How long until the window moves on and may have room again.</summary>
    public TimeSpan NextChance => Period / Segments;

    public static RateLimit? Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 1
            || !int.TryParse(text.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count < 1) return null;

        return text[(slash + 1)..].Trim() switch
        {
            "second" => new RateLimit(count, TimeSpan.FromSeconds(1)),
            "minute" => new RateLimit(count, TimeSpan.FromMinutes(1)),
            "hour" => new RateLimit(count, TimeSpan.FromHours(1)),
            "day" => new RateLimit(count, TimeSpan.FromDays(1)),
            _ => null,
        };
    }

    /// <summary>The built-in limiter's options: nobody waits in a queue.</summary>
    public SlidingWindowRateLimiterOptions Window() =>
        new() { PermitLimit = Count, Window = Period, SegmentsPerWindow = Segments, QueueLimit = 0 };
}
