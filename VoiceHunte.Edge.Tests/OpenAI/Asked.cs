using VoiceHunte.Edge.OpenAI;

namespace VoiceHunte.Edge.Tests.OpenAI;

/// <summary>Requests as the appliance makes them.</summary>
internal static class Asked
{
    public static readonly ChatTool Transfer =
        new("transfer_call", "Puts the caller through.", """{"type":"object","properties":{},"required":[],"additionalProperties":false}""");

    public static ChatRequest Chat(string heard = "When do you close?", TimeSpan? patience = null, params ChatTool[] tools) => new(
        "gpt-6-luna",
        [new ChatMessage("system", "You answer the telephone."), new ChatMessage("user", heard)],
        tools,
        ReasoningEffort: "none",
        MaxTokens: 300,
        patience ?? TimeSpan.FromSeconds(9));

    public static SpeechRequest Speech(string text = "We are open until ten.") =>
        new("tts-1", "alloy", text, "mp3", Speed: 1, Instructions: null, TimeSpan.FromSeconds(9));

    public static TranscriptionRequest Transcription() =>
        new("gpt-transcribe", () => new MemoryStream([1, 2, 3]), "wav", "audio/wav", Language: null, ["sk", "en"], TimeSpan.FromSeconds(9));
}
