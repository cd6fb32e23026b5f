using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace VoiceHunte.Edge.Archive;

/// <summary>Files that are whole or not there, also after a power cut.</summary>
internal static partial class DurableFile
{
    private const int Interrupted = 4; // EINTR

    /// <summary>Makes a file that only its owner may read; one that is there is emptied.</summary>
    public static FileStream CreateFile(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.Create,
        Access = FileAccess.Write,
        Share = FileShare.Read,
        Options = FileOptions.Asynchronous,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    });

    /// <summary>Brings what was written to the disk, and only then gives it its name.</summary>
    /// <exception cref="IOException">The disk did not take it.</exception>
    public static void Settle(string half, string path)
    {
        using (var file = File.OpenHandle(half, FileMode.Open, FileAccess.ReadWrite)) Sync(file, half);
        File.Move(half, path, overwrite: true);
        using var directory = OpenDirectory(Path.GetDirectoryName(path)!);
        Sync(directory, path);
    }

    /// <summary>Brings what was written to the disk. By libc's own: FileStream.Flush(true) says nothing of an fsync that failed.</summary>
    /// <exception cref="IOException">The disk did not take it.</exception>
    public static void Sync(SafeFileHandle file, string path)
    {
        int error;
        do
        {
            if (Fsync(file) == 0) return;
            error = Marshal.GetLastPInvokeError();
        }
        while (error == Interrupted);
        throw new IOException($"{path}: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    private static SafeFileHandle OpenDirectory(string path)
    {
        const int readOnlyDirectoryCloseOnExec = 0x10000 | 0x80000; // O_DIRECTORY | O_CLOEXEC on x86-64
        var descriptor = Open(path, OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x4000 | 0x80000 : readOnlyDirectoryCloseOnExec);
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
