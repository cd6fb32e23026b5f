namespace VoiceHunte.Edge.OpenAI;

/// <summary>Something to put into the conversation, or into the input of a response outside of it.</summary>
/// <param name="Role"><c>system</c>, <c>user</c>, <c>assistant</c>; <c>function</c> for what a function gave back.</param>
/// <param name="CallId">Which call is answered; of <c>function</c> alone.</param>
internal sealed record RealtimeItem(string Role, string Text, string? CallId = null)
{
    /// <summary>A name of ours for it, up to 32 characters; OpenAI makes one if null.</summary>
    public string? Id { get; init; }

    public static RealtimeItem System(string text) => new("system", text);

    public static RealtimeItem User(string text) => new("user", text);

    public static RealtimeItem Assistant(string text) => new("assistant", text);

    public static RealtimeItem FunctionResult(string callId, string output) => new("function", output, callId);
}

/// <summary>A wish for a response, RealtimeResponseCreateParams. Null means: as the session has it.</summary>
internal sealed record RealtimeResponseRequest
{
    /// <summary>Neither hears nor enters the conversation (<c>conversation: none</c>); may run beside another.</summary>
    public bool OutOfBand { get; init; }

    /// <summary>In place of the conversation so far.</summary>
    public IReadOnlyList<RealtimeItem>? Input { get; init; }

    public string? Instructions { get; init; }

    /// <summary><c>audio</c> or <c>text</c>.</summary>
    public string? OutputModality { get; init; }

    public string? Voice { get; init; }

    /// <summary>Comes back with the response; keys up to 64 characters, values up to 512.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>Empty: none at all.</summary>
    public IReadOnlyList<ChatTool>? Tools { get; init; }

    /// <inheritdoc cref="RealtimeSession.ToolChoice"/>
    public string? ToolChoice { get; init; }

    public int? MaxOutputTokens { get; init; }
}
