using VoiceHunte.Edge.Archive;
using VoiceHunte.Edge.Backups;
using VoiceHunte.Edge.Operations;

namespace VoiceHunte.Edge.Commands.Setup;

/// <summary>Writes the env file so that it is there as it was or as it is to be, whatever happens in between.</summary>
internal static class EnvFileOnDisk
{
    private const UnixFileMode NewMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    /// <summary>Where a link leads; the file itself where it is none.</summary>
    public static string Real(string path) => File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target ? target.FullName : Path.GetFullPath(path);

    /// <summary>Finds out before anything is asked whether the answers can be kept.</summary>
    /// <exception cref="SetupStoppedException">They cannot.</exception>
    public static void RequireRoom(string path)
    {
        try
        {
            Begin(HalfOf(path)).Dispose();
            File.Delete(HalfOf(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SetupStoppedException(ExitCode.InputOutput, [$"{path} cannot be written: {e.Message.TrimEnd('.')}: run it as root (sudo voicehunte setup), or name another file with --env-file"]);
        }
    }

    /// <summary>Keeps mode and owner of a file that is there; a new one is for its owner and group alone.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    /// <exception cref="UnauthorizedAccessException">Somebody else's directory.</exception>
    public static void Save(string path, string text)
    {
        var (real, half) = (Real(path), HalfOf(path));
        using (var file = new StreamWriter(Begin(half))) file.Write(text);
        var isThere = File.Exists(real);
        if (isThere) KeptFile.GiveToOwnerOf(half, real);
        File.SetUnixFileMode(half, isThere ? File.GetUnixFileMode(real) : NewMode);
        DurableFile.Settle(half, real);
    }

    private static FileStream Begin(string half)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(half)!);
        // Left over where an earlier try was killed.
        File.Delete(half);
        return DurableFile.CreateFile(half);
    }

    private static string HalfOf(string path) => Real(path) + ".new";
}
