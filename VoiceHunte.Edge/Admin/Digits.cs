using System.Globalization;

namespace VoiceHunte.Edge.Admin;

/// <summary>Numbers as a wire has them.</summary>
internal static class Digits
{
    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Null for what is no whole number.</summary>
    public static long? Read(object? text) => long.TryParse(text as string, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>Days and times of day as a wire has them: <c>2026-11-24</c>, <c>19:30</c>.</summary>
internal static class Clock
{
    public static string Of(DateTime local) => local.ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
