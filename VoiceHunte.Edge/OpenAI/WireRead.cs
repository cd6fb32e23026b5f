using System.Globalization;

namespace VoiceHunte.Edge.OpenAI;

/// <summary>CreateChatCompletionStreamResponse. The last chunk has no choices, only the usage.</summary>
internal sealed record WireChatChunk(IReadOnlyList<WireChoice>? Choices, WireUsage? Usage, WireErrorBody? Error);

internal sealed record WireChoice(WireDelta? Delta, string? FinishReason);

internal sealed record WireDelta(string? Content, string? Refusal, IReadOnlyList<WireToolCallPiece>? ToolCalls);

/// <summary>A piece of a tool call: id and name only in the first piece of its index.</summary>
internal sealed record WireToolCallPiece(int Index, string? Id, WireFunctionPiece? Function);

internal sealed record WireFunctionPiece(string? Name, string? Arguments);

internal sealed record WireUsage(int PromptTokens, int CompletionTokens, WirePromptDetails? PromptTokensDetails)
{
    public ChatUsage ToUsage() => new(PromptTokens, PromptTokensDetails?.CachedTokens ?? 0, CompletionTokens);
}

internal sealed record WirePromptDetails(int CachedTokens);

/// <summary>CreateTranscriptionResponseJson.</summary>
/// <param name="Languages">Of gpt-transcribe alone.</param>
/// <param name="Usage">Null from servers that do not count.</param>
internal sealed record WireTranscription(string? Text, IReadOnlyList<WireDetectedLanguage>? Languages, WireTranscriptionUsage? Usage)
{
    public Transcript? ToTranscript() => Text is null ? null : new Transcript(Text, [.. (Languages ?? []).Select(language => language.Code)], Usage?.ToUsage());
}

/// <summary>TranscriptTextUsageTokens or TranscriptTextUsageDuration.</summary>
internal sealed record WireTranscriptionUsage(double? Seconds, long? InputTokens, long? OutputTokens)
{
    public TranscriptionUsage ToUsage() => new(Seconds ?? 0, InputTokens ?? 0, OutputTokens ?? 0);
}

internal sealed record WireDetectedLanguage(string Code);

internal sealed record WireModels(IReadOnlyList<WireModel>? Data);

/// <param name="ShutdownDate"><c>2027-01-06</c>, null, or not there at all.</param>
internal sealed record WireModel(string Id, string? ShutdownDate)
{
    public ModelInfo ToInfo() => new(
        Id,
        DateOnly.TryParseExact(ShutdownDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null);
}

internal sealed record WireError(WireErrorBody? Error);

internal sealed record WireErrorBody(string? Message, string? Type, string? Param, string? Code);
