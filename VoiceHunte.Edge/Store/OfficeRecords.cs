namespace VoiceHunte.Edge.Store;

/// <summary>Which calls are asked for; null: whatever there is.</summary>
/// <param name="Words">Each of them was said, by the caller or to them.</param>
/// <param name="Number">Digits of the caller's number; with a leading + its beginning.</param>
/// <param name="Outcome">A word of <see cref="CallOutcome"/>.</param>
internal sealed record CallFilter(
    string? Words, string? Number, DateTimeOffset? From, DateTimeOffset? To, string? Language, string? Outcome)
{
    public static readonly CallFilter None = new(null, null, null, null, null, null);
}

/// <summary>A call as a list shows it.</summary>
/// <param name="Outcome">Null while it goes on.</param>
/// <param name="CostMicroUsd">Null where nothing of it has a price.</param>
/// <param name="Snippet">Where the words were found, else the caller's first ones.</param>
internal sealed record ListedCall(
    string CallId, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, int? DurationSeconds, string? Language, string? FromNumber, string? Mode,
    string? Outcome, int Turns, long? CostMicroUsd, string? Snippet, string? TransferReason);

/// <summary>All that is kept of a call, for a person to read.</summary>
internal sealed record WholeCall(
    ListedCall Call, IReadOnlyList<StoredTurn> Turns, IReadOnlyList<StoredReservation> Reservations, IReadOnlyList<StoredMessage> Messages,
    IReadOnlyList<StoredUsage> Usage, IReadOnlyList<AudioFile> Audio, IReadOnlyList<StoredRecording> Recordings);

/// <summary>What was done to a reservation.</summary>
/// <param name="ChangedBy"><c>caller</c> or <c>operator</c>.</param>
/// <param name="Before">JSON; null for a new one.</param>
internal sealed record ReservationEvent(string Action, string ChangedBy, string? CallId, string? Before, string After, DateTimeOffset CreatedAt);

/// <summary>A guest, with what they have done here.</summary>
/// <param name="Place">In the table: what a page's cursor may show in place of the number.</param>
internal sealed record ListedCustomer(
    string Phone, string? Name, string? Language, int Calls, int Reservations, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, long Place);

/// <summary>What the money is made of: one use.</summary>
internal sealed record SpentOn(DateTimeOffset At, string Kind, string Model, string Quantities, long? CostMicroUsd);

/// <summary>A caller who was over a limit.</summary>
internal sealed record ListedLimitHit(DateTimeOffset At, string Phone, string Limit, int Hits);

/// <summary>What the figures are made of: one call.</summary>
internal sealed record CallFigures(DateTimeOffset StartedAt, int? DurationSeconds, string? Language, string? Outcome, bool WasTransferred);

/// <summary>What the figures are made of: one turn.</summary>
internal sealed record TurnFigures(
    string CallId, int TurnId, DateTimeOffset CreatedAt, bool WasHeard, double? Confidence, string? Intent, string? ToolCalls, string? Source,
    long? LatencyMs, string? Stages, string? Understood, bool WasReadBack);
