namespace VoiceHunte.Edge.Store;

/// <summary>A call as it lies in the database. What only the first webhook tells is null while that is not known.</summary>
/// <param name="TransferReason">Why it was to go to a human, last: <c>asked</c>, <c>key</c>, <c>stuck</c>, <c>too_many_turns</c> or <c>model</c>.</param>
internal sealed record LoggedCall(
    string CallId, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Language, string? FromNumber,
    string? ToNumber, string Status, string? Mode, int? DurationSeconds, int Turns, string? TransferReason);

/// <summary>All that is needed to go on with a call after a restart.</summary>
internal sealed record StoredCall(
    LoggedCall Call, CallState State, IReadOnlyList<StoredTurn> Turns, IReadOnlyList<StoredReply> Replies,
    IReadOnlyList<StoredMessage> Messages);
