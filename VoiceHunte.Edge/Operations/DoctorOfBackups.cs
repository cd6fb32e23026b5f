using System.Globalization;
using Microsoft.Data.Sqlite;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Operations;

/// <summary>Tells when the last good backup was made and where it lies, and warns where it is old or the last try failed.</summary>
internal static class DoctorOfBackups
{
    private const string Part = "backups";
    private const string AtOnce = "`voicehunte backup FILE` makes one at once";

    private static readonly TimeSpan TooOld = TimeSpan.FromDays(2);

    public static void Check(EdgeSettings settings, DoctorReport report, DateTimeOffset now)
    {
        if (settings.Backup.Place == BackupPlace.Off)
        {
            report.Good(Part, "off (BACKUP_PLACE)");
            return;
        }

        if (Read(settings.DatabasePath) is not { } backups)
        {
            report.Good(Part, "none yet; the first is made minutes after the start");
            return;
        }

        var (good, last) = (backups.LastGood, backups.LastTry);
        if (last?.Problem is { } problem)
            report.Warn(Part, $"the last try, {Moment(last)}, failed ({problem}), {LastGood(good)}: mend that, the night tries again; {AtOnce}");
        else if (good is null) report.Good(Part, "none yet; the first is made minutes after the start");
        else if (IsGone(good, settings)) report.Warn(Part, $"{Place(good)} of {Moment(good)} is not there any more: look who deletes in {settings.DataDir}; {AtOnce}");
        else if (now - good.CreatedAt > TooOld)
            report.Warn(Part, $"{LastGood(good)}: let the service run at NIGHTLY_TIME, or start it anew and wait some minutes; {AtOnce}");
        else report.Good(Part, $"the last one is of {Moment(good)}, {Size(good)}, {Place(good)}");
    }

    /// <summary>Null where there is no database, or none that can be read: that has its own line.</summary>
    private static BackupsSoFar? Read(string path)
    {
        try
        {
            if (!File.Exists(path)) return null;
            using var history = CallHistory.Open(path);
            return history.Backups;
        }
        catch (Exception trouble) when (trouble is StoreUnavailableException or NewerSchemaException or SqliteException)
        {
            return null;
        }
    }

    private static string LastGood(StoredBackup? good) =>
        good is null ? "there has never been a good one" : $"the last good one is of {Moment(good)}, {Size(good)}, {Place(good)}";

    private static bool IsGone(StoredBackup good, EdgeSettings settings) =>
        good.StorageKey?.StartsWith("data:", StringComparison.Ordinal) == true && !File.Exists(Path.Combine(settings.DataDir, Place(good)));

    // As it is found below DATA_DIR, or in the bucket.
    private static string Place(StoredBackup good) =>
        good.StorageKey is { } key && key.StartsWith("data:", StringComparison.Ordinal) ? key["data:".Length..] : good.StorageKey ?? "";

    private static string Moment(StoredBackup one) => one.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Size(StoredBackup one) => string.Create(CultureInfo.InvariantCulture, $"{(one.Bytes ?? 0) / 1e6:0.0} MB");
}
