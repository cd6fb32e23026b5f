using System.Globalization;

namespace VoiceHunte.Edge.Restaurant;

/// <summary>From opening to closing, on the restaurant's own clock.</summary>
internal sealed record OpeningInterval(TimeOnly Opens, TimeOnly Closes)
{
    /// <summary>In words a caller can follow; also keeps 23:59, which means midnight, out of the files.</summary>
    public const int MinuteStep = 5;

    /// <summary>Closing at or before the opening time is on the next day: 18:00-02:00, 10:00-24:00.</summary>
    public bool PassesMidnight => Closes <= Opens;

    /// <summary>Reads <c>09:00-22:00</c>, with 24:00 for midnight; null when it is no interval.</summary>
    public static OpeningInterval? Parse(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0) return null;

        var from = text.AsSpan(0, dash).Trim();
        var to = text.AsSpan(dash + 1).Trim();
        var untilMidnight = to is "24:00";
        if (!TryTime(from, out var opens) || !TryTime(untilMidnight ? "00:00" : to, out var closes)) return null;
        return opens == closes && !untilMidnight ? null : new OpeningInterval(opens, closes);
    }

    /// <summary>Minutes from the midnight before it opens, so that intervals of a day can be laid side by side.</summary>
    public (int From, int To) Minutes()
    {
        var (from, to) = ((int)Opens.ToTimeSpan().TotalMinutes, (int)Closes.ToTimeSpan().TotalMinutes);
        return (from, PassesMidnight ? to + 24 * 60 : to);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Opens:HH\\:mm}-{(Closes == default ? "24:00" : $"{Closes:HH\\:mm}")}");

    private static bool TryTime(ReadOnlySpan<char> text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time)
        && time.Minute % MinuteStep == 0;
}
