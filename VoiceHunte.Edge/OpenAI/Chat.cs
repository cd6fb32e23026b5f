namespace VoiceHunte.Edge.OpenAI;

/// <param name="ReasoningEffort">Null: not sent.</param>
/// <param name="Patience">From the first attempt to the last token, a retry included.</param>
internal sealed record ChatRequest(
    string Model, IReadOnlyList<ChatMessage> Messages, IReadOnlyList<ChatTool> Tools, string? ReasoningEffort, int MaxTokens, TimeSpan Patience);

/// <param name="Role"><c>system</c>, <c>user</c> or <c>assistant</c>.</param>
internal sealed record ChatMessage(string Role, string Content);

/// <param name="ParametersJson">A JSON schema.</param>
internal sealed record ChatTool(string Name, string Description, string ParametersJson);

internal sealed record ChatToolCall(string Id, string Name, string Arguments);

/// <param name="FinishReason"><c>stop</c>, <c>length</c>, <c>tool_calls</c> or <c>content_filter</c>.</param>
/// <param name="Usage">Null where the stream ended without it.</param>
internal sealed record ChatAnswer(string Text, IReadOnlyList<ChatToolCall> ToolCalls, string FinishReason, ChatUsage? Usage, string? RequestId);

internal sealed record ChatUsage(int PromptTokens, int CompletionTokens);
