using System.Text.Json;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>What OpenAI refuses with 400: what its schema forbids, and the few rules that no schema tells.</summary>
internal static class OpenAIRequestRules
{
    private static readonly JsonSchemaCheck Schema =
        new(JsonElement.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "openai-requests.schema.json"))));

    public static string? ProblemWithChat(JsonElement request) =>
        Schema.Problem("#/$defs/chat", request) ?? ProblemWithEffort(request) ?? ProblemWithToolMessages(request);

    public static string? ProblemWithSpeech(JsonElement request) => Schema.Problem("#/$defs/speech", request)
        ?? (Text(request, "input") is "" ? "$.input is empty" : null)
        ?? (Text(request, "stream_format") == "sse" && Text(request, "model")!.StartsWith("tts-1", StringComparison.Ordinal)
            ? "$.stream_format sse is not for tts-1"
            : null);

    /// <summary>The form as <see cref="OpenAIForm"/> reads it.</summary>
    public static string? ProblemWithTranscription(JsonElement request) => Schema.Problem("#/$defs/transcription", request)
        ?? (OpenAIForm.IsRecording(Text(request, "file")!) ? null : "$.file is in no format that is transcribed")
        ?? (Text(request, "language") is { Length: not 2 } ? "$.language is no ISO 639-1 code" : null)
        ?? ProblemWithModelOfTranscription(request, Text(request, "model")!);

    private static string? ProblemWithModelOfTranscription(JsonElement request, string model)
    {
        var isPolyglot = model == "gpt-transcribe";
        if (!isPolyglot && (request.TryGetProperty("languages", out _) || request.TryGetProperty("keywords", out _)))
            return $"$.languages and $.keywords are not for {model}";
        if (request.TryGetProperty("language", out _) && request.TryGetProperty("languages", out _))
            return "$.language and $.languages say it twice";
        return model != "whisper-1" && Text(request, "response_format") is not (null or "json")
            ? $"$.response_format of {model} can only be json"
            : null;
    }

    // The model's page: function tools on chat completions only without reasoning, which is on unless it is turned off.
    private static string? ProblemWithEffort(JsonElement request) =>
        Text(request, "model") == "gpt-6-luna" && request.TryGetProperty("tools", out _) && Text(request, "reasoning_effort") != "none"
            ? "$.reasoning_effort must be none for tools"
            : null;

    private static string? ProblemWithToolMessages(JsonElement request)
    {
        var open = new HashSet<string>();
        foreach (var message in request.GetProperty("messages").EnumerateArray())
        {
            if (Text(message, "role") == "tool")
            {
                if (!open.Remove(Text(message, "tool_call_id")!)) return "$.messages has a tool's answer that nobody asked for";
                continue;
            }

            if (open.Count > 0) return "$.messages has a tool call without its answer";
            if (!message.TryGetProperty("tool_calls", out var calls)) continue;
            foreach (var call in calls.EnumerateArray()) open.Add(Text(call, "id")!);
        }

        return open.Count > 0 ? "$.messages has a tool call without its answer" : null;
    }

    private static string? Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.String ? field.GetString() : null;
}
