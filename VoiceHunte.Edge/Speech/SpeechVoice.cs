namespace VoiceHunte.Edge.Speech;

/// <summary>How OpenAI speaks where nobody says otherwise.</summary>
/// <param name="Model">For example <c>tts-1</c>.</param>
/// <param name="Name">For example <c>alloy</c>.</param>
/// <param name="Instructions">How to speak on the telephone; null for models that take none.</param>
internal sealed record SpeechVoice(string Model, string Name, string? Instructions);
