namespace VoiceHunte.Edge.Store;

/// <summary>A reservation as it lies in the database; only what was confirmed to a guest is there.</summary>
/// <param name="Id">What the guest is told; five digits, as a rule.</param>
/// <param name="EndsAt">When its tables are free again.</param>
/// <param name="Status">A word of <see cref="ReservationStatus"/>.</param>
/// <param name="Tables">Their names in the restaurant file.</param>
/// <param name="BookingKey">Names the wish it came from, so that the same wish is not booked twice.</param>
internal sealed record StoredReservation(
    long Id, string Name, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int People, string? Phone, string? Notes,
    string Status, string? CallId, IReadOnlyList<string> Tables, string? Language, string BookingKey,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>Tables kept for a call while its caller makes up their mind; one hold a call.</summary>
internal sealed record StoredHold(
    string CallId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int People, IReadOnlyList<string> Tables,
    DateTimeOffset ExpiresAt);

/// <summary>Tables that a reservation or a hold occupies.</summary>
internal sealed record TakenTables(IReadOnlyList<string> Tables, DateTimeOffset From, DateTimeOffset To);

/// <summary>Who looks for a table: their own hold and the reservation they want to change do not stand in their way.</summary>
internal sealed record TableSeeker(string? CallId, long? ReservationId);

internal static class ReservationStatus
{
    public const string Confirmed = "confirmed", Cancelled = "cancelled";
}
