using System.Text.Json;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>What the Realtime API refuses in a client event for its shape alone.</summary>
internal static class RealtimeRules
{
    private static readonly JsonSchemaCheck Schema =
        new(JsonElement.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "realtime-events.schema.json"))));

    private static readonly HashSet<string> Events =
    [
        "session.update", "input_audio_buffer.append", "input_audio_buffer.commit", "input_audio_buffer.clear", "conversation.item.create",
        "conversation.item.retrieve", "conversation.item.truncate", "conversation.item.delete", "response.create", "response.cancel",
    ];

    /// <summary>A place such as <c>$.session.modalities</c> and what is wrong with it; null where all is well.</summary>
    public static string? Problem(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && Events.Contains(type.GetString()!)
            ? Schema.Problem("#/$defs/" + type.GetString(), json)
            : "$.type is unknown";
}
