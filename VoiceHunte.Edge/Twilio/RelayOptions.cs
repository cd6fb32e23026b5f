namespace VoiceHunte.Edge.Twilio;

/// <summary>
/// How Twilio shall listen and speak: the attributes of <c>&lt;ConversationRelay&gt;</c> that the appliance uses. What is
/// null is left to Twilio.
/// </summary>
internal sealed record RelayOptions
{
    /// <summary><c>wss://…</c>, without a query.</summary>
    public required string Url { get; init; }

    /// <summary>Where the session's end is posted: <c>SessionStatus</c>, <c>HandoffData</c>. Null: the next verb follows.</summary>
    public string? Action { get; init; }

    /// <summary>What is said first; null: nothing.</summary>
    public string? WelcomeGreeting { get; init; }

    /// <summary>The locale to speak and to listen in: <c>sk-SK</c>. Default: <c>en-US</c>.</summary>
    public string? Language { get; init; }

    /// <summary>The locale to speak in, where it is another than <see cref="Language"/>.</summary>
    public string? TtsLanguage { get; init; }

    /// <summary>The locale to listen in, where it is another than <see cref="Language"/>.</summary>
    public string? TranscriptionLanguage { get; init; }

    /// <summary><c>Google</c>, <c>Amazon</c> or <c>ElevenLabs</c>. Default: ElevenLabs.</summary>
    public string? TtsProvider { get; init; }

    /// <summary>As the provider names it: <c>sk-SK-Wavenet-A</c>.</summary>
    public string? Voice { get; init; }

    /// <summary><c>Google</c> or <c>Deepgram</c>. Default: Deepgram.</summary>
    public string? TranscriptionProvider { get; init; }

    /// <summary>As the provider names it. Default: <c>nova-3-general</c>; with Google <c>telephony</c>.</summary>
    public string? SpeechModel { get; init; }

    /// <summary>What cuts an answer off: <c>none</c>, <c>dtmf</c>, <c>speech</c> or <c>any</c>. Default: any.</summary>
    public string? Interruptible { get; init; }

    /// <summary>Whether keys are reported. Default: true.</summary>
    public bool DtmfDetection { get; init; } = true;

    /// <summary>Phrases to expect, comma separated.</summary>
    public string? Hints { get; init; }

    /// <summary>What of the caller's is reported while an answer is spoken, as <see cref="Interruptible"/>. Default: none.</summary>
    public string? ReportInputDuringAgentSpeech { get; init; }

    /// <summary>Whether “uh-huh” goes by unheard. Default: false.</summary>
    public bool? IgnoreBackchannel { get; init; }

    /// <summary>Which <see cref="RelayEventKind.Info"/> is sent, separated by blanks. Default: none.</summary>
    public string? Events { get; init; }

    /// <summary>Every language that the call may change to, and how it is spoken and heard.</summary>
    public IReadOnlyList<RelayLanguage> Languages { get; init; } = [];

    /// <summary>Come back in the setup's <see cref="RelayEvent.CustomParameters"/>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];
}

/// <summary>One <c>&lt;Language&gt;</c>: what is null is left to Twilio.</summary>
/// <param name="Code">The locale.</param>
/// <param name="TtsProvider">As <see cref="RelayOptions.TtsProvider"/>.</param>
/// <param name="Voice">As <see cref="RelayOptions.Voice"/>.</param>
/// <param name="TranscriptionProvider">As <see cref="RelayOptions.TranscriptionProvider"/>.</param>
/// <param name="SpeechModel">As <see cref="RelayOptions.SpeechModel"/>.</param>
internal sealed record RelayLanguage(
    string Code, string? TtsProvider = null, string? Voice = null, string? TranscriptionProvider = null, string? SpeechModel = null);
