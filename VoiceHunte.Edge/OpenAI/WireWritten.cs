using System.Text.Json;

namespace VoiceHunte.Edge.OpenAI;

/// <summary>CreateChatCompletionRequest, streamed.</summary>
internal sealed record WireChatRequest(
    string Model,
    IReadOnlyList<WireMessage> Messages,
    IReadOnlyList<WireTool>? Tools,
    string? ReasoningEffort,
    int MaxCompletionTokens,
    bool Stream,
    WireStreamOptions StreamOptions)
{
    // Obfuscation pads every chunk against listeners who measure encrypted traffic; a few spoken words gain nothing by it.
    private static readonly WireStreamOptions Options = new(IncludeUsage: true, IncludeObfuscation: false);

    public static WireChatRequest Of(ChatRequest request) => new(
        request.Model,
        [.. request.Messages.Select(WireMessage.Of)],
        request.Tools.Count == 0 ? null : [.. request.Tools.Select(WireTool.Of)],
        request.ReasoningEffort,
        request.MaxTokens,
        Stream: true,
        Options);
}

internal sealed record WireStreamOptions(bool IncludeUsage, bool IncludeObfuscation);

internal sealed record WireMessage(string Role, string? Content, IReadOnlyList<WireToolCall>? ToolCalls, string? ToolCallId)
{
    public static WireMessage Of(ChatMessage message) => new(
        message.Role,
        message.Content,
        message.ToolCalls is { Count: > 0 } calls
            ? [.. calls.Select(c => new WireToolCall(c.Id, "function", new WireCalled(c.Name, c.Arguments)))]
            : null,
        message.ToolCallId);
}

internal sealed record WireToolCall(string Id, string Type, WireCalled Function);

internal sealed record WireCalled(string Name, string Arguments);

internal sealed record WireTool(string Type, WireFunction Function)
{
    public static WireTool Of(ChatTool tool) =>
        new("function", new WireFunction(tool.Name, tool.Description, JsonElement.Parse(tool.ParametersJson), Strict: true));
}

/// <param name="Strict">The arguments keep to the schema, which has to be strict too: every key required, no others.</param>
internal sealed record WireFunction(string Name, string Description, JsonElement Parameters, bool Strict);

/// <summary>CreateSpeechRequest.</summary>
internal sealed record WireSpeechRequest(string Model, string Input, string Voice, string? Instructions, string ResponseFormat, double Speed)
{
    public static WireSpeechRequest Of(SpeechRequest request) =>
        new(request.Model, request.Text, request.Voice, request.Instructions, request.Format, request.Speed);
}
