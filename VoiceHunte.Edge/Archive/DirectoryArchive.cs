namespace VoiceHunte.Edge.Archive;

/// <summary>A directory of this machine; what lies in it nobody else may read.</summary>
/// <param name="root">Made where it is missing.</param>
internal sealed class DirectoryArchive(string root) : IArchive
{
    private const string Half = ".part";

    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string StorageKey(string key) => "data:" + key;

    /// <summary>Where a key's file lies.</summary>
    /// <exception cref="ArchiveException">The key leads out of the directory.</exception>
    public string PathOf(string key)
    {
        var path = Path.GetFullPath(Path.Combine(root, key));
        return path.StartsWith(Path.GetFullPath(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new ArchiveException("a key leads out of the data directory", isLasting: true, cause: null);
    }

    public async Task PutAsync(string key, LocalFile file, IUploadProgress progress, CancellationToken cancel)
    {
        var path = PathOf(key);
        if (path == Path.GetFullPath(file.Path)) return;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!, Owner | UnixFileMode.UserExecute);
            var half = path + Half;
            await CopyAsync(file.Path, half, cancel);
            DurableFile.Settle(half, path);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new ArchiveException($"{path} cannot be written: {trouble.Message}", isLasting: false, trouble);
        }
    }

    public Task<ArchivedFile?> OpenAsync(string key, long from, long? to, CancellationToken cancel)
    {
        var path = PathOf(key);
        if (!File.Exists(path)) return Task.FromResult<ArchivedFile?>(null);
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
            var last = Math.Min(to ?? long.MaxValue, stream.Length - 1);
            stream.Position = Math.Min(from, stream.Length);
            return Task.FromResult<ArchivedFile?>(new ArchivedFile(new PieceOfStream(stream, Math.Max(0, last - from + 1)), from, last, stream.Length));
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new ArchiveException($"{path} cannot be read: {trouble.Message}", isLasting: false, trouble);
        }
    }

    public Task DeleteAsync(string key, CancellationToken cancel)
    {
        try
        {
            File.Delete(PathOf(key));
        }
        catch (DirectoryNotFoundException)
        {
            // Then the file is not there either.
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new ArchiveException($"{PathOf(key)} cannot be deleted: {trouble.Message}", isLasting: false, trouble);
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ArchivedName>> ListAsync(string prefix, CancellationToken cancel)
    {
        var top = Path.GetDirectoryName(PathOf(prefix + "x"))!;
        IReadOnlyList<ArchivedName> names = !Directory.Exists(top)
            ? []
            : [.. new DirectoryInfo(top).EnumerateFiles("*", SearchOption.AllDirectories)
                .Where(file => file.Extension != Half)
                .Select(file => new ArchivedName(Path.GetRelativePath(root, file.FullName), file.Length, file.LastWriteTimeUtc))
                .Where(name => name.Key.StartsWith(prefix, StringComparison.Ordinal))
                .OrderBy(name => name.Key, StringComparer.Ordinal)];
        return Task.FromResult(names);
    }

    public Task<int> TidyAsync(string prefix, DateTimeOffset before, CancellationToken cancel)
    {
        var top = PathOf(prefix.TrimEnd('/'));
        if (!Directory.Exists(top)) return Task.FromResult(0);
        var halves = new DirectoryInfo(top).EnumerateFiles("*" + Half, SearchOption.AllDirectories).Where(file => file.LastWriteTimeUtc < before.UtcDateTime).ToList();
        foreach (var half in halves) half.Delete();
        return Task.FromResult(halves.Count);
    }

    public Uri? Link(string key, TimeSpan validFor) => null;

    private static async Task CopyAsync(string from, string to, CancellationToken cancel)
    {
        await using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        await using var target = DurableFile.CreateFile(to);
        await source.CopyToAsync(target, cancel);
    }
}
