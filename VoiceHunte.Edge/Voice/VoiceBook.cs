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
    private const float LeastLikeness = 0.25f;

    // A key is made for a voice that has its row, and goes after the row has gone: never both at once.
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

    /// <summary>The guest's yes is on the disk: their voice gets its key.</summary>
    /// <exception cref="StoreUnavailableException">The disk cannot say.</exception>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public Task BeginAsync(string id, CancellationToken cancel) => WithRowAsync(
        id,
        () =>
        {
            if (keys.Find(id) is null) keys.Make(id);
            return Task.FromResult(true);
        },
        cancel);

    /// <summary>One more call is in the guest's template.</summary>
    /// <param name="voice">As <see cref="VoiceModel.Describe"/> gives it.</param>
    /// <returns>False: it was somebody else's voice, or the guest is forgotten.</returns>
    /// <exception cref="StoreUnavailableException">The disk does not take it.</exception>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public async Task<bool> GrowAsync(KnownVoice guest, float[] voice, TimeSpan speech, CancellationToken cancel)
    {
        if (guest.Template is { } known && known.Likeness(voice) < LeastLikeness) return false;
        var grown = guest.Template?.With(voice, speech) ?? VoiceTemplate.Of(voice, speech);
        var (id, before) = (guest.Stored.Id, guest.Stored.Template);
        return await WithRowAsync(
            id,
            async () => Close(id, grown) is { } template
                && await store.ChangeAsync(database => database.Voices.Grow(id, before, template, grown.Speech, time.GetUtcNow()), cancel),
            cancel);
    }

    /// <summary>Forgets one voice, on an operator's wish.</summary>
    /// <param name="operatorName">As the audit names them.</param>
    /// <returns>False: there is none.</returns>
    /// <exception cref="StoreUnavailableException">The disk does not take it.</exception>
    /// <exception cref="IOException">Its key may still be there.</exception>
    public async Task<bool> DeleteAsync(string id, string operatorName, CancellationToken cancel)
    {
        var isGone = await store.ChangeAsync(
            database =>
            {
                if (!database.Voices.Delete(id)) return false;
                database.Operators.Note(new AuditEntry(operatorName, "voice forgotten", id, null, null, time.GetUtcNow()));
                return true;
            },
            cancel);
        if (isGone) await LeaveNoTraceAsync(cancel);
        return isGone;
    }

    /// <summary>What is over its time or has no key goes, and the keys of what is not there.</summary>
    public async Task TidyAsync(CancellationToken cancel)
    {
        var keyless = (await store.ReadForOfficeAsync(history => history.Voices.Ids(), cancel)).Where(id => keys.Find(id) is null).ToList();
        var gone = await store.ChangeAsync(database => keyless.Count(database.Voices.Delete) + database.Voices.DeleteOld(time.GetUtcNow()), cancel);
        if (gone > 0)
        {
            Log.Expired(logger, gone);
            await LeaveNoTraceAsync(cancel);
            return;
        }

        await DropKeysAsync(cancel);
    }

    /// <summary>Of voices whose rows have gone: their keys, and what is left of them in the file.</summary>
    public async Task LeaveNoTraceAsync(CancellationToken cancel)
    {
        await DropKeysAsync(cancel);
        await store.LeaveNoTraceAsync(cancel);
    }

    public void Dispose() => oneAtATime.Dispose();

    private async Task DropKeysAsync(CancellationToken cancel)
    {
        await oneAtATime.WaitAsync(cancel);
        try
        {
            var ids = await store.ReadForOfficeAsync(history => history.Voices.Ids(), cancel);
            await Task.Run(() => keys.KeepOnly(ids), cancel);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <returns>False where the voice has no row.</returns>
    private async Task<bool> WithRowAsync(string id, Func<Task<bool>> change, CancellationToken cancel)
    {
        await oneAtATime.WaitAsync(cancel);
        try
        {
            return await store.ReadForOfficeAsync(history => history.Voices.Find(id), cancel) is not null && await Task.Run(change, cancel);
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
        [LoggerMessage(2700, LogLevel.Information, "Voices: {Count} were over their time, or of guests that are not known any more")]
        public static partial void Expired(ILogger logger, int count);
    }
}
