using System.Globalization;
using System.Text.RegularExpressions;

namespace VoiceHunte.Edge.Agent.Grammar;

/// <summary>
/// What a pattern for a date means:
/// <c>0</c> today, <c>1</c> tomorrow, <c>n</c> in {number} days, <c>n*7</c> in {number} weeks, <c>month</c> in a month;
/// <c>weekday</c> the coming one, <c>weekday+7</c> a week on it, <c>weekday+14</c> two, <c>weekday this week</c>, <c>weekday next week</c>;
/// <c>day</c> the {day}th, <c>day this month</c>, <c>day next month</c>, <c>day month</c>, <c>date</c> as written;
/// <c>12-24</c> a day of every year; <c>none</c>. A part of day may follow: <c>0 evening</c>.
/// </summary>
internal sealed partial record DateMeaning(DateKind Kind, int Number, int Month, DayPart Part)
{
    public static DateMeaning Of(string text)
    {
        var part = DayPart.None;
        if (text.LastIndexOf(' ') is > 0 and var blank && Enum.TryParse(text[(blank + 1)..], ignoreCase: true, out part)) text = text[..blank];
        else part = DayPart.None;

        return text switch
        {
            "none" => new(DateKind.None, 0, 0, part),
            "n" => new(DateKind.DaysAhead, 1, 0, part),
            "n*7" => new(DateKind.DaysAhead, 7, 0, part),
            "month" => new(DateKind.MonthAhead, 0, 0, part),
            "weekday" => new(DateKind.Weekday, 0, 0, part),
            "weekday+7" => new(DateKind.Weekday, 7, 0, part),
            "weekday+14" => new(DateKind.Weekday, 14, 0, part),
            "weekday this week" => new(DateKind.WeekdayOfWeek, 0, 0, part),
            "weekday next week" => new(DateKind.WeekdayOfWeek, 7, 0, part),
            "day" => new(DateKind.Day, -1, 0, part),
            "day this month" => new(DateKind.Day, 0, 0, part),
            "day next month" => new(DateKind.Day, 1, 0, part),
            "day month" or "date" => new(DateKind.DayOfMonth, 0, 0, part),
            _ when int.TryParse(text, CultureInfo.InvariantCulture, out var days) => new(DateKind.Fixed, days, 0, part),
            _ when Yearly().Match(text) is { Success: true } match => new(DateKind.Yearly, Int(match.Groups[2]), Int(match.Groups[1]), part),
            _ => throw new InvalidDataException($"\"{text}\" means no date"),
        };
    }

    private static int Int(Group digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\d\d)-(\d\d)$")]
    private static partial Regex Yearly();
}

internal enum DateKind { None, Fixed, DaysAhead, MonthAhead, Weekday, WeekdayOfWeek, Day, DayOfMonth, Yearly }
