using System.Globalization;

namespace VoiceHunte.Edge.Speech;

/// <summary>A file that was dropped to make room, or null; the file that was kept, or null.</summary>
internal sealed record CacheChange(string? Kept, IReadOnlyList<string> Dropped);

/// <summary>
/// Speech on the disk, bounded: who was heard longest ago makes room. Files are named KEY.BYTES.FORMAT, so that one that
/// lost its end in a power cut is known by its name. When the disk refuses, speech goes on without it.
/// </summary>
internal sealed partial class AudioCache(string folder, long mostBytes, TimeProvider time, ILogger<AudioCache> logger)
{
    private const string Unfinished = ".part";

    // What is read back to a caller is in these files: nobody but the service may hear it.
    private const UnixFileMode OwnersOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly FileStreamOptions OwnFile = new()
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.Write,
        Share = FileShare.None,
        BufferSize = 0,
        Options = FileOptions.Asynchronous,
        UnixCreateMode = OwnersOnly,
    };

    private readonly Lock gate = new();
    private readonly Dictionary<string, CachedFile> files = [];
    private long bytes;

    /// <summary>Looks at what an earlier run left behind.</summary>
    public static AudioCache Open(string folder, long mostBytes, TimeProvider time, ILogger<AudioCache> logger)
    {
        var cache = new AudioCache(folder, mostBytes, time, logger);
        cache.Look();
        cache.MakeRoom(butNot: "");
        return cache;
    }

    /// <summary>The file of this speech, as its path from DATA_DIR on, and its bytes; null where there is none.</summary>
    public async Task<(string File, byte[] Audio)?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (Touch(key) is not { } file) return null;
        try
        {
            var audio = await File.ReadAllBytesAsync(PathOf(file.Name), cancellationToken);
            if (audio.Length != file.Bytes) throw new IOException($"{file.Name} has {audio.Length} bytes");
            File.SetLastWriteTimeUtc(PathOf(file.Name), file.LastHeard.UtcDateTime);
            return (Named(file.Name), audio);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.CannotRead(logger, folder, e.Message);
            if (Drop(key) is { } name) Delete(name);
            return null;
        }
    }

    /// <summary>Keeps whole speech. Never throws for the disk's sake.</summary>
    public async Task<CacheChange> KeepAsync(string key, string format, ReadOnlyMemory<byte> audio, CancellationToken cancellationToken)
    {
        if (audio.Length > mostBytes) return new CacheChange(null, []);
        var name = string.Create(CultureInfo.InvariantCulture, $"{key}.{audio.Length}.{format}");
        try
        {
            await WriteAsync(name, audio, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.CannotWrite(logger, folder, e.Message);
            return new CacheChange(null, []);
        }

        Add(new CachedFile(key, name, audio.Length, time.GetUtcNow()));
        return new CacheChange(Named(name), MakeRoom(key));
    }

    private void Look()
    {
        try
        {
            foreach (var file in MakePrivate(folder).EnumerateFiles())
            {
                if (CachedFile.Of(file) is { } whole) Add(whole);
                else file.Delete();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.CannotRead(logger, folder, e.Message);
        }
    }

    private static DirectoryInfo MakePrivate(string folder)
    {
        var directory = Directory.CreateDirectory(folder, OwnersOnly | UnixFileMode.UserExecute);
        directory.UnixFileMode = OwnersOnly | UnixFileMode.UserExecute;
        return directory;
    }

    private async Task WriteAsync(string name, ReadOnlyMemory<byte> audio, CancellationToken cancellationToken)
    {
        MakePrivate(folder);
        var unfinished = PathOf(Guid.NewGuid().ToString("N") + Unfinished);
        try
        {
            await using (var file = new FileStream(unfinished, OwnFile))
            {
                await file.WriteAsync(audio, cancellationToken);
            }

            // One clock for all of them: a restart goes by these times.
            File.SetLastWriteTimeUtc(unfinished, time.GetUtcNow().UtcDateTime);
            File.Move(unfinished, PathOf(name), overwrite: true);
        }
        finally
        {
            // After the move there is nothing left to delete.
            File.Delete(unfinished);
        }
    }

    private CachedFile? Touch(string key)
    {
        lock (gate)
        {
            return files.TryGetValue(key, out var file) ? files[key] = file with { LastHeard = time.GetUtcNow() } : null;
        }
    }

    private void Add(CachedFile file)
    {
        lock (gate)
        {
            if (files.TryGetValue(file.Key, out var older)) bytes -= older.Bytes;
            files[file.Key] = file;
            bytes += file.Bytes;
        }
    }

    private string? Drop(string key)
    {
        lock (gate)
        {
            if (!files.Remove(key, out var file)) return null;
            bytes -= file.Bytes;
            return file.Name;
        }
    }

    private List<string> MakeRoom(string butNot)
    {
        var dropped = new List<string>();
        while (LongestUnheard(butNot) is { } key && Drop(key) is { } name)
        {
            Delete(name);
            dropped.Add(Named(name));
        }

        return dropped;
    }

    private void Delete(string name)
    {
        try
        {
            File.Delete(PathOf(name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.CannotWrite(logger, folder, e.Message);
        }
    }

    private string? LongestUnheard(string butNot)
    {
        lock (gate)
        {
            return bytes <= mostBytes ? null : files.Values.Where(f => f.Key != butNot).MinBy(f => f.LastHeard)?.Key;
        }
    }

    private string PathOf(string name) => Path.Combine(folder, name);

    private string Named(string name) => Path.Combine(Path.GetFileName(folder), name);

    private static partial class Log
    {
        [LoggerMessage(EventId = 1210, Level = LogLevel.Warning, Message = "Audio cache {Folder} cannot be read, speech is made anew: {Reason}")]
        public static partial void CannotRead(ILogger logger, string folder, string reason);

        [LoggerMessage(EventId = 1211, Level = LogLevel.Warning, Message = "Audio cache {Folder} cannot be written, speech comes from memory: {Reason}")]
        public static partial void CannotWrite(ILogger logger, string folder, string reason);
    }
}
