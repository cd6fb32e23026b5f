using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Admin;

/// <summary>
/// Where the page's own telephone rings: the same desk, agent and tools as on the line, in the gather mode, with Twilio's
/// voice. One room works on the restaurant's book, the other on a database of its own, which is gone with the next start.
/// </summary>
/// <param name="furnish">Makes a room around a store.</param>
internal sealed class PracticeRooms(
    EdgeSettings settings, CallStore store, TimeProvider time, ILogger<CallStore> logger, Func<CallStore, ServiceProvider> furnish) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private ServiceProvider? kept, forgotten;
    private CallStore? scrap;

    /// <param name="keeps">Bookings and messages stay.</param>
    public IServiceProvider Of(bool keeps)
    {
        lock (gate)
        {
            if (keeps) return kept ??= furnish(store);
            return forgotten ??= furnish(scrap ??= OpenScrap());
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (kept is not null) await kept.DisposeAsync();
        if (forgotten is not null) await forgotten.DisposeAsync();
        if (scrap is not null) await scrap.DisposeAsync();
    }

    private CallStore OpenScrap()
    {
        var path = Path.Combine(settings.DataDir, "practice.db");
        foreach (var file in (string[])[path, path + "-wal", path + "-shm"]) File.Delete(file);
        return CallStore.Open(path, fullSync: false, time, logger);
    }
}
