namespace VoiceHunte.Edge.Tests.Bench;

internal static class Quantiles
{
    /// <summary>The value below which the share <paramref name="q"/> (0 to 1) of all lies.</summary>
    public static T Quantile<T>(this IEnumerable<T> values, double q)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Min((int)(q * sorted.Length), sorted.Length - 1)];
    }

    public static T Median<T>(this IEnumerable<T> values) => values.Quantile(0.5);
}
