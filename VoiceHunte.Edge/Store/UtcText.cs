using System.Globalization;

namespace VoiceHunte.Edge.Store;

/// <summary>Times as the database holds them: <c>2026-11-24T18:05:09.250Z</c>. One width, so that text order is time order.</summary>
internal static class UtcText
{
    public static string Of(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset Read(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
