using System.Text.Json.Serialization;

namespace VoiceHunte.Edge.OpenAI;

/// <summary>OpenAI's wire: what is written to it and what is read from it. Field names follow its OpenAPI file.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WireChatRequest))]
[JsonSerializable(typeof(WireChatChunk))]
[JsonSerializable(typeof(WireSpeechRequest))]
[JsonSerializable(typeof(WireTranscription))]
[JsonSerializable(typeof(WireModels))]
[JsonSerializable(typeof(WireError))]
[JsonSerializable(typeof(WireRealtimeError))]
[JsonSerializable(typeof(WireRealtimeItem))]
[JsonSerializable(typeof(WireRealtimeResponse))]
[JsonSerializable(typeof(IReadOnlyList<WireDetectedLanguage>))]
internal sealed partial class OpenAIJson : JsonSerializerContext;
