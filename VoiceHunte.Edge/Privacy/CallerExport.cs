using System.Text.Encodings.Web;
using System.Text.Json;
using VoiceHunte.Edge.Archive;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Privacy;

/// <summary>All that is kept on one caller, for the caller: one JSON, and the sound beside it.</summary>
internal sealed class CallerExport(CallStore store, Archives archives)
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="StoreUnavailableException">The disk cannot say.</exception>
    public Task<byte[]> ReadAsync(string phone, CancellationToken cancel) => store.ReadForOfficeAsync(
        history =>
        {
            using var bytes = new MemoryStream();
            using (var json = new Utf8JsonWriter(bytes, Readable)) history.Caller.Write(phone, json);
            return bytes.ToArray();
        },
        cancel);

    /// <summary>Writes <c>caller.json</c> and the directory <c>audio</c>; nobody else may read them.</summary>
    /// <returns>What is kept of sound and could not be fetched.</returns>
    /// <exception cref="IOException">The disk does not take it.</exception>
    /// <exception cref="StoreUnavailableException">The database cannot say.</exception>
    public async Task<IReadOnlyList<string>> WriteAsync(string phone, string directory, CancellationToken cancel)
    {
        var audio = Path.Combine(directory, "audio");
        Directory.CreateDirectory(directory, Owner | UnixFileMode.UserExecute);
        Directory.CreateDirectory(audio, Owner | UnixFileMode.UserExecute);
        await using (var file = DurableFile.CreateFile(Path.Combine(directory, "caller.json"))) await file.WriteAsync(await ReadAsync(phone, cancel), cancel);

        var missing = new List<string>();
        foreach (var path in await store.ReadForOfficeAsync(history => history.Caller.AudioFiles(phone), cancel))
            await CopyAsync(archives.Directory, path, path);
        foreach (var recording in await store.ReadForOfficeAsync(history => history.Caller.Recordings(phone), cancel))
        {
            if (recording.StorageKey is { } key && archives.Find(key) is var (archive, name)) await CopyAsync(archive, name, recording.RecordingSid);
            else if (recording.AtTwilio || recording.StorageKey is not null) missing.Add(recording.RecordingSid);
        }

        return missing;

        async Task CopyAsync(IArchive from, string key, string what)
        {
            try
            {
                await using var found = await from.OpenAsync(key, 0, null, cancel);
                if (found is null)
                {
                    missing.Add(what);
                    return;
                }

                await using var copy = DurableFile.CreateFile(Path.Combine(audio, Path.GetFileName(key)));
                await found.Content.CopyToAsync(copy, cancel);
            }
            catch (ArchiveException)
            {
                missing.Add(what);
            }
        }
    }
}
