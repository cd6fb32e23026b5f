using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Operations;

/// <summary>Looks at the data directory, its disk, and the database in it with its backups.</summary>
internal static class DoctorOfTheMachine
{
    public static void Check(EdgeSettings settings, DoctorReport report, TimeProvider time)
    {
        if (!CheckDirectory(settings, report)) return;
        CheckDisk(settings, report);
        CheckDatabase(settings, report);
        DoctorOfBackups.Check(settings, report, time.GetUtcNow());
    }

    private static bool CheckDirectory(EdgeSettings settings, DoctorReport report)
    {
        var trial = Path.Combine(settings.DataDir, $".doctor-{Environment.ProcessId}");
        try
        {
            Directory.CreateDirectory(settings.DataDir, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            File.WriteAllBytes(trial, "written by voicehunte doctor"u8);
            File.Delete(trial);
            report.Good("data", settings.DataDir);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.Fail("data", $"{e.Message}: give the service's user this directory, or set DATA_DIR", ExitCode.InputOutput);
            return false;
        }
    }

    private static void CheckDisk(EdgeSettings settings, DoctorReport report)
    {
        var free = new DriveInfo(settings.DataDir).AvailableFreeSpace;
        var finding = $"{free / 1_000_000} MB free";
        if (free >= settings.MinFreeDiskBytes) report.Good("disk", finding);
        else report.Fail("disk", $"{finding}: make room, {settings.MinFreeDiskBytes / 1_000_000} MB are wanted (MIN_FREE_DISK_MB)", ExitCode.InputOutput);
    }

    private static void CheckDatabase(EdgeSettings settings, DoctorReport report)
    {
        if (!File.Exists(settings.DatabasePath)) report.Good("database", "none yet: the first start makes it");
        else if (DatabaseExamination.FindFault(settings.DatabasePath) is { } fault)
            report.Fail("database", fault, ExitCode.InputOutput);
        else report.Good("database", $"{settings.DatabasePath} is whole (SQLite {CallStore.SqliteVersion})");
    }
}
