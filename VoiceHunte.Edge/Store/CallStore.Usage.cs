namespace VoiceHunte.Edge.Store;

internal sealed partial class CallStore
{
    /// <summary>Keeps what was spent; nobody need wait for it.</summary>
    public Task<Kept> KeepUsageAsync(StoredUsage use) => KeepAsync(database => database.Usage.Keep(use));

    /// <returns>False where the call had such a row already, or the disk has not taken it yet.</returns>
    public async Task<bool> KeepUsageOnceAsync(StoredUsage use)
    {
        var isNew = false;
        var kept = await KeepAsync(database => isNew = database.Usage.KeepOnce(use));
        return kept == Kept.OnDisk && isNew;
    }

    public Task<Kept> KeepLimitHitAsync(LimitHit hit) => KeepAsync(database => database.Usage.Keep(hit));

    /// <summary>In millionths of a dollar.</summary>
    /// <exception cref="StoreUnavailableException">The disk cannot say.</exception>
    public Task<long> SpentSinceAsync(DateTimeOffset since, CancellationToken cancel) =>
        reader.AskAsync(history => history.Spending.Since(since), cancel);

    /// <summary>What a number has taken up, the call in hand left out.</summary>
    /// <exception cref="StoreUnavailableException">The disk cannot say.</exception>
    public Task<TakenByCaller> TakenByAsync(string phone, string callId, DateTimeOffset hourAgo, DateTimeOffset midnight, CancellationToken cancel) =>
        reader.AskAsync(history => history.Spending.TakenBy(phone, callId, hourAgo, midnight), cancel);
}
