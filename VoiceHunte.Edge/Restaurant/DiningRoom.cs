using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Restaurant;

/// <summary>The tables over time: who can sit where from when, and when else.</summary>
internal sealed class DiningRoom(RestaurantProfile restaurant)
{
    private const int TimesOffered = 2;

    private readonly OpeningHours hours = restaurant.Hours;
    private readonly SeatingRules rules = new(restaurant.Hours, restaurant.Reservations);

    public Seating Check(DateTime local, int people, DateTimeOffset now) => rules.Check(local, people, now);

    public DateTimeOffset EndOf(DateTimeOffset start) => start + restaurant.Reservations.Sitting;

    /// <summary>The best place free for a whole sitting; null when there is none.</summary>
    public Place? FindPlace(ReservationReads book, TableSeeker seeker, DateTimeOffset start, int people, DateTimeOffset now) =>
        FindPlace(book.Taken(start, EndOf(start), seeker, now), start, people);

    /// <summary>What can be had at that time, and when not then, when else.</summary>
    public Availability Look(ReservationReads book, TableSeeker seeker, DateTime local, int people, DateTimeOffset now)
    {
        var outcome = Check(local, people, now);
        if (outcome == Seating.Free && FindPlace(book, seeker, hours.Instant(local), people, now) is null) outcome = Seating.Full;
        return new Availability(outcome, outcome == Seating.Free ? [] : LookElsewhere(book, seeker, local, people, now));
    }

    /// <summary>
    /// The two free times nearest to the one asked for, of the same day, before and after; else on each day that follows the
    /// one nearest to that time of day. None for a party that never fits.
    /// </summary>
    public IReadOnlyList<DateTime> LookElsewhere(ReservationReads book, TableSeeker seeker, DateTime asked, int people, DateTimeOffset now)
    {
        if (people < 1 || people > rules.Rules.LargestParty) return [];

        var today = hours.LocalDate(now);
        var first = DateOnly.FromDateTime(asked) is var day && day > today ? day : today;
        var nearest = new List<DateTime>();
        for (var date = first; date <= today.AddDays(rules.Rules.DaysAhead) && nearest.Count < TimesOffered; date = date.AddDays(1))
        {
            var wish = date.ToDateTime(TimeOnly.FromDateTime(asked));
            var most = date == first ? TimesOffered : 1;
            var times = TimesOn(date, date == first ? wish : null).Distinct().OrderBy(time => (time - wish).Duration()).ToList();
            nearest.AddRange(Free(book, seeker, times, people, now).Where(time => time != asked && !nearest.Contains(time)).Take(most));
        }

        return nearest;
    }

    private IEnumerable<DateTime> Free(ReservationReads book, TableSeeker seeker, List<DateTime> times, int people, DateTimeOffset now)
    {
        if (times.Count == 0) return [];

        var instants = times.ConvertAll(hours.Instant);
        var taken = book.Taken(instants.Min(), EndOf(instants.Max()), seeker, now);
        return times.Where(time =>
            Check(time, people, now) == Seating.Free && FindPlace(taken, hours.Instant(time), people) is not null);
    }

    private Place? FindPlace(IReadOnlyList<TakenTables> taken, DateTimeOffset start, int people)
    {
        var end = EndOf(start);
        return restaurant.Plan.Find(
            people, taken.Where(one => one.From < end && one.To > start).SelectMany(one => one.Tables).ToHashSet());
    }

    /// <param name="late">A time of the night before, which may still be going on then; null for the day alone.</param>
    private IEnumerable<DateTime> TimesOn(DateOnly date, DateTime? late)
    {
        var spans = hours.Spans(date);
        if (late is { } wish) spans = hours.Spans(date.AddDays(-1)).Where(span => hours.Instant(wish) < span.To).Concat(spans);
        return spans.SelectMany(rules.TimesIn);
    }
}
