using System.Text;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Voice;

/// <summary>A guest whose voice may be compared with the caller's, or become so.</summary>
/// <param name="Template">Null where their voice is not known yet.</param>
internal sealed record KnownVoice(StoredVoice Stored, VoiceTemplate? Template)
{
    /// <summary>Enough of it is known.</summary>
    public bool MayBeCompared => Template is { IsProfile: true };
}

/// <summary>
/// The voices that guests have agreed to have remembered: read, grown from call to call, forgotten. Whose key is not on this
/// machine is forgotten, whatever an older copy of the database says.
/// </summary>
internal sealed partial class VoiceBook(CallStore store, VoiceKeys keys, TimeProvider time, ILogger<VoiceBook> logger) : IDisposable
{
    /// <summary>A consent holds for a year: voices age.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(365);

    /// <summary>Less alike than this, the caller was somebody else under the guest's name.</summary>
    private const float LeastLikeness = 0.35f;

    /// <summary>A consent whose key is not there by then has lost it: to a crash, or with another machine.</summary>
    private static readonly TimeSpan KeyTakes = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim oneAtATime = new(1);

    /// <summary>The voices of a number that are of this version, and who need not be asked for theirs; those of another version are as if unknown.</summary>
    /// <exception cref="StoreUnavailableException">The disk cannot say.</exception>
    /// <exception cref="IOException">The disk cannot say.</exception>
    public async Task<(IReadOnlyList<string> Asked, IReadOnlyList<KnownVoice> Voices)> FindAsync(string phone, CancellationToken cancel)
    {
        var found = await store.FindVoicesAsync(phone, cancel);
        if (found.Voices.Count == 0) return (found.Asked, []);
        var current = found.Voices.ToLookup(voice => voice.Version == VoiceModel.Default.Version);
        var opened = await Task.Run(() => current[true].Select(Open).OfType<KnownVoice>().ToList(), cancel);
        return ([.. found.Asked.Except(current[false].Select(voice => voice.Name))], opened);
    }

