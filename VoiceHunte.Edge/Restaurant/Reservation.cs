using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Restaurant;

/// <summary>A reservation as it was confirmed to a guest.</summary>
/// <param name="Id">What the guest is told, digit by digit: five digits, as a rule.</param>
/// <param name="LocalStart">The same moment on the restaurant's own clock.</param>
/// <param name="Phone">E.164; null when the caller hid it.</param>
/// <param name="Status"><c>confirmed</c> or <c>cancelled</c>.</param>
/// <param name="Language">ISO 639-1 code of the call it was made in.</param>
internal sealed record Reservation(
    long Id, string Name, DateTimeOffset StartsAt, DateTime LocalStart, int People, string? Phone, string? Notes,
    string Status, string? CallId, IReadOnlyList<string> Tables, string? Language, DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public bool IsCancelled => Status == ReservationStatus.Cancelled;

    public static Reservation From(StoredReservation stored, OpeningHours hours) => new(
        stored.Id, stored.Name, stored.StartsAt, hours.LocalTime(stored.StartsAt), stored.People, stored.Phone,
        stored.Notes, stored.Status, stored.CallId, stored.Tables, stored.Language, stored.CreatedAt, stored.UpdatedAt);
}

/// <summary>What a guest has confirmed and wants booked.</summary>
internal sealed record NewReservation
{
    /// <summary>Names the wish: the same one is booked once. Such as the call's id and the number of the turn.</summary>
    public required string Key { get; init; }

    public required string? CallId { get; init; }

    public required string Name { get; init; }

    public required string? Phone { get; init; }

    public required int People { get; init; }

    /// <summary>On the restaurant's own clock, as is <see cref="Time"/>.</summary>
    public required DateOnly Date { get; init; }

    public required TimeOnly Time { get; init; }

    public string? Notes { get; init; }

    public string? Language { get; init; }
}

/// <summary>What a guest wants to be different; null where all stays as it is.</summary>
internal sealed record ReservationChange
{
    public required long Id { get; init; }

    /// <summary>Names the wish: the same one is followed once.</summary>
    public required string Key { get; init; }

    /// <summary>Tables held by this call do not stand in its way, and are let go.</summary>
    public required string? CallId { get; init; }

    public DateOnly? Date { get; init; }

    public TimeOnly? Time { get; init; }

    public int? People { get; init; }

    public string? Name { get; init; }

    public string? Notes { get; init; }
}
