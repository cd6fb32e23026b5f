using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Agent;

/// <summary>All that an answer may depend on. The caller's number is not among it.</summary>
/// <param name="CallId">Twilio's CallSid, or one of our own for a turn in text.</param>
/// <param name="TurnId">1, 2, …</param>
/// <param name="History">The turns before this one, oldest first.</param>
internal sealed record TurnContext(
    string CallId, int TurnId, Language Language, string Heard, Understood Understood, IReadOnlyList<Exchange> History, DateTimeOffset Now);

/// <summary>What a caller said, and what was said back.</summary>
internal sealed record Exchange(string Heard, string Said);
