using System.Text.Json;
using System.Text.Json.Nodes;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>What a session of the stand-in was told about itself; at first what OpenAI's defaults are.</summary>
internal sealed class RealtimeSettings(string id, string model, DateTimeOffset expires)
{
    private readonly JsonObject session = new()
    {
        ["type"] = "realtime",
        ["object"] = "realtime.session",
        ["id"] = id,
        ["model"] = model,
        ["expires_at"] = expires.ToUnixTimeSeconds(),
        ["output_modalities"] = new JsonArray("audio"),
        ["instructions"] = "You are a helpful assistant.",
        ["tools"] = new JsonArray(),
        ["tool_choice"] = "auto",
        ["max_output_tokens"] = "inf",
        ["audio"] = new JsonObject
        {
            ["input"] = new JsonObject
            {
                ["format"] = new JsonObject { ["type"] = "audio/pcm", ["rate"] = 24_000 },
                ["transcription"] = null,
                ["noise_reduction"] = null,
                ["turn_detection"] = new JsonObject { ["type"] = "server_vad", ["threshold"] = 0.5, ["prefix_padding_ms"] = 300, ["silence_duration_ms"] = 500, ["create_response"] = true, ["interrupt_response"] = true },
            },
            ["output"] = new JsonObject { ["format"] = new JsonObject { ["type"] = "audio/pcm", ["rate"] = 24_000 }, ["voice"] = "alloy", ["speed"] = 1.0 },
        },
    };

    public string InputFormat => Input["format"]!["type"]!.GetValue<string>();

    public string OutputFormat => Output["format"]!["type"]!.GetValue<string>();

    public string Voice => Output["voice"]!.ToJsonString().Trim('"');

    public bool IsText => session["output_modalities"]![0]!.GetValue<string>() == "text";

    public string? TranscriptionModel => (Input["transcription"]?["model"])?.GetValue<string>();

    public bool DetectsTurns => Input["turn_detection"] is not null;

    public bool CreatesResponses => Flag("create_response");

    public bool InterruptsResponses => Flag("interrupt_response");

    public double Threshold => Input["turn_detection"]?["threshold"]?.GetValue<double>() ?? 0.5;

    public int PrefixMs => Input["turn_detection"]?["prefix_padding_ms"]?.GetValue<int>() ?? 300;

    public int SilenceMs => Input["turn_detection"]?["silence_duration_ms"]?.GetValue<int>() ?? 500;

    private JsonNode Input => session["audio"]!["input"]!;

    private JsonNode Output => session["audio"]!["output"]!;

    public JsonObject ToJson() => session.DeepClone().AsObject();

    public void Update(JsonElement update) => Merge(session, update);

    private bool Flag(string name) => Input["turn_detection"] is { } turns && (turns[name]?.GetValue<bool>() ?? true);

    // Only these are objects that are told in part; all others are told whole.
    private static void Merge(JsonObject into, JsonElement update)
    {
        foreach (var field in update.EnumerateObject())
        {
            if (field.Name is "audio" or "input" or "output") Merge(into[field.Name]!.AsObject(), field.Value);
            else into[field.Name] = JsonNode.Parse(field.Value.GetRawText());
        }
    }
}
