namespace VoiceHunte.Edge.Calls;

/// <summary>What a request tells of its call, before the call is looked up.</summary>
/// <param name="Mode">The wire: <c>gather</c>, <c>relay</c>, <c>stream</c> or <c>text</c>.</param>
/// <param name="Turn">The turn that it says it is; null where it does not say.</param>
internal sealed record Arrival(string CallId, string? From, string? To, string Mode, int? Turn, DateTimeOffset At);
