namespace VoiceHunte.Edge.Store;

/// <summary>Where a write is when its waiter is told.</summary>
internal enum Kept
{
    /// <summary>Committed: it outlives a crash (with full sync, a power cut too).</summary>
    OnDisk,

    /// <summary>The disk refuses or is slow. The write waits in its order and is tried until it is on disk.</summary>
    InMemory,

    /// <summary>Given up: SQLite refuses this very write, too many were waiting, or the store is closed.</summary>
    Lost,
}

/// <summary>Whether calls are being written down.</summary>
/// <param name="Problem">A sentence for the operator; null while all is well.</param>
/// <param name="WaitingWrites">Writes that are not on disk yet.</param>
/// <param name="LostWrites">Writes given up since the start.</param>
internal sealed record StoreHealth(bool Writable, string? Problem, int WaitingWrites, long LostWrites);
