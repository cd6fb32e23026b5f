using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace VoiceHunte.Edge.Backups;

/// <summary>What .NET does not know of files: second names and owners. Neither opens the file.</summary>
internal static partial class KeptFile
{
    private const int CurrentDirectory = -100; // AT_FDCWD

    /// <summary>Gives a file a second name; it is there under both.</summary>
    /// <exception cref="IOException">The second name is taken, or the disk knows no such thing.</exception>
    public static void Link(string path, string second)
    {
        if (MakeLink(path, second) != 0) throw new IOException($"{second}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    /// <summary>
    /// Gives a file to whoever owns another one: a restore by root is to leave a database that the service can open. Without the
    /// right to do so the file stays as it is.
    /// </summary>
    public static void GiveToOwnerOf(string path, string other)
    {
        // Laid out the same on every machine: user and group are the 32 bits at 20 and 24.
        Span<byte> facts = stackalloc byte[256];
        const uint owners = 0x8 | 0x10; // STATX_UID | STATX_GID
        if (Statx(CurrentDirectory, other, 0, owners, facts) != 0) return;
        _ = Chown(path, BinaryPrimitives.ReadUInt32LittleEndian(facts[20..]), BinaryPrimitives.ReadUInt32LittleEndian(facts[24..]));
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeLink(string path, string second);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, Span<byte> facts);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Chown(string path, uint user, uint group);
}
