using System.Net;

namespace VoiceHunte.Edge.Settings;

/// <summary>What the operator decided, read once at start; <see cref="SettingsTable"/> has names, defaults and units.</summary>
internal sealed record EdgeSettings
{
    public required TwilioSettings Twilio { get; init; }
    public required OpenAISettings OpenAI { get; init; }
    public required CallSettings Call { get; init; }
    public required LiveSettings Live { get; init; }
    public required MoneySettings Money { get; init; }
    public required TelemetrySettings Telemetry { get; init; }
    public required RecordingSettings Recording { get; init; }
    public required PrivacySettings Privacy { get; init; }
    public required BackupSettings Backup { get; init; }

    /// <summary>Null: recordings stay in the data directory.</summary>
    public required BucketSettings? Bucket { get; init; }

    /// <summary>On the restaurant's clock.</summary>
    public required TimeOnly NightlyTime { get; init; }

    public required Uri? PublicUrl { get; init; }
    public required IReadOnlyList<IPNetwork> TrustedProxies { get; init; }
    public required Secret? AdminToken { get; init; }
    public required RateLimit AdminRateLimit { get; init; }

    /// <summary>An absolute path.</summary>
    public required string DataDir { get; init; }

    /// <summary>False: DATABASE_SYNC=normal.</summary>
    public required bool FullSync { get; init; }

    public required long MinFreeDiskBytes { get; init; }
    public required long AudioCacheBytes { get; init; }
    public required string? RestaurantFile { get; init; }

    public string DatabasePath => Path.Combine(DataDir, "voicehunte.db");

    /// <summary>Outside the database, and in no backup.</summary>
    public string VoiceKeysDir => Path.Combine(DataDir, "voice-keys");

    public string AudioCacheDir => Path.Combine(DataDir, "audio-cache");
}

/// <param name="FallbackUrl">What Twilio asks while the appliance does not answer; null: nobody.</param>
internal sealed record TwilioSettings(
    string? AccountSid,
    Secret? AuthToken,
    string? PhoneNumber,
    string? FallbackUrl,
    Uri ApiBaseUrl,
    IReadOnlyList<string> UnsignedParameters,
    RateLimit RateLimit);

/// <param name="ReasoningEffort">Null: not sent.</param>
/// <param name="SttModel">Transcribes files.</param>
/// <param name="LiveSttModel">Transcribes the caller inside a session of <paramref name="RealtimeModel"/>.</param>
internal sealed record OpenAISettings(
    Secret? ApiKey,
    Uri BaseUrl,
    string ChatModel,
    string? ReasoningEffort,
    string TtsModel,
    string TtsVoice,
    string? TtsInstructions,
    string SttModel,
    string RealtimeModel,
    string LiveSttModel);

internal enum CallVoice
{
    /// <summary>Twilio speaks, with the language's <c>SAY_VOICE_…</c>.</summary>
    Polly,

    /// <summary>OpenAI speaks and Twilio plays it.</summary>
    OpenAI,
}

/// <summary>How a call is held.</summary>
internal enum CallMode
{
    /// <summary>Twilio listens and posts what it heard; each answer is a document.</summary>
    Gather,

    /// <summary>Twilio listens and speaks; words go to and fro over a WebSocket.</summary>
    Relay,

    /// <summary>The sound itself goes to and fro over a WebSocket.</summary>
    Stream,
}

/// <summary>What listens and speaks in <see cref="CallMode.Stream"/>.</summary>
internal enum StreamEngine
{
    /// <summary>A model that hears and speaks, over OpenAI's Realtime API; the pipeline where that fails.</summary>
    Realtime,

    /// <summary>Voice activity here, then transcription, the agent, and speech, sentence by sentence.</summary>
    Pipeline,
}

/// <summary>What may be spent; null: as much as comes.</summary>
/// <param name="DailyBudgetMicroUsd">Millionths of a dollar.</param>
/// <param name="PricesFile">Null: the list that is built in.</param>
internal sealed record MoneySettings(
    long? DailyBudgetMicroUsd, string? PricesFile, int? CallerCallsPerHour, int? CallerMinutesPerDay, long? CallerMicroUsdPerDay);

/// <param name="Engine">In the stream mode.</param>
/// <param name="MostCalls">At once over WebSockets; further ones are held in the gather mode.</param>
/// <param name="RelayVoices">By language, as Provider.Voice.</param>
internal sealed record LiveSettings(StreamEngine Engine, int MostCalls, IReadOnlyDictionary<Language, string> RelayVoices);

/// <param name="Endpoint">Of an OpenTelemetry collector; null: figures and traces stay here.</param>
/// <param name="Headers">Sent with each request, as <c>name=value,…</c>.</param>
/// <param name="IsGrpc">False: http/protobuf.</param>
/// <param name="SampledShare">Of all turns, 0 to 1, that leave a trace.</param>
/// <param name="Every">So often figures are sent.</param>
internal sealed record TelemetrySettings(Uri? Endpoint, Secret? Headers, bool IsGrpc, string ServiceName, double SampledShare, TimeSpan Every);

/// <param name="MinConfidence">0 to 1.</param>
/// <param name="HoldingTime">From the webhook's arrival to the holding sentence.</param>
/// <param name="TurnTime">From the webhook's arrival to the rules' answer.</param>
/// <param name="RulesFirst">False: RULES_FIRST=off.</param>
internal sealed record CallSettings(
    CallMode Mode,
    CallVoice Voice,
    int MaxTurns,
    double MinConfidence,
    TimeSpan HoldingTime,
    TimeSpan TurnTime,
    bool RulesFirst,
    IReadOnlyDictionary<Language, string> SayVoices,
    IReadOnlyDictionary<Language, string> SpeechModels)
{
    /// <summary>Guests may agree to be recognised by voice.</summary>
    public bool VoiceHint { get; init; }
}