    /// <summary>The voice of a guest who has agreed gets its key, before their yes is on the disk; that of an older yes of theirs goes.</summary>
    /// <exception cref="StoreUnavailableException">The disk cannot say.</exception>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public Task BeginAsync(StoredVoice guest, CancellationToken cancel) => AloneAsync(
        async () =>
        {
            var all = await store.ReadForOfficeAsync(history => history.Voices.IdsOf(guest.Phone, guest.Name), cancel);
            foreach (var older in all.Where(id => id != guest.Id)) keys.Delete(older);
            return keys.Find(guest.Id) ?? keys.Make(guest.Id);
        },
        cancel);

    /// <summary>The keys of all voices of a number go, before their rows do.</summary>
    /// <exception cref="StoreUnavailableException">The disk cannot say.</exception>
    /// <exception cref="IOException">Some may still be there.</exception>
    public Task ForgetAsync(string phone, CancellationToken cancel) => AloneAsync(
        async () =>
        {
            foreach (var id in await store.ReadForOfficeAsync(history => history.Voices.IdsOf(phone), cancel)) keys.Delete(id);
            return true;
        },
        cancel);

    /// <summary>One more call is in the guest's template, until enough is known.</summary>
    /// <param name="voice">As <see cref="VoiceModel.Describe"/> gives it.</param>
    /// <returns>False: enough is known, it was somebody else's voice, or the guest is forgotten.</returns>
    /// <exception cref="StoreUnavailableException">The disk does not take it.</exception>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public async Task<bool> GrowAsync(KnownVoice guest, float[] voice, TimeSpan speech, CancellationToken cancel)
    {
        if (guest.Template is { } known && (known.IsProfile || known.Likeness(voice) < LeastLikeness)) return false;
        var grown = guest.Template?.With(voice, speech) ?? VoiceTemplate.Of(voice, speech);
        var (id, before) = (guest.Stored.Id, guest.Stored.Template);
        return await AloneAsync(
            async () => Close(id, grown) is { } template
                && await store.ChangeAsync(database => database.Voices.Grow(id, before, template, grown.Speech, time.GetUtcNow()), cancel),
            cancel);
    }

    /// <summary>Forgets one voice, on an operator's wish.</summary>
    /// <param name="operatorName">As the audit names them.</param>
    /// <returns>What was forgotten; null where there is none.</returns>
    /// <exception cref="StoreUnavailableException">The disk does not take it.</exception>
    /// <exception cref="IOException">Its key cannot be taken away, and it stays.</exception>
    public async Task<StoredVoice?> DeleteAsync(string id, string operatorName, CancellationToken cancel)
    {
        var gone = await AloneAsync(
            async () =>
            {
                if (await store.ReadForOfficeAsync(history => history.Voices.Find(id), cancel) is not { } found) return null;
                keys.Delete(id);
                await store.ChangeAsync(
                    database =>
                    {
                        database.Voices.Delete(id, mayBeAskedAgain: false);
                        database.Operators.Note(new AuditEntry(operatorName, "voice forgotten", id, null, null, time.GetUtcNow()));
                    },
                    cancel);
                return found;
            },
            cancel);
        if (gone is not null) await store.EmptyWalAsync(cancel);
        return gone;
    }

    /// <summary>What is over its time goes, of guests that are not known any more, or without a key.</summary>
    public async Task TidyAsync(CancellationToken cancel)
    {
        var gone = await AloneAsync(
            async () =>
            {
                var now = time.GetUtcNow();
                var over = await store.ReadForOfficeAsync(history => history.Voices.Over(now), cancel);
                foreach (var id in over) keys.Delete(id);
                var keyless = (await store.ReadForOfficeAsync(history => history.Voices.Before(now - KeyTakes), cancel)).Where(id => keys.Find(id) is null);
                List<string> all = [.. over.Union(keyless)];
                return await store.ChangeAsync(database => database.Voices.DeleteOld(all), cancel);
            },
            cancel);
        if (gone == 0) return;
        Log.Gone(logger, gone);
        await store.EmptyWalAsync(cancel);
    }

    /// <summary>Of rows that have gone: what is left of them in the file, as soon as that can be done.</summary>
    public async Task LeaveNoTraceAsync()
    {
        try
        {
            await store.EmptyWalAsync(CancellationToken.None);
        }
        catch (StoreUnavailableException trouble)
        {
            Log.Traces(logger, trouble.Message);
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private async Task<T> AloneAsync<T>(Func<Task<T>> work, CancellationToken cancel)
    {
        await oneAtATime.WaitAsync(cancel);
        try
        {
            return await Task.Run(work, cancel);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private byte[]? Close(string id, VoiceTemplate template)
    {
        if (keys.Find(id) is not { } key) return null;
        Span<byte> plain = stackalloc byte[VoiceTemplate.Bytes];
        template.Write(plain);
        var closed = VoiceSeal.Close(key, plain, Purpose(id));
        plain.Clear();
        return closed;
    }

    private KnownVoice? Open(StoredVoice voice)
    {
        if (keys.Find(voice.Id) is not { } key) return null;
        var plain = voice.Template is null ? null : VoiceSeal.Open(key, voice.Template, Purpose(voice.Id));
        return new(voice, plain is { Length: VoiceTemplate.Bytes } ? VoiceTemplate.Read(plain) : null);
    }

    private static byte[] Purpose(string id) => Encoding.ASCII.GetBytes("voice " + id);

    private static partial class Log
    {
        [LoggerMessage(2700, LogLevel.Information, "Voices: {Count} were over their time, of guests that are not known any more, or without a key")]
        public static partial void Gone(ILogger logger, int count);

        [LoggerMessage(2701, LogLevel.Warning, "A voice was forgotten; traces of it may be in the database's files until they are written over: {Problem}")]
        public static partial void Traces(ILogger logger, string problem);
    }
}
