namespace VoiceHunte.Edge.Restaurant;

/// <summary>Whether a party may come at all, before anyone looks for a table. Pure: the same question, the same answer.</summary>
internal sealed class SeatingRules(OpeningHours hours, ReservationRules rules)
{
    public ReservationRules Rules => rules;

    /// <param name="local">On the restaurant's own clock; the first of two where it shows the time twice.</param>
    /// <returns>Anything but <see cref="Seating.Full"/> and what comes after it.</returns>
    public Seating Check(DateTime local, int people, DateTimeOffset now)
    {
        if (people < 1) return Seating.PartyTooSmall;
        if (people > rules.LargestParty) return Seating.PartyTooLarge;

        var (date, today) = (DateOnly.FromDateTime(local), hours.LocalDate(now));
        if (date < today) return Seating.Past;
        if (date > today.AddDays(rules.DaysAhead)) return Seating.TooFarAhead;
        if (hours.IsSkipped(local)) return Seating.NoSuchTime;

        var instant = hours.Instant(local);
        if (instant < StartOfMinute(now)) return Seating.Past;
        if (instant < StartOfMinute(now) + rules.Notice) return Seating.TooSoon;
        return CheckHours(instant, date);
    }

    /// <summary>The last moment a party is seated; one may always come at the opening.</summary>
    public DateTimeOffset LastSeating(OpenSpan span) =>
        span.To - rules.LastSeating is var last && last > span.From ? last : span.From;

    /// <summary>The times on the restaurant's grid at which a party is seated, on its own clock.</summary>
    public IEnumerable<DateTime> TimesIn(OpenSpan span)
    {
        var (opening, last) = (hours.LocalTime(span.From), hours.LocalTime(LastSeating(span)));
        var steps = (opening.TimeOfDay + rules.Step - TimeSpan.FromTicks(1)).Ticks / rules.Step.Ticks;
        for (var time = opening.Date + (rules.Step * steps); time <= last; time += rules.Step)
            if (!hours.IsSkipped(time)) yield return time;
    }

    private Seating CheckHours(DateTimeOffset instant, DateOnly date)
    {
        var open = hours.SpansAround(date).Where(span => span.Contains(instant)).ToList();
        if (open.Count == 0) return hours.On(date).Closed ? Seating.ClosedThatDay : Seating.ClosedAtThatTime;
        return open.Exists(span => instant <= LastSeating(span)) ? Seating.Free : Seating.AfterLastSeating;
    }

    // "Now" is said at some second of this minute, and is not past.
    private static DateTimeOffset StartOfMinute(DateTimeOffset now) => now.AddTicks(-(now.UtcTicks % TimeSpan.TicksPerMinute));
}
