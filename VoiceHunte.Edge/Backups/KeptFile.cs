using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace VoiceHunte.Edge.Backups;

/// <summary>What .NET does not know of files: second names and owners. Neither opens the file.</summary>
internal static partial class KeptFile
{
    private const int CurrentDirectory = -100; // AT_FDCWD

    // struct statx is laid out the same on every machine.
    private const int FactsLength = 256, UserAt = 20, GroupAt = 24, NumberAt = 32;
    private const uint Owners = 0x8 | 0x10, Number = 0x100; // STATX_UID | STATX_GID, STATX_INO

    /// <summary>Gives a file a second name; it is there under both.</summary>
    /// <exception cref="IOException">The second name is taken, or the disk knows no such thing.</exception>
    public static void Link(string path, string second)
    {
        if (MakeLink(path, second) != 0) throw new IOException($"{second}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    /// <summary>Takes away further names of a file among those of its directory that match.</summary>
    public static void Unlink(string path, string pattern)
    {
        Span<byte> facts = stackalloc byte[FactsLength];
        if (Statx(CurrentDirectory, path, 0, Number, facts) != 0) return;
        var number = BinaryPrimitives.ReadUInt64LittleEndian(facts[NumberAt..]);
        foreach (var other in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, pattern))
        {
            if (Statx(CurrentDirectory, other, 0, Number, facts) == 0 && BinaryPrimitives.ReadUInt64LittleEndian(facts[NumberAt..]) == number) File.Delete(other);
        }
    }

    /// <summary>
    /// Gives a file to whoever owns another one: a restore by root is to leave a database that the service can open. Without the
    /// right to do so the file stays as it is.
    /// </summary>
    public static void GiveToOwnerOf(string path, string other)
    {
        Span<byte> facts = stackalloc byte[FactsLength];
        if (Statx(CurrentDirectory, other, 0, Owners, facts) != 0) return;
        _ = Chown(path, BinaryPrimitives.ReadUInt32LittleEndian(facts[UserAt..]), BinaryPrimitives.ReadUInt32LittleEndian(facts[GroupAt..]));
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeLink(string path, string second);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, Span<byte> facts);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Chown(string path, uint user, uint group);
}
