using System.Globalization;
using System.IO.Compression;
using VoiceHunte.Edge.Archive;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Backups;

/// <param name="WasChecked">There was a checksum, and it matches.</param>
/// <param name="Kept">Where the database from before lies; null where there was none.</param>
/// <param name="ErasuresHandedOn">So many that the backup did not know; null where the database from before cannot be read.</param>
internal sealed record Restored(DatabaseContents Contents, bool WasChecked, string? Kept, int? ErasuresHandedOn);

/// <summary>
/// Puts a backup in the place of the database. It is looked over first, from end to end; the database from before is kept. At
/// every moment, also of a power cut, one of the two lies whole under the name.
/// </summary>
internal static class Restoration
{
    private const string Before = ".before-restore-";

    /// <param name="file">A backup, or a database as it is.</param>
    /// <exception cref="RestoreException">It is no good backup; nothing has been touched.</exception>
    /// <exception cref="StoreUnavailableException">It is damaged, or no database of ours; nothing has been touched.</exception>
    /// <exception cref="NewerSchemaException">It knows more than this program; nothing has been touched.</exception>
    /// <exception cref="DatabaseInUseException">An appliance serves with the database; nothing has been touched.</exception>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public static Restored Run(string file, string database, DateTimeOffset now)
    {
        var fresh = database + ".restoring";
        var directory = Path.GetDirectoryName(database)!;
        Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using var alone = OneAtATime.Enter(fresh + ".lock");
        try
        {
            var wasChecked = Checksum.Check(file);
            DatabaseCopy.Delete(fresh);
            Unpack(file, fresh);
            var contents = DatabaseCopy.Ready(fresh, file);
            if (!File.Exists(database))
            {
                ClearCompanions(database, kept: null);
                Settle(fresh, database, ownerAs: directory);
                return new Restored(contents, wasChecked, Kept: null, ErasuresHandedOn: 0);
            }

            using var old = OutgoingDatabase.Take(database);
            var handedOn = old.HandOnErasures(fresh);
            // A restore that was killed may have left the database a second name.
            KeptFile.Unlink(database, Path.GetFileName(database) + Before + "*");
            var kept = FreeName(string.Create(CultureInfo.InvariantCulture, $"{database}{Before}{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}"));
            KeptFile.Link(database, kept);
            // What lies beside it would spoil the new one. Of one that cannot be read nobody has brought it home: it is kept too.
            ClearCompanions(database, old.IsReadable ? null : kept);
            Settle(fresh, database, ownerAs: kept);
            return new Restored(contents, wasChecked, kept, handedOn);
        }
        finally
        {
            DatabaseCopy.Delete(fresh);
        }
    }

    private static string FreeName(string name)
    {
        var free = name;
        for (var other = 2; File.Exists(free); other++) free = string.Create(CultureInfo.InvariantCulture, $"{name}-{other}");
        return free;
    }

    private static void Unpack(string file, string fresh)
    {
        var isCompressed = BackupFile.IsCompressed(file);
        using (var source = File.OpenRead(file))
        using (var target = DurableFile.CreateFile(fresh))
        {
            if (!isCompressed) source.CopyTo(target);
            else Inflate(source, target, file);
        }

        if (isCompressed) return;
        // A database that was copied as it lay may have its last writes in a file beside it.
        foreach (var (beside, to) in DatabaseFile.Companions(file).Zip(DatabaseFile.Companions(fresh)))
        {
            if (File.Exists(beside) && !beside.EndsWith("-shm", StringComparison.Ordinal)) File.Copy(beside, to, overwrite: true);
        }
    }

    private static void Inflate(Stream source, Stream target, string file)
    {
        try
        {
            using var gzip = new GZipStream(source, CompressionMode.Decompress);
            gzip.CopyTo(target);
        }
        catch (InvalidDataException trouble)
        {
            throw new RestoreException($"{file} is damaged or cut off ({trouble.Message}): get it again, or take another backup", trouble);
        }
    }

    private static void ClearCompanions(string database, string? kept)
    {
        foreach (var (beside, to) in DatabaseFile.Companions(database).Zip(DatabaseFile.Companions(kept ?? database)))
        {
            if (kept is not null && File.Exists(beside)) KeptFile.Link(beside, to);
            File.Delete(beside);
        }
    }

    private static void Settle(string fresh, string database, string ownerAs)
    {
        KeptFile.GiveToOwnerOf(fresh, ownerAs);
        DurableFile.Settle(fresh, database);
    }
}
