using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Packaging;

/// <summary>A folder that dpkg takes for a machine: nothing is installed on this one, and no service of it is touched.</summary>
internal sealed class DpkgFolder : IDisposable
{
    private const string Dpkg = "var/lib/dpkg";

    private readonly TemporaryFolder folder = new();

    public DpkgFolder()
    {
        foreach (var needed in new[] { "info", "updates", "triggers" }) Directory.CreateDirectory(File($"{Dpkg}/{needed}"));
        foreach (var needed in new[] { "status", "available" }) System.IO.File.WriteAllText(File($"{Dpkg}/{needed}"), "");
    }

    public string File(string path) => folder.File(path);

    /// <summary>Nothing else is installed there, so that what the package needs is not asked for.</summary>
    public Task RunAsync(params string[] arguments) => Tool.RunAsync(
        "dpkg", ["--root=" + folder.Path, "--log=/dev/null", "--force-script-chrootless", "--force-depends", "--force-confold", .. arguments]);

    /// <summary>What is there of the package, dpkg's own notes aside.</summary>
    public IEnumerable<string> Left() =>
        Directory.EnumerateFileSystemEntries(folder.Path, "*voicehunte*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder.Path, path))
            .Where(path => !path.StartsWith(Dpkg, StringComparison.Ordinal));

    public void Dispose() => folder.Dispose();
}
