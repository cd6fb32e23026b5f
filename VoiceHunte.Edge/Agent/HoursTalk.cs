using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Agent;

/// <summary>Answers when the restaurant is open: now, on the day or holiday asked for, else all the week.</summary>
internal sealed class HoursTalk(RestaurantProfile restaurant)
{
    private readonly HoursOfDay ofDay = new(restaurant);
    private readonly HoursOfWeek ofWeek = new(restaurant.Hours);

    public string Answer(TurnContext turn)
    {
        var known = MenuVocabulary.For(turn.Language);
        var words = HeardWords.Of(turn.Heard).Plain;
        var today = restaurant.Hours.LocalDate(turn.Now);
        if (restaurant.Hours.NextOpening(turn.Now) is null && !restaurant.Hours.IsOpenAt(turn.Now))
            return Phrases.For(turn.Language).Hours.NoOpening;

        var holiday = Holidays.In(words, known, today);
        if (holiday.Count > 0) return Joined(holiday.Select(date => ofDay.On(turn, date, today)));

        var day = turn.Understood.DayAsked ?? turn.Understood.Date;
        if ((day ?? today) == today && known.Now.IsIn(words)) return Now(turn, today);
        if (known.Break.IsIn(words)) return ofDay.Break(turn, day ?? today, today);
        if (turn.Understood.Time is { } time) return At(turn, day ?? today, time, today);
        if (day is { } asked) return ofDay.On(turn, asked, today);

        return Joined(ComingExceptions(today).Select(date => ofDay.On(turn, date, today)).Prepend(ofWeek.In(turn.Language)));
    }

    private string Now(TurnContext turn, DateOnly today)
    {
        var phrases = Phrases.For(turn.Language).Hours;
        return restaurant.Hours.Closing(turn.Now) is { } closing
            ? phrases.OpenNow(TimeOnly.FromDateTime(restaurant.Hours.LocalTime(closing)), asked: true)
            : Joined([phrases.ClosedNow, ofDay.Next(turn, today)]);
    }

    private string At(TurnContext turn, DateOnly date, TimeOnly time, DateOnly today) => Phrases.For(turn.Language).Hours
        .YesOrNo(restaurant.Hours.IsOpenAt(InstantOf(date, time)), ofDay.Plain(turn, date, today));

    private DateTimeOffset InstantOf(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        return new DateTimeOffset(local, restaurant.TimeZone.GetUtcOffset(local));
    }

    private IEnumerable<DateOnly> ComingExceptions(DateOnly today)
    {
        const int mostNamed = 2;
        return Enumerable.Range(0, 7).Select(today.AddDays).Where(date => restaurant.Hours.On(date).Exceptional).Take(mostNamed);
    }

    private static string Joined(IEnumerable<string> sentences) => string.Join(' ', sentences.Where(sentence => sentence.Length > 0));
}
