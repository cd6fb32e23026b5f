namespace VoiceHunte.Edge.OpenAI;

/// <summary>Something that OpenAI will bill.</summary>
/// <param name="Kind"><c>chat</c>, <c>speech</c>, <c>transcription</c> or <c>realtime</c>.</param>
/// <param name="Model">That did the work: a successor, where it answered.</param>
/// <param name="Quantities">As OpenAI counted them, cached tokens apart from the others; what is 0 is left out.</param>
internal sealed record Used(string Kind, string Model, IReadOnlyList<KeyValuePair<string, long>> Quantities)
{
    public static Used Chat(string model, ChatUsage usage) => Of("chat", model, [
        new("prompt_tokens", usage.PromptTokens - usage.CachedTokens), new("cached_tokens", usage.CachedTokens), new("completion_tokens", usage.CompletionTokens)]);

    /// <summary>OpenAI does not say what it counted: its older models are billed by the character.</summary>
    public static Used Speech(SpeechRequest request) => Of("speech", request.Model, [new("characters", request.Text.Length)]);

    public static Used Transcription(string model, TranscriptionUsage usage) => Of("transcription", model, [
        new("milliseconds", (long)Math.Round(usage.Seconds * 1000)), new("input_tokens", usage.InputTokens), new("output_tokens", usage.OutputTokens)]);

    public static Used Realtime(string model, RealtimeUsage usage) => Of("realtime", model, [
        new("input_text_tokens", usage.InputTextTokens - usage.CachedTextTokens),
        new("input_audio_tokens", usage.InputAudioTokens - usage.CachedAudioTokens),
        new("input_image_tokens", usage.InputImageTokens - usage.CachedImageTokens),
        new("cached_text_tokens", usage.CachedTextTokens),
        new("cached_audio_tokens", usage.CachedAudioTokens),
        new("cached_image_tokens", usage.CachedImageTokens),
        new("output_text_tokens", usage.OutputTextTokens),
        new("output_audio_tokens", usage.OutputAudioTokens)]);

    private static Used Of(string kind, string model, KeyValuePair<string, long>[] quantities) => new(kind, model, [.. quantities.Where(one => one.Value > 0)]);
}

/// <summary>What a transcription was billed by: seconds or tokens, as the model has it.</summary>
internal sealed record TranscriptionUsage(double Seconds, long InputTokens, long OutputTokens);
