namespace VoiceHunte.Edge.Store;

/// <summary>A call as it lies in the database. What only the first webhook tells is null while that is not known.</summary>
internal sealed record LoggedCall(
    string CallId, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Language, string? FromNumber,
    string? ToNumber, string Status, string? Mode, int? DurationSeconds, int Turns);

/// <summary>All that is needed to go on with a call after a restart.</summary>
internal sealed record StoredCall(
    LoggedCall Call, CallState State, IReadOnlyList<StoredTurn> Turns, IReadOnlyList<StoredReply> Replies);
