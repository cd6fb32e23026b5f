namespace VoiceHunte.Edge.OpenAI;

/// <summary>
/// What a session is told about itself, RealtimeSessionCreateRequestGA. Null everywhere means: not sent, left as it was.
/// </summary>
internal sealed record RealtimeSession
{
    public string? Instructions { get; init; }

    /// <summary>Cannot be changed once the model has spoken.</summary>
    public string? Voice { get; init; }

    /// <summary>0.25 to 1.5 (OpenAI's default: 1).</summary>
    public double? Speed { get; init; }

    /// <summary><c>audio</c> (OpenAI's default, a transcript included) or <c>text</c>; never both.</summary>
    public string? OutputModality { get; init; }

    /// <summary>
    /// <c>audio/pcmu</c> (8 kHz) or <c>audio/pcm</c> (24 kHz, 16 bit, OpenAI's default). A telephone's audio in a session that
    /// was not told of it is noise to the turn detection, which then never fires.
    /// </summary>
    public string? InputFormat { get; init; }

    /// <inheritdoc cref="InputFormat"/>
    public string? OutputFormat { get; init; }

    public RealtimeTranscription? Transcription { get; init; }

    public RealtimeTurnDetection? TurnDetection { get; init; }

    /// <summary><c>near_field</c> or <c>far_field</c>.</summary>
    public string? NoiseReduction { get; init; }

    /// <summary>Empty takes those away that it had. There is no strict mode: arguments may break their schema.</summary>
    public IReadOnlyList<ChatTool>? Tools { get; init; }

    /// <summary><c>auto</c> (OpenAI's default), <c>none</c>, <c>required</c>, or the name of one function.</summary>
    public string? ToolChoice { get; init; }

    /// <summary>1 to 4096 of one response, tool calls included (OpenAI's default: no limit).</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary><c>minimal</c> to <c>xhigh</c>; only gpt-realtime-2 and later.</summary>
    public string? ReasoningEffort { get; init; }

    /// <summary>Only gpt-realtime-2 and later.</summary>
    public bool? ParallelToolCalls { get; init; }
}

/// <summary>Who writes down what the caller says. Billed apart.</summary>
/// <param name="Languages">ISO 639-1. One is sent as <c>language</c>; several as <c>languages</c>, which gpt-transcribe and gpt-live-transcribe know.</param>
/// <param name="Keywords">Names that are likely to come up; only gpt-transcribe and gpt-live-transcribe.</param>
internal sealed record RealtimeTranscription(string Model, IReadOnlyList<string> Languages, IReadOnlyList<string> Keywords, string? Prompt);

/// <summary>How OpenAI notices that the caller begins and ends. What is null has OpenAI's default.</summary>
/// <param name="Kind"><c>server_vad</c>, <c>semantic_vad</c>, or null: not at all, the client commits and asks for each response.</param>
internal sealed record RealtimeTurnDetection(string? Kind)
{
    /// <summary>Not at all: the client commits the audio and asks for each response.</summary>
    public static readonly RealtimeTurnDetection Off = new((string?)null);

    /// <summary>0 to 1 (0.5); server_vad.</summary>
    public double? Threshold { get; init; }

    /// <summary>Audio kept from before the speech (300 ms); server_vad.</summary>
    public int? PrefixPaddingMs { get; init; }

    /// <summary>The silence that ends a turn (500 ms); server_vad.</summary>
    public int? SilenceDurationMs { get; init; }

    /// <summary><c>low</c> (waits up to 8 s), <c>medium</c> (4 s), <c>high</c> (2 s) or <c>auto</c> (medium); semantic_vad.</summary>
    public string? Eagerness { get; init; }

    /// <summary>Whether the end of a turn makes a response (true).</summary>
    public bool? CreateResponse { get; init; }

    /// <summary>Whether the beginning of a turn cancels the response that runs (true).</summary>
    public bool? InterruptResponse { get; init; }
}
