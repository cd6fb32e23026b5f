namespace VoiceHunte.Edge.OpenAI;

/// <summary>RealtimeServerEventError, its <c>error</c>; also of a failed transcription.</summary>
internal sealed record WireRealtimeError(string? Type, string? Code, string? Message, string? Param, string? EventId)
{
    public RealtimeError ToError() => new(Type ?? "", Code, Message ?? "", Param, EventId);
}

/// <summary>RealtimeConversationItemFunctionCall, or RealtimeServerEventResponseFunctionCallArgumentsDone, which has the same fields and <c>item_id</c>.</summary>
internal sealed record WireRealtimeItem(string? Type, string? Id, string? ItemId, string? Status, string? CallId, string? Name, string? Arguments)
{
    public RealtimeFunctionCall? ToCall() =>
        CallId is null || Name is null ? null : new RealtimeFunctionCall(CallId, Name, Arguments ?? "", ItemId ?? Id, Status);
}

/// <summary>RealtimeResponse.</summary>
internal sealed record WireRealtimeResponse(
    string? Id,
    string? Status,
    WireRealtimeStatus? StatusDetails,
    IReadOnlyList<WireRealtimeItem>? Output,
    IReadOnlyDictionary<string, string>? Metadata,
    WireRealtimeUsage? Usage)
{
    private static readonly Dictionary<string, string> NoMetadata = [];

    public RealtimeResponse ToResponse() => new(
        Id ?? "",
        Status ?? "",
        StatusDetails?.Reason,
        OpenAIErrors.Word(StatusDetails?.Error?.Code ?? StatusDetails?.Error?.Type),
        Usage?.ToUsage(),
        [.. (Output ?? []).Where(item => item.Type == "function_call").Select(item => item.ToCall()).OfType<RealtimeFunctionCall>()],
        Metadata ?? NoMetadata);
}

internal sealed record WireRealtimeStatus(string? Type, string? Reason, WireRealtimeError? Error);

internal sealed record WireRealtimeUsage(
    int TotalTokens, int InputTokens, int OutputTokens, WireRealtimeInput? InputTokenDetails, WireRealtimeTokens? OutputTokenDetails)
{
    public RealtimeUsage ToUsage() => new(
        TotalTokens,
        InputTokens,
        OutputTokens,
        InputTokenDetails?.TextTokens ?? 0,
        InputTokenDetails?.AudioTokens ?? 0,
        InputTokenDetails?.ImageTokens ?? 0,
        InputTokenDetails?.CachedTokens ?? 0,
        InputTokenDetails?.CachedTokensDetails?.TextTokens ?? 0,
        InputTokenDetails?.CachedTokensDetails?.AudioTokens ?? 0,
        InputTokenDetails?.CachedTokensDetails?.ImageTokens ?? 0,
        OutputTokenDetails?.TextTokens ?? 0,
        OutputTokenDetails?.AudioTokens ?? 0);
}

internal sealed record WireRealtimeInput(int TextTokens, int AudioTokens, int ImageTokens, int CachedTokens, WireRealtimeTokens? CachedTokensDetails);

internal sealed record WireRealtimeTokens(int TextTokens, int AudioTokens, int ImageTokens);
