namespace VoiceHunte.Edge.Agent;

/// <summary>A day as a caller names it in a question about hours: today, tomorrow, a weekday.</summary>
/// <param name="Name">As the language files have it.</param>
internal sealed record SpokenDay(string Name, int DaysAhead, DayOfWeek? Weekday)
{
    /// <summary>The longer phrase first: "the day after tomorrow" also has a "tomorrow" in it.</summary>
    public static readonly IReadOnlyList<SpokenDay> All =
    [
        new("day_after_tomorrow", 2, null), new("tomorrow", 1, null), new("today", 0, null),
        new("monday", 0, DayOfWeek.Monday), new("tuesday", 0, DayOfWeek.Tuesday), new("wednesday", 0, DayOfWeek.Wednesday),
        new("thursday", 0, DayOfWeek.Thursday), new("friday", 0, DayOfWeek.Friday), new("saturday", 0, DayOfWeek.Saturday),
        new("sunday", 0, DayOfWeek.Sunday),
    ];

    /// <summary>A weekday is the coming one, today included.</summary>
    public DateOnly After(DateOnly today) => Weekday is { } weekday
        ? today.AddDays(((int)weekday - (int)today.DayOfWeek + 7) % 7)
        : today.AddDays(DaysAhead);
}
