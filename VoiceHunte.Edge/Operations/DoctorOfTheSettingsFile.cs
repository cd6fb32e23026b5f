namespace VoiceHunte.Edge.Operations;

/// <summary>Looks who may read the file with the secrets in it.</summary>
internal static class DoctorOfTheSettingsFile
{
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite;

    public static void Check(string path, DoctorReport report)
    {
        if (!File.Exists(path)) return;

        if (TooOpen(path) is { } mode) report.Warn("settings", $"{path} has mode {mode}, others can get at the secrets in it: chmod 640 {path}");
        else report.Good("settings", $"{path} is read by its owner and group alone");
    }

    /// <summary>The mode of a file that others may read or change, as chmod writes it; null for any other.</summary>
    public static string? TooOpen(string path)
    {
        var mode = File.GetUnixFileMode(path);
        return (mode & Others) == 0 ? null : Convert.ToString((int)mode, 8).PadLeft(4, '0');
    }
}
