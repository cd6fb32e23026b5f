using System.Diagnostics;

namespace VoiceHunte.Edge.Tests.Store;

/// <summary>A real disk of a few megabytes (tmpfs), which really fills up. Only root may mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    private string Filler => System.IO.Path.Combine(Path, "filler");

    public static SmallDisk Mount(string path, int megabytes)
    {
        Directory.CreateDirectory(path);
        var problem = Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", path);
        if (problem is not null) Assert.Skip($"mounting is not allowed here: {problem}");
        return new SmallDisk(path);
    }

    public void Fill(long leaveBytes)
    {
        using var filler = File.Create(Filler);
        filler.Write(new byte[new DriveInfo(Path).AvailableFreeSpace - leaveBytes]);
    }

    public void MakeRoom() => File.Delete(Filler);

    public void Dispose() => Run("umount", "--lazy", Path);

    private static string? Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var problem = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : problem.Trim();
    }
}
