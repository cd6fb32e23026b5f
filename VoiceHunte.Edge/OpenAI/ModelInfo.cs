namespace VoiceHunte.Edge.OpenAI;

/// <param name="ShutdownDate">The day on which OpenAI ends the model; null while none is announced.</param>
internal sealed record ModelInfo(string Id, DateOnly? ShutdownDate);
