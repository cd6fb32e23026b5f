using System.Text.Json;
using System.Text.Json.Serialization;

namespace VoiceHunte.Edge.OpenAI;

/// <summary>OpenAI's wire: what is written to it and what is read from it. Field names follow its OpenAPI file.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WireChatRequest))]
[JsonSerializable(typeof(WireChatChunk))]
[JsonSerializable(typeof(WireSpeechRequest))]
[JsonSerializable(typeof(WireModels))]
[JsonSerializable(typeof(WireError))]
internal sealed partial class OpenAIJson : JsonSerializerContext;

/// <summary>CreateChatCompletionRequest, streamed. Obfuscation pads every chunk against listeners on the wire; TLS to a phone call gains nothing by it.</summary>
internal sealed record WireChatRequest(
    string Model,
    IReadOnlyList<ChatMessage> Messages,
    IReadOnlyList<WireTool>? Tools,
    string? ReasoningEffort,
    int MaxCompletionTokens,
    bool Stream,
    WireStreamOptions StreamOptions);

internal sealed record WireStreamOptions(bool IncludeUsage, bool IncludeObfuscation);

internal sealed record WireTool(string Type, WireFunction Function);

internal sealed record WireFunction(string Name, string Description, JsonElement Parameters);

/// <summary>CreateChatCompletionStreamResponse. The last chunk has no choices, only the usage.</summary>
internal sealed record WireChatChunk(IReadOnlyList<WireChoice>? Choices, ChatUsage? Usage, WireErrorBody? Error);

internal sealed record WireChoice(WireDelta? Delta, string? FinishReason);

internal sealed record WireDelta(string? Content, string? Refusal, IReadOnlyList<WireToolCallPiece>? ToolCalls);

/// <summary>A piece of a tool call: id and name only in the first piece of its index.</summary>
internal sealed record WireToolCallPiece(int Index, string? Id, WireFunctionPiece? Function);

internal sealed record WireFunctionPiece(string? Name, string? Arguments);

/// <summary>CreateSpeechRequest.</summary>
internal sealed record WireSpeechRequest(string Model, string Input, string Voice, string? Instructions, string ResponseFormat, double Speed);

internal sealed record WireModels(IReadOnlyList<ModelInfo> Data);

internal sealed record WireError(WireErrorBody? Error);

internal sealed record WireErrorBody(string? Message, string? Type, string? Code);
