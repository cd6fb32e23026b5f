using System.Text.Json.Serialization;

namespace VoiceHunte.Edge.Twilio;

internal sealed record WireRelayText(string Type, string Token, bool Last, string? Lang, bool? Interruptible, bool? Preemptible);

internal sealed record WireRelayPlay(string Type, string Source, int? Loop, bool? Preemptible, bool? Interruptible);

internal sealed record WireRelayDigits(string Type, string Digits);

internal sealed record WireRelayLanguage(string Type, string? TtsLanguage, string? TranscriptionLanguage);

internal sealed record WireRelayEnd(string Type, string? HandoffData);

/// <summary>ConversationRelay, both ways. A number may come as a string.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RelayEvent))]
[JsonSerializable(typeof(WireRelayText))]
[JsonSerializable(typeof(WireRelayPlay))]
[JsonSerializable(typeof(WireRelayDigits))]
[JsonSerializable(typeof(WireRelayLanguage))]
[JsonSerializable(typeof(WireRelayEnd))]
internal sealed partial class RelayJson : JsonSerializerContext;
