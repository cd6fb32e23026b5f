using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Archive;

/// <summary>The places there are: the one for new files, and any that an older file names.</summary>
internal sealed class Archives(DirectoryArchive directory, IArchive? bucket) : IDisposable
{
    public static Archives Open(EdgeSettings settings, TimeProvider time) =>
        new(new DirectoryArchive(settings.DataDir), settings.Bucket is { } bucket ? new BucketArchive(bucket, time) : null);

    /// <summary>The bucket where one is set, else the data directory.</summary>
    public IArchive Current => bucket ?? directory;

    public DirectoryArchive Directory => directory;

    /// <summary>Null where RECORDINGS_BUCKET is not set.</summary>
    public IArchive? Bucket => bucket;

    public void Dispose() => (bucket as IDisposable)?.Dispose();

    /// <summary>The archive that a storage key of the database names, and the key in it; null where that bucket is not ours any more.</summary>
    public (IArchive Archive, string Key)? Find(string storageKey)
    {
        foreach (var archive in (IArchive?[])[directory, bucket])
        {
            var beginning = archive?.StorageKey("");
            if (beginning is not null && storageKey.StartsWith(beginning, StringComparison.Ordinal)) return (archive!, storageKey[beginning.Length..]);
        }

        return null;
    }
}
