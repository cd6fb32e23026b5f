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
internal sealed partial class OpenAIJson : JsonSerializerContext;
