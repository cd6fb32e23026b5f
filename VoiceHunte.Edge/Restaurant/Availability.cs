namespace VoiceHunte.Edge.Restaurant;

/// <summary>Whether a table can be had.</summary>
/// <param name="Nearest">Up to two free times nearby on the restaurant's own clock, the nearest first; empty when the time
/// asked for is free, or nothing nearby would help.</param>
internal sealed record Availability(Seating Outcome, IReadOnlyList<DateTime> Nearest)
{
    public bool IsFree => Outcome == Seating.Free;
}

/// <summary>What became of a booking, a change or a cancellation.</summary>
/// <param name="Reservation">As it stands now; null unless the outcome is <see cref="Seating.Free"/>.</param>
/// <param name="Nearest">As in <see cref="Availability"/>.</param>
internal sealed record Booking(Seating Outcome, Reservation? Reservation, IReadOnlyList<DateTime> Nearest)
{
    public bool IsDone => Outcome == Seating.Free;
}
