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

    /// <summary>An operator's name in the audit; null for a caller.</summary>
    public string? Operator { get; init; }

    public ChangedBy By => new(CallId, Operator);
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

    /// <summary>E.164.</summary>
    public string? Phone { get; init; }

    /// <summary>Empty: there shall be none any more.</summary>
    public string? Notes { get; init; }

    /// <summary>An operator's name in the audit; null for a caller.</summary>
    public string? Operator { get; init; }

    /// <summary>When it was changed last, as far as whoever wishes this knows: else nothing is done. Null: that does not matter.</summary>
    public DateTimeOffset? UnchangedSince { get; init; }

    public ChangedBy By => new(CallId, Operator);
}

/// <summary>A reservation that shall not be any more.</summary>
internal sealed record ReservationCancelling
{
    public required long Id { get; init; }

    /// <summary>The call in which it was asked for; null for an operator.</summary>
    public required string? CallId { get; init; }

    /// <summary>An operator's name in the audit; null for a caller.</summary>
    public string? Operator { get; init; }

    /// <summary>As in <see cref="ReservationChange.UnchangedSince"/>.</summary>
    public DateTimeOffset? UnchangedSince { get; init; }

    public ChangedBy By => new(CallId, Operator);
}
