namespace VoiceHunte.Edge.Restaurant;

/// <summary>When the restaurant opens on one date; no interval means that it is closed.</summary>
/// <param name="Exceptional">The date is listed among the exceptions.</param>
internal sealed record DayHours(DateOnly Date, IReadOnlyList<OpeningInterval> Intervals, LocalText? Note, bool Exceptional)
{
    public bool Closed => Intervals.Count == 0;
}

/// <summary>Other hours on one date: none when closed; the note is said to callers.</summary>
internal sealed record HoursException(IReadOnlyList<OpeningInterval> Intervals, LocalText? Note);
