namespace VoiceHunte.Edge.Store;

/// <summary>What a caller asked to be passed on to the staff.</summary>
internal sealed record NewMessage(string CallId, string? FromNumber, string Language, string Text, DateTimeOffset CreatedAt);

/// <summary>A message as it lies in the database.</summary>
/// <param name="Kind"><c>text</c> or <c>recording</c>.</param>
/// <param name="RecordingUrl">Null for a text.</param>
/// <param name="Status"><c>open</c> or <c>done</c>.</param>
/// <param name="ClosedAt">Null while it is open.</param>
internal sealed record StoredMessage(
    long Id, string CallId, string? FromNumber, string Language, string Text, string Kind, string? RecordingUrl, string Status,
    DateTimeOffset CreatedAt, DateTimeOffset? ClosedAt);
