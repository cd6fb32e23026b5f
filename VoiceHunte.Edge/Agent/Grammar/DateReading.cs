namespace VoiceHunte.Edge.Agent.Grammar;

/// <summary>The day among what was found, in the calendar.</summary>
internal static class DateReading
{
    private const int Week = 7;

    /// <summary>The last day said counts; impossible where no calendar has it.</summary>
    public static (DateOnly? Date, bool Impossible) Of(List<Finding> found, DateOnly today)
    {
        (DateOnly? Date, bool Impossible) said = (null, false);
        foreach (var finding in found)
            if (finding.Area == Area.Date && !finding.Unwanted) said = On(finding, today);

        return said;
    }

    private static (DateOnly? Date, bool Impossible) On(Finding finding, DateOnly today)
    {
        var (meaning, caught) = (finding.Means<DateMeaning>(), finding.Caught);
        var day = caught.Day >= 0 ? caught.Day : caught.Number;
        return meaning.Kind switch
        {
            DateKind.Fixed => (today.AddDays(meaning.Number), false),
            DateKind.DaysAhead => (today.AddDays(meaning.Number * caught.Number), false),
            DateKind.MonthAhead => (today.AddMonths(1), false),
            DateKind.Weekday => (Coming(caught.Weekday, today).AddDays(meaning.Number), false),
            DateKind.WeekdayOfWeek => (Monday(today).AddDays(meaning.Number + caught.Weekday), false),
            DateKind.Day => meaning.Number < 0 ? ComingDay(day, today) : DayIn(today.AddMonths(meaning.Number), day),
            DateKind.DayOfMonth => InMonth(day, caught.Month, caught.Year, today),
            DateKind.Yearly => InMonth(meaning.Number, meaning.Month, -1, today),
            _ => (null, false),
        };
    }

    /// <summary>Whoever means today says "today": a weekday is one of the seven days after it.</summary>
    private static DateOnly Coming(int weekday, DateOnly today) => today.AddDays((weekday - MondayFirst(today) + Week - 1) % Week + 1);

    private static DateOnly Monday(DateOnly today) => today.AddDays(-MondayFirst(today));

    private static int MondayFirst(DateOnly date) => ((int)date.DayOfWeek + Week - 1) % Week;

    /// <summary>The next day of that number: of this month, else of the first that has it.</summary>
    private static (DateOnly?, bool) ComingDay(int day, DateOnly today)
    {
        if (day is < 1 or > 31) return (null, true);
        var month = day >= today.Day ? today : today.AddMonths(1);
        while (DateTime.DaysInMonth(month.Year, month.Month) < day) month = month.AddMonths(1);
        return (new DateOnly(month.Year, month.Month, day), false);
    }

    private static (DateOnly?, bool) DayIn(DateOnly month, int day) =>
        day >= 1 && day <= DateTime.DaysInMonth(month.Year, month.Month) ? (new DateOnly(month.Year, month.Month, day), false) : (null, true);

    private static (DateOnly?, bool) InMonth(int day, int month, int year, DateOnly today)
    {
        if (year > 0) return DayIn(new DateOnly(year, month, 1), day);
        var (date, impossible) = DayIn(new DateOnly(today.Year, month, 1), day);
        return date < today ? DayIn(new DateOnly(today.Year + 1, month, 1), day) : (date, impossible);
    }
}
