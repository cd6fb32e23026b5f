using System.Text.Json;

namespace VoiceHunte.Edge.OpenAI;

/// <summary>The larger parts of what a client says to the Realtime API, in the shapes of OpenAI's OpenAPI file.</summary>
internal static class RealtimeJson
{
    private static readonly string[] ToolChoices = ["auto", "none", "required"];

    /// <summary>RealtimeSessionCreateRequestGA.</summary>
    public static void Write(Utf8JsonWriter json, RealtimeSession session)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "realtime"u8);
        WriteCommon(json, session.Instructions, session.OutputModality, session.Tools, session.ToolChoice, session.MaxOutputTokens);
        if (session.ParallelToolCalls is { } parallel) json.WriteBoolean("parallel_tool_calls"u8, parallel);
        if (session.ReasoningEffort is { } effort)
        {
            json.WriteStartObject("reasoning"u8);
            json.WriteString("effort"u8, effort);
            json.WriteEndObject();
        }

        json.WriteStartObject("audio"u8);
        WriteInput(json, session);
        WriteOutput(json, session);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>RealtimeConversationItem: the assistant's words are <c>output_text</c>, all others' <c>input_text</c>.</summary>
    public static void Write(Utf8JsonWriter json, RealtimeItem item)
    {
        json.WriteStartObject();
        if (item.Id is not null) json.WriteString("id"u8, item.Id);
        if (item.CallId is not null)
        {
            json.WriteString("type"u8, "function_call_output"u8);
            json.WriteString("call_id"u8, item.CallId);
            json.WriteString("output"u8, item.Text);
        }
        else
        {
            json.WriteString("type"u8, "message"u8);
            json.WriteString("role"u8, item.Role);
            json.WriteStartArray("content"u8);
            json.WriteStartObject();
            json.WriteString("type"u8, item.Role == "assistant" ? "output_text"u8 : "input_text"u8);
            json.WriteString("text"u8, item.Text);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>RealtimeResponseCreateParams.</summary>
    public static void Write(Utf8JsonWriter json, RealtimeResponseRequest request)
    {
        json.WriteStartObject();
        if (request.OutOfBand) json.WriteString("conversation"u8, "none"u8);
        WriteCommon(json, request.Instructions, request.OutputModality, request.Tools, request.ToolChoice, request.MaxOutputTokens);
        if (request.Voice is not null)
        {
            json.WriteStartObject("audio"u8);
            json.WriteStartObject("output"u8);
            json.WriteString("voice"u8, request.Voice);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        if (request.Input is not null)
        {
            json.WriteStartArray("input"u8);
            foreach (var item in request.Input) Write(json, item);
            json.WriteEndArray();
        }

        if (request.Metadata is not null)
        {
            json.WriteStartObject("metadata"u8);
            foreach (var (name, value) in request.Metadata) json.WriteString(name, value);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteCommon(
        Utf8JsonWriter json, string? instructions, string? modality, IReadOnlyList<ChatTool>? tools, string? toolChoice, int? maxTokens)
    {
        if (modality is not null)
        {
            json.WriteStartArray("output_modalities"u8);
            json.WriteStringValue(modality);
            json.WriteEndArray();
        }

        if (instructions is not null) json.WriteString("instructions"u8, instructions);
        if (tools is not null)
        {
            json.WriteStartArray("tools"u8);
            foreach (var tool in tools) Write(json, tool);
            json.WriteEndArray();
        }

        if (toolChoice is not null) WriteToolChoice(json, toolChoice);
        if (maxTokens is { } most) json.WriteNumber("max_output_tokens"u8, most);
    }

    /// <summary>RealtimeFunctionTool: flat, and without <c>strict</c>, which it does not know.</summary>
    private static void Write(Utf8JsonWriter json, ChatTool tool)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "function"u8);
        json.WriteString("name"u8, tool.Name);
        json.WriteString("description"u8, tool.Description);
        json.WritePropertyName("parameters"u8);
        json.WriteRawValue(tool.ParametersJson);
        json.WriteEndObject();
    }

    private static void WriteToolChoice(Utf8JsonWriter json, string choice)
    {
        if (ToolChoices.Contains(choice))
        {
            json.WriteString("tool_choice"u8, choice);
            return;
        }

        json.WriteStartObject("tool_choice"u8);
        json.WriteString("type"u8, "function"u8);
        json.WriteString("name"u8, choice);
        json.WriteEndObject();
    }

    private static void WriteInput(Utf8JsonWriter json, RealtimeSession session)
    {
        json.WriteStartObject("input"u8);
        WriteFormat(json, session.InputFormat);
        if (session.NoiseReduction is not null)
        {
            json.WriteStartObject("noise_reduction"u8);
            json.WriteString("type"u8, session.NoiseReduction);
            json.WriteEndObject();
        }

        if (session.Transcription is { } transcription) Write(json, transcription);
        if (session.TurnDetection is { } turns) Write(json, turns);
        json.WriteEndObject();
    }

    private static void WriteOutput(Utf8JsonWriter json, RealtimeSession session)
    {
        json.WriteStartObject("output"u8);
        WriteFormat(json, session.OutputFormat);
        if (session.Voice is not null) json.WriteString("voice"u8, session.Voice);
        if (session.Speed is { } speed) json.WriteNumber("speed"u8, speed);
        json.WriteEndObject();
    }

    private static void WriteFormat(Utf8JsonWriter json, string? format)
    {
        if (format is null) return;
        json.WriteStartObject("format"u8);
        json.WriteString("type"u8, format);
        if (format == "audio/pcm") json.WriteNumber("rate"u8, 24_000);
        json.WriteEndObject();
    }

    /// <summary>AudioTranscription.</summary>
    private static void Write(Utf8JsonWriter json, RealtimeTranscription transcription)
    {
        json.WriteStartObject("transcription"u8);
        json.WriteString("model"u8, transcription.Model);
        if (transcription.Languages is [var language]) json.WriteString("language"u8, language);
        else WriteList(json, "languages"u8, transcription.Languages);
        WriteList(json, "keywords"u8, transcription.Keywords);
        if (transcription.Prompt is not null) json.WriteString("prompt"u8, transcription.Prompt);
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<string> values)
    {
        if (values.Count == 0) return;
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <summary>RealtimeTurnDetection.</summary>
    private static void Write(Utf8JsonWriter json, RealtimeTurnDetection turns)
    {
        if (turns.Kind is null)
        {
            json.WriteNull("turn_detection"u8);
            return;
        }

        json.WriteStartObject("turn_detection"u8);
        json.WriteString("type"u8, turns.Kind);
        if (turns.Threshold is { } threshold) json.WriteNumber("threshold"u8, threshold);
        if (turns.PrefixPaddingMs is { } padding) json.WriteNumber("prefix_padding_ms"u8, padding);
        if (turns.SilenceDurationMs is { } silence) json.WriteNumber("silence_duration_ms"u8, silence);
        if (turns.Eagerness is not null) json.WriteString("eagerness"u8, turns.Eagerness);
        if (turns.CreateResponse is { } create) json.WriteBoolean("create_response"u8, create);
        if (turns.InterruptResponse is { } interrupt) json.WriteBoolean("interrupt_response"u8, interrupt);
        json.WriteEndObject();
    }
}
