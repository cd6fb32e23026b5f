namespace VoiceHunte.Edge.Calls;

/// <summary>A turn that was taken on a WebSocket.</summary>
/// <param name="Number">1, 2, … within the call.</param>
internal sealed record LiveTurn(int Number, Heard Heard, Reply Reply, DateTimeOffset HeardAt);
