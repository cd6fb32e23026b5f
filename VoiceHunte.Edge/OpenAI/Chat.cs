namespace VoiceHunte.Edge.OpenAI;

/// <param name="ReasoningEffort">Null: not sent.</param>
/// <param name="Patience">From the first attempt to the last token, a retry included.</param>
internal sealed record ChatRequest(
    string Model, IReadOnlyList<ChatMessage> Messages, IReadOnlyList<ChatTool> Tools, string? ReasoningEffort, int MaxTokens, TimeSpan Patience)
{
    /// <summary>
    /// The same for a model that succeeded the one asked for. The effort was chosen for that one: of its successor only "none"
    /// is fast enough, and gpt-6-luna takes tools here with nothing else.
    /// </summary>
    public ChatRequest To(string model, TimeSpan patience) =>
        this with { Model = model, ReasoningEffort = model == Model ? ReasoningEffort : "none", Patience = patience };
}

/// <param name="Role"><c>system</c>, <c>user</c>, <c>assistant</c> or <c>tool</c>.</param>
/// <param name="Content">Null only where the assistant called tools without a word.</param>
internal sealed record ChatMessage(string Role, string? Content)
{
    /// <summary>What the assistant called; each is answered by a message of the role <c>tool</c>.</summary>
    public IReadOnlyList<ChatToolCall>? ToolCalls { get; init; }

    /// <summary>Which call a message of the role <c>tool</c> answers.</summary>
    public string? ToolCallId { get; init; }
}

/// <param name="ParametersJson">A JSON schema that is kept to strictly: every property required, no other allowed.</param>
internal sealed record ChatTool(string Name, string Description, string ParametersJson);

/// <param name="Arguments">As the model wrote them: JSON, if it did well.</param>
internal sealed record ChatToolCall(string Id, string Name, string Arguments);

/// <param name="FinishReason"><c>stop</c>, <c>tool_calls</c>, or <c>length</c>: then the text may end in mid-sentence.</param>
/// <param name="Usage">Null where the stream ended without it.</param>
internal sealed record ChatAnswer(string Text, IReadOnlyList<ChatToolCall> ToolCalls, string FinishReason, ChatUsage? Usage, string? RequestId);

/// <param name="CachedTokens">Of the prompt's, those that cost less.</param>
internal sealed record ChatUsage(int PromptTokens, int CachedTokens, int CompletionTokens);
