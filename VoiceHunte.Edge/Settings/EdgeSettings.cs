using System.Net;

namespace VoiceHunte.Edge.Settings;

/// <summary>What the operator decided, read once at start; <see cref="SettingsTable"/> has names, defaults and units.</summary>
internal sealed record EdgeSettings
{
    public required TwilioSettings Twilio { get; init; }
    public required OpenAISettings OpenAI { get; init; }
    public required CallSettings Call { get; init; }

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

    public string AudioCacheDir => Path.Combine(DataDir, "audio-cache");
}

internal sealed record TwilioSettings(
    string? AccountSid,
    Secret? AuthToken,
    string? PhoneNumber,
    Uri ApiBaseUrl,
    IReadOnlyList<string> UnsignedParameters,
    RateLimit RateLimit);

/// <param name="ReasoningEffort">Null: not sent.</param>
internal sealed record OpenAISettings(
    Secret? ApiKey,
    Uri BaseUrl,
    string ChatModel,
    string? ReasoningEffort,
    string TtsModel,
    string TtsVoice,
    string? TtsInstructions,
    string SttModel);

internal enum CallVoice
{
    /// <summary>Twilio speaks, with the language's <c>SAY_VOICE_…</c>.</summary>
    Polly,

    /// <summary>OpenAI speaks and Twilio plays it.</summary>
    OpenAI,
}

/// <param name="MinConfidence">0 to 1.</param>
/// <param name="HoldingTime">From the webhook's arrival to the holding sentence.</param>
/// <param name="TurnTime">From the webhook's arrival to the rules' answer.</param>
/// <param name="RulesFirst">False: RULES_FIRST=off.</param>
internal sealed record CallSettings(
    string Mode,
    CallVoice Voice,
    int MaxTurns,
    double MinConfidence,
    TimeSpan HoldingTime,
    TimeSpan TurnTime,
    bool RulesFirst,
    IReadOnlyDictionary<Language, string> SayVoices,
    IReadOnlyDictionary<Language, string> SpeechModels);
