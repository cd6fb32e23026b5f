using VoiceHunte.Edge.Archive;
using VoiceHunte.Edge.Backups;

namespace VoiceHunte.Edge.Commands.Setup;

/// <summary>Writes the env file so that it is there as it was or as it is to be, whatever happens in between.</summary>
internal static class EnvFileOnDisk
{
    private const UnixFileMode NewMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    /// <summary>Where a link leads; the file itself where it is none.</summary>
    public static string Real(string path) => File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target ? target.FullName : Path.GetFullPath(path);

    /// <summary>Keeps mode and owner of a file that is there; a new one is for its owner and group alone.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    /// <exception cref="UnauthorizedAccessException">Somebody else's directory.</exception>
    public static void Save(string path, string text)
    {
        var real = Real(path);
        Directory.CreateDirectory(Path.GetDirectoryName(real)!);
        // Left over where an earlier try was killed.
        var half = real + ".new";
        File.Delete(half);
        using (var file = new StreamWriter(DurableFile.CreateFile(half))) file.Write(text);
        var isThere = File.Exists(real);
        if (isThere) KeptFile.GiveToOwnerOf(half, real);
        File.SetUnixFileMode(half, isThere ? File.GetUnixFileMode(real) : NewMode);
        DurableFile.Settle(half, real);
    }
}
