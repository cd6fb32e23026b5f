namespace VoiceHunte.Edge.Restaurant;

/// <summary>What the restaurant file says under <c>reservations</c>.</summary>
internal sealed record ReservationRules
{
    public const int DefaultSittingMinutes = 120, DefaultLastSeatingMinutes = 60, DefaultDaysAhead = 90, DefaultStepMinutes = 15;

    /// <summary>How long a party keeps its table; default 2 h.</summary>
    public TimeSpan Sitting { get; init; } = TimeSpan.FromMinutes(DefaultSittingMinutes);

    /// <summary>How long before closing the last party is seated; default 1 h.</summary>
    public TimeSpan LastSeating { get; init; } = TimeSpan.FromMinutes(DefaultLastSeatingMinutes);

    /// <summary>Default: the most who can sit together.</summary>
    public required int LargestParty { get; init; }

    /// <summary>The last day that can be booked, counted from today; default 90.</summary>
    public int DaysAhead { get; init; } = DefaultDaysAhead;

    /// <summary>Times are offered on this grid, counted from midnight; default a quarter of an hour.</summary>
    public TimeSpan Step { get; init; } = TimeSpan.FromMinutes(DefaultStepMinutes);

    /// <summary>How soon before their arrival a party may still book; default at once.</summary>
    public TimeSpan Notice { get; init; }
}
