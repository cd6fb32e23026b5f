using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Agent.Grammar;

/// <summary>The time among what was found: by the part of day that was said, else inside the opening hours.</summary>
internal static class TimeReading
{
    private const int Noon = 12;
    private const int HalfDay = 12 * 60;
    private const int Day = 24 * 60;

    private static readonly OpeningInterval Usual = new(new TimeOnly(10, 0), new TimeOnly(22, 0));

    /// <summary>The last time said counts; null where it was a span: "between seven and eight".</summary>
    public static TimeOnly? Of(List<Finding> found, Sentence sentence, DateOnly date, OpeningHours hours)
    {
        Finding? said = null;
        foreach (var finding in found)
            if (finding.Area == Area.Time && !finding.Unwanted) said = finding;

        if (said is not { } last || Minutes(last) is not { } minutes) return null;
        if (last.Means<TimeMeaning>().IsExact) return Clock(minutes);
        var part = last.Caught.Part != DayPart.None ? last.Caught.Part : PartAround(found, last);
        if (part != DayPart.None) return Clock(InPart(minutes, part));
        return Clock(IsUnambiguous(last, sentence) ? minutes : WhileOpen(minutes, hours.On(date).Intervals));
    }

    /// <summary>A bare number taken for a time: "make it eight".</summary>
    public static TimeOnly OfHour(int hour, List<Finding> found, DateOnly date, OpeningHours hours)
    {
        var part = found.Select(finding => finding.PartOfDay).LastOrDefault(one => one != DayPart.None);
        return Clock(part != DayPart.None ? InPart(hour * 60, part) : WhileOpen(hour * 60, hours.On(date).Intervals));
    }

    private static int? Minutes(Finding finding)
    {
        var (meaning, caught) = (finding.Means<TimeMeaning>(), finding.Caught);
        if (meaning == TimeMeaning.None) return null;
        var hour = meaning.Hour >= 0 ? meaning.Hour : caught.Hour;
        if (hour < 0) return null;
        if (hour == 1 && meaning.IsBefore) hour += Noon;
        var minutes = meaning.Minutes >= 0 ? meaning.Minutes : caught.Number >= 0 ? caught.Number : Math.Max(0, caught.Minute);
        if (meaning is { Hour: < 0, Minutes: 0, Sign: '+' }) minutes = Math.Max(0, caught.Minute);
        return hour * 60 - meaning.Back + (meaning.Sign == '-' ? -minutes : minutes);
    }

    /// <summary>The nearest part of day, as in "this evening a table at 4:45".</summary>
    private static DayPart PartAround(List<Finding> found, Finding time)
    {
        var (nearest, part) = (int.MaxValue, DayPart.None);
        foreach (var finding in found)
        {
            var distance = finding.At >= time.End ? finding.At - time.End : time.At - finding.End;
            if (finding.PartOfDay is not DayPart.None and var here && distance < nearest) (nearest, part) = (distance, here);
        }

        return part;
    }

    private static int InPart(int minutes, DayPart part)
    {
        if (minutes >= HalfDay + 60) return minutes;
        var twelve = minutes >= HalfDay ? minutes - HalfDay : minutes;
        return part switch
        {
            DayPart.Am => twelve,
            DayPart.Pm => twelve + HalfDay,
            DayPart.Morning => minutes >= HalfDay ? minutes : twelve,
            DayPart.Noon => twelve < 9 * 60 ? twelve + HalfDay : twelve,
            DayPart.Afternoon => twelve < 11 * 60 ? twelve + HalfDay : twelve,
            DayPart.Evening => minutes >= HalfDay ? (minutes + HalfDay) % Day : twelve < 3 * 60 ? twelve : twelve + HalfDay,
            DayPart.Night => twelve < 5 * 60 ? twelve : twelve + HalfDay,
            _ => minutes,
        };
    }

    /// <summary>13 to 24 and 0 are what they are; so is an hour written 08.</summary>
    private static bool IsUnambiguous(Finding time, Sentence sentence) =>
        time.Caught.Hour is 0 or > Noon || sentence[time.At].Plain.StartsWith('0') || sentence[time.End - 1].Plain.StartsWith('0');

    private static int WhileOpen(int minutes, IReadOnlyList<OpeningInterval> intervals)
    {
        var (early, late) = (minutes % Day, (minutes + HalfDay) % Day);
        if (minutes >= HalfDay + 60 || minutes < 60) return minutes;
        IReadOnlyList<OpeningInterval> open = intervals.Count > 0 ? intervals : [Usual];
        if (minutes >= HalfDay) late = minutes - HalfDay;
        var (first, second) = minutes >= HalfDay ? (early, late) : IsUsual(late) && !IsUsual(early) ? (late, early) : (early, late);
        return IsOpen(first, open) ? first : IsOpen(second, open) ? second : first;
    }

    private static bool IsUsual(int minutes) => IsOpen(minutes, [Usual]);

    private static bool IsOpen(int minutes, IReadOnlyList<OpeningInterval> intervals)
    {
        foreach (var interval in intervals)
        {
            var (from, to) = interval.Minutes();
            if ((minutes >= from && minutes < to) || (minutes + Day >= from && minutes + Day < to)) return true;
        }

        return false;
    }

    private static TimeOnly Clock(int minutes) => TimeOnly.MinValue.AddMinutes((minutes + Day) % Day);
}
