using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Agent;

/// <summary>Answers when the restaurant is open: on the day asked for, else the week in as few words as it takes.</summary>
internal sealed class HoursTalk(RestaurantProfile restaurant)
{
    private static readonly DayOfWeek[] MondayFirst =
    [
        DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday,
        DayOfWeek.Sunday,
    ];

    public string Answer(TurnContext turn)
    {
        var today = restaurant.Hours.LocalDate(turn.Now);
        if (restaurant.Hours.NextOpening(turn.Now) is null && !restaurant.Hours.IsOpenAt(turn.Now))
            return Phrases.For(turn.Language).Hours.NoOpening;
        if ((turn.Understood.DayAsked ?? turn.Understood.Date) is { } day) return OnDate(turn, day, today);

        var week = Week(turn);
        var unusual = ComingExceptions(today).Select(date => OnDate(turn, date, today));
        return string.Join(' ', unusual.Prepend(week));
    }

    private string OnDate(TurnContext turn, DateOnly date, DateOnly today)
    {
        var hours = restaurant.Hours.On(date);
        if (date != today) return WithNote(turn, Plain(turn, hours, today), hours);
        if (hours.Closed) return WithNote(turn, Plain(turn, hours, today), hours) + Next(turn, today);
        return IsOver(turn, hours)
            ? Phrases.For(turn.Language).Hours.TodayOver + Next(turn, today)
            : WithNote(turn, Plain(turn, hours, today), hours);
    }

    private static string Plain(TurnContext turn, DayHours hours, DateOnly today)
    {
        var phrases = Phrases.For(turn.Language);
        var day = phrases.Spoken.Day(hours.Date, today);
        return hours.Closed ? phrases.Hours.Closed(day) : phrases.Hours.Open(day, hours.Intervals);
    }

    private static string WithNote(TurnContext turn, string sentence, DayHours hours) =>
        hours.Note is { } note ? $"{sentence} {note.In(turn.Language)}" : sentence;

    /// <summary>The next day it opens, where that can be named by its weekday alone.</summary>
    private string Next(TurnContext turn, DateOnly today)
    {
        if (restaurant.Hours.NextOpening(turn.Now) is not { } opening) return "";
        var date = restaurant.Hours.LocalDate(opening);
        return date.DayNumber - today.DayNumber is > 0 and < 7 ? $" {Plain(turn, restaurant.Hours.On(date), today)}" : "";
    }

    /// <summary>Not open now and not again today.</summary>
    private bool IsOver(TurnContext turn, DayHours today) =>
        !restaurant.Hours.IsOpenAt(turn.Now)
        && !(restaurant.Hours.NextOpening(turn.Now) is { } next && restaurant.Hours.LocalDate(next) == today.Date);

    private IEnumerable<DateOnly> ComingExceptions(DateOnly today)
    {
        const int mostNamed = 2;
        return Enumerable.Range(0, 7).Select(today.AddDays).Where(date => restaurant.Hours.On(date).Exceptional).Take(mostNamed);
    }

    private string Week(TurnContext turn)
    {
        var phrases = Phrases.For(turn.Language);
        var rows = Rows();
        if (rows.Count == 1) return phrases.Hours.EveryDay(restaurant.Hours.On(rows[0][0]));

        var open = rows.Where(row => restaurant.Hours.On(row[0]).Count > 0)
            .Select(row => phrases.Hours.OnDays(phrases.Spoken.Days(row), restaurant.Hours.On(row[0])));
        var closed = rows.Where(row => restaurant.Hours.On(row[0]).Count == 0).Select(phrases.Spoken.Days).ToArray();
        var week = phrases.Hours.Week([.. open]);
        return closed.Length == 0 ? week : $"{week} {phrases.Hours.Closed(phrases.Spoken.List(closed))}";
    }

    /// <summary>Days in a row that have the same hours.</summary>
    private List<List<DayOfWeek>> Rows()
    {
        var rows = new List<List<DayOfWeek>>();
        foreach (var day in MondayFirst)
        {
            if (rows.Count > 0 && restaurant.Hours.On(rows[^1][0]).SequenceEqual(restaurant.Hours.On(day))) rows[^1].Add(day);
            else rows.Add([day]);
        }

        return rows;
    }
}
