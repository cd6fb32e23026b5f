using System.IO.Compression;
using VoiceHunte.Edge.Archive;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Backups;

/// <param name="Bytes">Compressed.</param>
/// <param name="Sha256">Of the compressed file, in lower-case hexadecimal digits.</param>
internal sealed record MadeBackup(string Path, long Bytes, string Sha256, DatabaseContents Contents);

/// <summary>A backup: the whole database in one compressed file, and its checksum beside it.</summary>
internal static class BackupFile
{
    private static readonly byte[] Gzip = [0x1f, 0x8b];

    /// <summary>What lies there begins as compressed files do.</summary>
    public static bool IsCompressed(string file)
    {
        using var content = File.OpenRead(file);
        var beginning = new byte[Gzip.Length];
        return content.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false) == Gzip.Length && beginning.AsSpan().SequenceEqual(Gzip);
    }

    /// <summary>
    /// Makes one while others write. It has its name only once it is whole and on the disk. Takes as long as the database is
    /// large: not for a thread of the pool.
    /// </summary>
    /// <param name="target">Replaced where it is there. Beside it there is room for the database once more, uncompressed.</param>
    /// <param name="name">The name in the checksum; null: the target's own.</param>
    /// <exception cref="IOException">The disk does not take it.</exception>
    /// <exception cref="StoreUnavailableException">There is no database, or it is damaged.</exception>
    public static MadeBackup Make(string database, string target, string? name = null)
    {
        var (copy, half) = (target + ".copy.part", target + ".part");
        using var alone = OneAtATime.Enter(target + ".lock.part");
        try
        {
            var contents = DatabaseCopy.Make(database, copy);
            using (var whole = File.OpenRead(copy))
            using (var gzip = new GZipStream(DurableFile.CreateFile(half), CompressionLevel.Optimal)) whole.CopyTo(gzip);

            var (sha256, bytes) = (Checksum.Of(half), new FileInfo(half).Length);
            // The old checksum first: without one a backup can be restored, beside a wrong one it cannot.
            File.Delete(Checksum.PathOf(target));
            DurableFile.Settle(half, target);
            Checksum.Write(Checksum.PathOf(target), sha256, name ?? Path.GetFileName(target));
            return new MadeBackup(target, bytes, sha256, contents);
        }
        finally
        {
            DatabaseCopy.Delete(copy);
            File.Delete(half);
        }
    }
}
