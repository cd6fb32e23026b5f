using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Privacy;

/// <summary>
/// A backup from before an erasure brings the caller back: they are erased again. Whoever called anew after having been
/// erased is left alone.
/// </summary>
internal static class ErasedBefore
{
    /// <summary>Erases every number of the database that an erasure in it has erased before.</summary>
    /// <returns>How many erasures were begun, and which of them are not over: the service goes on with these.</returns>
    /// <exception cref="StoreUnavailableException">The disk does not take it.</exception>
    public static async Task<(int Begun, int Unfinished)> EraseAgainAsync(CallStore store, Eraser eraser, CancellationToken cancel)
    {
        var (begun, unfinished) = (0, 0);
        var erasures = await store.ReadForOfficeAsync(history => history.Privacy.Finished(), cancel);
        foreach (var sameSalt in erasures.GroupBy(erasure => erasure.PhoneSalt))
        {
            // Since when the last erasure of a number has held.
            var known = sameSalt.GroupBy(erasure => erasure.PhoneHash).ToDictionary(same => same.Key, same => same.Max(erasure => erasure.StartedAt));
            var phones = await store.ReadForOfficeAsync(history => history.Privacy.PhonesBefore(known.Values.Max()), cancel);
            foreach (var phone in phones)
            {
                var hash = await Task.Run(() => NumberHash.Of(phone, sameSalt.Key), cancel);
                if (!known.TryGetValue(hash, out var since) || !await WasHereAsync(store, phone, since, cancel)) continue;
                var erased = await eraser.EraseAsync(phone, "restore", cancel);
                begun++;
                if (erased.Certificate is null) unfinished++;
            }
        }

        return (begun, unfinished);
    }

    private static async Task<bool> WasHereAsync(CallStore store, string phone, DateTimeOffset since, CancellationToken cancel) =>
        (await store.ReadForOfficeAsync(history => history.Privacy.PhonesBefore(since), cancel)).Contains(phone);
}
