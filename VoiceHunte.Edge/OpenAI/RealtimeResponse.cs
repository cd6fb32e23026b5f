namespace VoiceHunte.Edge.OpenAI;

/// <summary>How a response ended.</summary>
/// <param name="Status"><c>completed</c>, <c>cancelled</c>, <c>failed</c>, <c>incomplete</c>, or <c>in_progress</c> when it has just been created.</param>
/// <param name="Reason"><c>turn_detected</c>, <c>client_cancelled</c>, <c>max_output_tokens</c>, <c>content_filter</c> or null.</param>
/// <param name="ErrorCode">Of a failed one, such as <c>insufficient_quota</c>; null if none was told.</param>
/// <param name="Usage">Null until it is done.</param>
/// <param name="Calls">The functions called, complete or not.</param>
/// <param name="Metadata">What the request for it carried, by which several at once are told apart.</param>
internal sealed record RealtimeResponse(
    string Id,
    string Status,
    string? Reason,
    string? ErrorCode,
    RealtimeUsage? Usage,
    IReadOnlyList<RealtimeFunctionCall> Calls,
    IReadOnlyDictionary<string, string> Metadata);

/// <param name="Arguments">As the model wrote them: JSON, if it did well and was not interrupted.</param>
/// <param name="Status"><c>completed</c>: to be run; <c>incomplete</c>: cut anywhere; null where the event does not tell.</param>
internal sealed record RealtimeFunctionCall(string CallId, string Name, string Arguments, string? ItemId, string? Status)
{
    public bool IsComplete => Status == "completed";
}

/// <summary>Tokens of one response, each kind at a price of its own. The cached are part of the input.</summary>
internal sealed record RealtimeUsage(
    int TotalTokens,
    int InputTokens,
    int OutputTokens,
    int InputTextTokens,
    int InputAudioTokens,
    int InputImageTokens,
    int CachedTokens,
    int CachedTextTokens,
    int CachedAudioTokens,
    int CachedImageTokens,
    int OutputTextTokens,
    int OutputAudioTokens);

/// <param name="Message">May quote what was said or sent: not for a log.</param>
/// <param name="EventId">The client event that caused it, if it bore an id.</param>
internal sealed record RealtimeError(string Type, string? Code, string Message, string? Param, string? EventId);
