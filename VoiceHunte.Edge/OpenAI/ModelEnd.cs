namespace VoiceHunte.Edge.OpenAI;

/// <param name="Ends">The day from which, in UTC, the model counts as gone: OpenAI names a day and no hour, and a call must not find out.</param>
/// <param name="Successor">What OpenAI names instead; null where it is not known here.</param>
internal sealed record ModelEnd(string Model, DateOnly Ends, string? Successor);
