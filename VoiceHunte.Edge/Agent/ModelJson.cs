using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VoiceHunte.Edge.Agent;

/// <summary>What the model reads and writes inside its messages.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(ModelArguments))]
[JsonSerializable(typeof(ToolResult))]
[JsonSerializable(typeof(UnderstoodSoFar))]
internal sealed partial class ModelJson : JsonSerializerContext;

internal static class ModelText
{
    /// <summary>With letters as they are: an escaped Cyrillic one would cost six characters. No browser ever sees it.</summary>
    public static readonly ModelJson Json = new(new JsonSerializerOptions(ModelJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
