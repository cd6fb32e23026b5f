namespace VoiceHunte.Edge.Store;

/// <summary>A call at its first webhook.</summary>
/// <param name="CallId">Twilio's CallSid.</param>
/// <param name="Language">ISO 639-1 code, as everywhere in the store.</param>
/// <param name="Status">Twilio's word: <c>ringing</c>, <c>in-progress</c>.</param>
/// <param name="Mode"><c>gather</c>, <c>relay</c> or <c>stream</c>.</param>
internal sealed record CallStarted(
    string CallId, DateTimeOffset StartedAt, string Language, string? FromNumber, string? ToNumber, string Status, string Mode)
{
    /// <summary>As in <see cref="CallState.Recording"/>.</summary>
    public string? Recording { get; init; }
}

/// <summary>What a call remembers between two webhooks, and finds again after a restart.</summary>
/// <param name="Silences">How often in a row the caller was asked and said nothing.</param>
/// <param name="AwaitingConfirmation">What was heard with low confidence and read back to the caller; null if nothing.</param>
internal sealed record CallState(string CallId, string Language, int Silences, string? AwaitingConfirmation)
{
    /// <summary>Turns in a row in which nothing was understood.</summary>
    public int Misunderstood { get; init; }

    /// <summary>The other language that the caller may be going over to, and the turn in which it showed: <c>uk 5</c>.</summary>
    public string? LanguageLeaning { get; init; }

    /// <summary>Why the call was to go to a human, last, in one word; null while it was not.</summary>
    public string? TransferReason { get; init; }

    /// <summary>What the agent remembers of the conversation: its own JSON.</summary>
    public string? Draft { get; init; }

    /// <summary>Whether it is recorded: <c>announced</c>, <c>begun</c>, <c>refused</c>; null where that is not the question.</summary>
    public string? Recording { get; init; }
}

/// <summary>One turn: what was heard and what was said. Keeping it again fills in what was not known before.</summary>
/// <param name="TurnId">1, 2, … within the call.</param>
/// <param name="Confidence">Twilio's, 0.0 to 1.0; null for keys and for speech models that give none.</param>
/// <param name="ToolCalls">JSON, as the model asked for them.</param>
/// <param name="AssistantText">Null while the caller is on hold for it.</param>
/// <param name="HeardText">How much of the answer the caller heard before cutting in; null if that is not known.</param>
/// <param name="Source"><c>model</c> or <c>rules</c>.</param>
internal sealed record StoredTurn(
    string CallId, int TurnId, string UserText, double? Confidence, string Language, string? Intent, string? ToolCalls,
    string? AssistantText, string? HeardText, string? Source, long? LatencyMs, DateTimeOffset CreatedAt)
{
    /// <summary>What the rules made of the words: a JSON object of those slots that were said; null where nothing was read.</summary>
    public string? Understood { get; init; }

    /// <summary>How long each stage took: a JSON object, name to milliseconds.</summary>
    public string? Stages { get; init; }

    /// <summary>Whether the voice was like that of a guest of this number: <c>likely</c>, <c>unsure</c>, <c>unknown</c>; null where nobody compared.</summary>
    public string? VoiceHint { get; init; }

    /// <summary>How alike: 1 the same, about 0 strangers.</summary>
    public double? VoiceScore { get; init; }
}

/// <summary>The TwiML that answered one webhook, for Twilio's repeats of it.</summary>
/// <param name="RequestKey">The idempotency token, or what else names this webhook within the call.</param>
internal sealed record StoredReply(string CallId, string RequestKey, string Twiml, DateTimeOffset CreatedAt);

/// <summary>A sentence that Twilio will fetch as audio, by an id that cannot be guessed.</summary>
internal sealed record SpokenLine(
    string Id, string CallId, int TurnId, string Text, string Language, DateTimeOffset ExpiresAt);

/// <summary>A status callback, as a rule the last one. Any may come, in any order; one that ends the call is final.</summary>
/// <param name="EndedAt">When the callback came; kept if <paramref name="Status"/> ends the call.</param>
internal sealed record CallEnded(
    string CallId, string Status, DateTimeOffset EndedAt, int? DurationSeconds, string? FromNumber,
    string? ToNumber)
{
    /// <summary>The history is not to hold what was said: what was kept for the call's own sake goes.</summary>
    public bool ForgetsWords { get; init; }

    /// <summary>Nor who called.</summary>
    public bool ForgetsNumber { get; init; }
}

/// <summary>Audio on the disk that belongs to a turn.</summary>
/// <param name="Kind"><c>input</c> or <c>output</c>.</param>
internal sealed record AudioFile(
    string CallId, int TurnId, string Path, string Kind, string Format, long Bytes, DateTimeOffset CreatedAt);
