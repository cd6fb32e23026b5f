namespace VoiceHunte.Edge.Tests.Packaging;

/// <summary>Reads a .deb with dpkg's own tools.</summary>
internal static class DebFile
{
    /// <summary>Mode, owner and path of each file that is no folder, in order.</summary>
    public static async Task<IEnumerable<string>> FilesAsync(string deb) =>
        (await Tool.RunAsync("dpkg-deb", "--contents", deb)).Lines
            .Where(line => line[0] != 'd')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(fields => $"{fields[0]} {fields[1]} {fields[5]}")
            .Order(StringComparer.Ordinal);

    /// <param name="path">As the package has it, with "./" before.</param>
    /// <param name="through">What its bytes go through to be text, such as <c>| gunzip</c>.</param>
    public static async Task<string> TextAsync(string deb, string path, string through = "") =>
        (await Tool.RunAsync("bash", "-c", $"set -o pipefail; dpkg-deb --fsys-tarfile \"$1\" | tar --extract --to-stdout --file=- \"$2\" {through}", "bash", deb, path)).Output;
}
