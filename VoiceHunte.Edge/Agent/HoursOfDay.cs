using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Agent;

/// <summary>What is said of the hours on one date.</summary>
internal sealed class HoursOfDay(RestaurantProfile restaurant)
{
    /// <summary>A date less than this ahead is known by its weekday.</summary>
    private const int DaysOfAWeek = 7;

    private OpeningHours Hours => restaurant.Hours;

    public string On(TurnContext turn, DateOnly date, DateOnly today)
    {
        var hours = Hours.On(date);
        if (date != today) return WithNote(turn, Plain(turn, date, today), hours);

        // After midnight, in the hours of the evening before: "today we're open from six" alone would sound like a no.
        var phrases = Phrases.For(turn.Language).Hours;
        if (StillOpenFromYesterday(turn, today) is { } closing)
            return $"{phrases.OpenNow(closing, asked: false)} {WithNote(turn, Plain(turn, date, today), hours)}";
        if (hours.Closed) return $"{WithNote(turn, Plain(turn, date, today), hours)} {Later(turn, today)}".TrimEnd();
        return IsOver(turn, date) ? $"{phrases.TodayOver} {Later(turn, today)}".TrimEnd() : WithNote(turn, Plain(turn, date, today), hours);
    }

    /// <summary>Without a note.</summary>
    public string Plain(TurnContext turn, DateOnly date, DateOnly today)
    {
        var hours = Hours.On(date);
        var phrases = Phrases.For(turn.Language).Hours;
        return hours.Closed ? phrases.Closed(Day(turn, date, today)) : phrases.Open(Day(turn, date, today), hours.Intervals);
    }

    /// <summary>Whether the kitchen and the door close between two times of that day.</summary>
    public string Break(TurnContext turn, DateOnly date, DateOnly today)
    {
        var intervals = Hours.On(date).Intervals;
        var phrases = Phrases.For(turn.Language).Hours;
        if (intervals.Count == 0) return Plain(turn, date, today);
        return intervals.Count == 1
            ? phrases.NoBreak(Day(turn, date, today), intervals)
            : phrases.Break(Day(turn, date, today), [.. intervals.Zip(intervals.Skip(1), (before, after) => new OpeningInterval(before.Closes, after.Opens))]);
    }

    /// <summary>The next day it opens, today included; empty when that is far.</summary>
    public string Next(TurnContext turn, DateOnly today)
    {
        if (Hours.NextOpening(turn.Now) is not { } opening) return "";
        var date = Hours.LocalDate(opening);
        return date.DayNumber - today.DayNumber < DaysOfAWeek ? Plain(turn, date, today) : "";
    }

    private string Later(TurnContext turn, DateOnly today) =>
        Hours.NextOpening(turn.Now) is { } opening && Hours.LocalDate(opening) != today ? Next(turn, today) : "";

    private TimeOnly? StillOpenFromYesterday(TurnContext turn, DateOnly today)
    {
        if (Hours.Closing(turn.Now) is not { } closing) return null;
        var time = TimeOnly.FromDateTime(Hours.LocalTime(turn.Now));
        return Hours.On(today.AddDays(-1)).Intervals.Any(interval => interval.PassesMidnight && time < interval.Closes)
            ? TimeOnly.FromDateTime(Hours.LocalTime(closing))
            : null;
    }

    /// <summary>Not open now and not again today.</summary>
    private bool IsOver(TurnContext turn, DateOnly today) =>
        !Hours.IsOpenAt(turn.Now) && !(Hours.NextOpening(turn.Now) is { } next && Hours.LocalDate(next) == today);

    private static string Day(TurnContext turn, DateOnly date, DateOnly today)
    {
        var spoken = Phrases.For(turn.Language).Spoken;
        return date.DayNumber - today.DayNumber is >= 0 and < DaysOfAWeek ? spoken.Day(date, today) : spoken.Date(date, today);
    }

    private static string WithNote(TurnContext turn, string sentence, DayHours hours) =>
        hours.Note is { } note ? $"{sentence} {note.In(turn.Language)}" : sentence;
}
