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
        return Spans(today.AddDays(-1)).Concat(Spans(today))
            .Where(span => span.From <= instant && instant < span.To)
            .Select(span => (DateTimeOffset?)span.To)
            .Max();
    }

    /// <summary>The first opening after the instant; null when there is none within a year.</summary>
    public DateTimeOffset? NextOpening(DateTimeOffset instant)
    {
        var today = LocalDate(instant);
        for (var ahead = 0; ahead <= DaysLookedAhead; ahead++)
        {
            foreach (var (from, _) in Spans(today.AddDays(ahead)))
                if (from > instant) return from;
        }

        return null;
    }

    private IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Spans(DateOnly date) =>
        On(date).Intervals.Select(interval => (
            Instant(date.ToDateTime(interval.Opens), last: false),
            Instant(date.AddDays(interval.PassesMidnight ? 1 : 0).ToDateTime(interval.Closes), last: true)));

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
