namespace VoiceHunte.Edge.Restaurant;

/// <summary>When the restaurant is open, by weekday and by date, in its own time zone.</summary>
/// <param name="week">Seven days, Sunday first, as <see cref="DayOfWeek"/> counts.</param>
internal sealed class OpeningHours(
    IReadOnlyList<IReadOnlyList<OpeningInterval>> week,
    IReadOnlyDictionary<DateOnly, HoursException> exceptions,
    TimeZoneInfo timeZone)
{
    /// <summary>A restaurant closed for longer has no next opening worth telling.</summary>
    private const int DaysLookedAhead = 366;

    public IReadOnlyList<OpeningInterval> On(DayOfWeek day) => week[(int)day];

    public DayHours On(DateOnly date) => exceptions.TryGetValue(date, out var other)
        ? new DayHours(date, other.Intervals, other.Note, Exceptional: true)
        : new DayHours(date, On(date.DayOfWeek), Note: null, Exceptional: false);

    public DateTime LocalTime(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, timeZone).DateTime;

    public DateOnly LocalDate(DateTimeOffset instant) => DateOnly.FromDateTime(LocalTime(instant));

    public bool IsOpenAt(DateTimeOffset instant) => Closing(instant) is not null;

    /// <summary>When the interval that is open now ends; null while closed.</summary>
    public DateTimeOffset? Closing(DateTimeOffset instant)
    {
        var today = LocalDate(instant);
        return SpansAround(today)
            .Where(span => span.Contains(instant))
            .Select(span => (DateTimeOffset?)span.To)
            .Max();
    }

    /// <summary>The first opening after the instant; null when there is none within a year.</summary>
    public DateTimeOffset? NextOpening(DateTimeOffset instant)
    {
        var today = LocalDate(instant);
        for (var ahead = 0; ahead <= DaysLookedAhead; ahead++)
        {
            foreach (var span in Spans(today.AddDays(ahead)))
                if (span.From > instant) return span.From;
        }

        return null;
    }

    /// <summary>All that is open at some moment of the date: the night before may pass midnight.</summary>
    public IEnumerable<OpenSpan> SpansAround(DateOnly date) => Spans(date.AddDays(-1)).Concat(Spans(date));

    /// <summary>What opens on the date.</summary>
    public IEnumerable<OpenSpan> Spans(DateOnly date) =>
        On(date).Intervals.Select(interval => new OpenSpan(
            Instant(date.ToDateTime(interval.Opens), last: false),
            Instant(date.AddDays(interval.PassesMidnight ? 1 : 0).ToDateTime(interval.Closes), last: true)));

    /// <summary>The first moment at which the clock shows this; where it never does, the moment it jumps.</summary>
    public DateTimeOffset Instant(DateTime local) => Instant(local, last: false);

    /// <summary>The moment at which a day begins.</summary>
    public DateTimeOffset Midnight(DateOnly date) => Instant(date.ToDateTime(default));

    /// <summary>The clock goes forward and never shows this time.</summary>
    public bool IsSkipped(DateTime local) => timeZone.IsInvalidTime(local);

    /// <summary>
    /// The clock shows 02:30 twice in the autumn: the restaurant opens at the first and closes at the last.
    /// In the spring it shows 02:30 never: then it is the moment at which the clock jumps.
    /// </summary>
    private DateTimeOffset Instant(DateTime local, bool last)
    {
        if (timeZone.IsInvalidTime(local)) return JumpBefore(local);

        var offset = timeZone.IsAmbiguousTime(local)
            ? last ? timeZone.GetAmbiguousTimeOffsets(local).Min() : timeZone.GetAmbiguousTimeOffsets(local).Max()
            : timeZone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }

    private DateTimeOffset JumpBefore(DateTime skipped)
    {
        var before = skipped;
        while (timeZone.IsInvalidTime(before)) before = before.AddMinutes(-1);
        return new DateTimeOffset(before, timeZone.GetUtcOffset(before)).AddMinutes(1);
    }
}
