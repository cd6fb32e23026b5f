using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using VoiceHunte.Edge.Archive;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Backups;

/// <summary>
/// Backs the database up to where BACKUP_PLACE says, and keeps the last BACKUP_KEEP. Each try leaves a row in
/// <c>backups</c>, for the doctor; one that failed takes none of the older ones away.
/// </summary>
internal sealed partial class NightlyBackup(EdgeSettings settings, CallStore store, Archives archives, TimeProvider time, ILogger<NightlyBackup> logger) : IDisposable
{
    private const string Folder = "backups/";

    private readonly SemaphoreSlim oneAtATime = new(1, 1);

    private IArchive Place => settings.Backup.Place == BackupPlace.Bucket ? archives.Bucket ?? archives.Directory : archives.Directory;

    public async Task RunAsync(CancellationToken cancel)
    {
        if (settings.Backup.Place == BackupPlace.Off) return;
        await oneAtATime.WaitAsync(cancel);
        try
        {
            await BackUpAsync(cancel);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private async Task BackUpAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        try
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{Folder}voicehunte-{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}.db.gz");
            var made = await MakeAsync(key, cancel);
            await store.KeepBackupAsync(new StoredBackup(now, Place.StorageKey(key), made.Bytes, made.Sha256, null));
            Log.Made(logger, Place.StorageKey(key), made.Bytes);
        }
        catch (Exception trouble) when (!cancel.IsCancellationRequested)
        {
            var problem = trouble is SqliteException ? DiskTrouble.Describe(trouble, settings.DatabasePath) : trouble.Message;
            await store.KeepBackupAsync(new StoredBackup(now, null, null, null, problem));
            Log.Failed(logger, problem, trouble);
            return;
        }

        await RotateAsync(cancel);
    }

    private async Task<MadeBackup> MakeAsync(string key, CancellationToken cancel)
    {
        // In the data directory it is made where it stays. For a bucket under a name that the next one takes again.
        var isLocal = Place == archives.Directory;
        var file = archives.Directory.PathOf(isLocal ? key : Folder + "for-the-bucket.part");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        // What a kill or a power cut left half done.
        foreach (var left in Directory.EnumerateFiles(Path.GetDirectoryName(file)!, "voicehunte-*.part*")) File.Delete(left);
        CheckRoom();
        try
        {
            // A thread of its own: those of the pool answer callers.
            var made = await Task.Factory.StartNew(
                () => BackupFile.Make(settings.DatabasePath, file, Path.GetFileName(key)), cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(cancel);
            if (!isLocal) await UploadAsync(key, made, cancel);
            return made;
        }
        finally
        {
            if (!isLocal)
            {
                File.Delete(Checksum.PathOf(file));
                File.Delete(file);
            }
        }
    }

    // A backup never takes what the call log needs. Beside the copy there is, for a moment, the compressed one, which is smaller.
    private void CheckRoom()
    {
        var database = new FileInfo(settings.DatabasePath);
        var log = new FileInfo(settings.DatabasePath + "-wal");
        var wanted = 2 * ((database.Exists ? database.Length : 0) + (log.Exists ? log.Length : 0));
        var free = new DriveInfo(settings.DataDir).AvailableFreeSpace;
        if (free - wanted < settings.MinFreeDiskBytes)
            throw new IOException($"{free / 1_000_000} MB are free, a backup takes {wanted / 1_000_000} for a moment and {settings.MinFreeDiskBytes / 1_000_000} are to stay (MIN_FREE_DISK_MB)");
    }

    private async Task UploadAsync(string key, MadeBackup made, CancellationToken cancel)
    {
        await PutAsync(key, made.Path, made.Bytes, made.Sha256, "application/gzip", cancel);
        var checksum = Checksum.PathOf(made.Path);
        await PutAsync(Checksum.PathOf(key), checksum, new FileInfo(checksum).Length, Checksum.Of(checksum), "text/plain", cancel);
    }

    private Task PutAsync(string key, string file, long bytes, string sha256, string contentType, CancellationToken cancel) =>
        Place.PutAsync(key, new LocalFile(file, bytes, sha256, contentType), new ForgottenProgress(), cancel);

    private async Task RotateAsync(CancellationToken cancel)
    {
        try
        {
            var ours = (await Place.ListAsync(Folder, cancel)).Select(name => name.Key).Where(key => OurName().IsMatch(key));
            foreach (var key in ours.OrderDescending(StringComparer.Ordinal).Skip(settings.Backup.Keep).ToList())
            {
                await Place.DeleteAsync(Checksum.PathOf(key), cancel);
                await Place.DeleteAsync(key, cancel);
                Log.Rotated(logger, Place.StorageKey(key));
            }
        }
        catch (Exception trouble) when (!cancel.IsCancellationRequested && trouble is ArchiveException or IOException or UnauthorizedAccessException)
        {
            // The new one is good all the same, and the next night rotates again.
            Log.NotRotated(logger, trouble.Message);
        }
    }

    [GeneratedRegex(@"^backups/voicehunte-[0-9]{8}T[0-9]{6}Z\.db\.gz$")]
    private static partial Regex OurName();

    /// <summary>An upload that was broken off begins anew with the next backup, which is another one.</summary>
    private static partial class Log
    {
        [LoggerMessage(2500, LogLevel.Information, "The database is backed up: {Key}, {Bytes} bytes")]
        public static partial void Made(ILogger logger, string key, long bytes);

        [LoggerMessage(2501, LogLevel.Error, "The backup failed and is tried again the night after: {Problem}")]
        public static partial void Failed(ILogger logger, string problem, Exception trouble);

        [LoggerMessage(2502, LogLevel.Information, "An old backup is gone: {Key}")]
        public static partial void Rotated(ILogger logger, string key);

        [LoggerMessage(2503, LogLevel.Warning, "Old backups cannot be taken away: {Problem}")]
        public static partial void NotRotated(ILogger logger, string problem);
    }
}
