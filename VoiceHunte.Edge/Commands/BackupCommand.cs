using System.CommandLine;
using VoiceHunte.Edge.Backups;
using VoiceHunte.Edge.Operations;

namespace VoiceHunte.Edge.Commands;

/// <summary><c>voicehunte backup FILE</c>: the whole database in one file, also while the appliance answers calls.</summary>
internal static class BackupCommand
{
    private static readonly Argument<string> Target = new("FILE") { Description = "Where it goes, such as /mnt/usb/voicehunte.db.gz; FILE.sha256 is laid beside it" };

    private static readonly Option<bool> Force = new("--force") { Description = "Replace an older backup of that name" };

    /// <param name="dataDir">The data directory; null when the settings are wrong and that has been said.</param>
    public static Command Create(Func<ParseResult, string?> dataDir)
    {
        var backup = new Command("backup", "Copy the database into one compressed file with its checksum, beside the running service or without it") { Target, Force };
        backup.SetAction(parsed => Database.Use(parsed, dataDir(parsed), database => Make(database, parsed)));
        return backup;
    }

    private static int Make(string database, ParseResult parsed)
    {
        var target = Path.GetFullPath(parsed.GetValue(Target)!);
        if (Refusal(target, parsed.GetValue(Force)) is { } refusal) return Database.Fail(parsed, refusal, ExitCode.Usage);
        try
        {
            var made = BackupFile.Make(database, target);
            parsed.InvocationConfiguration.Output.Write($"""
                {made.Path}
                size          {made.Bytes} bytes
                sha256        {made.Sha256}
                schema        {made.Contents.Schema}
                calls         {made.Contents.Calls}
                reservations  {made.Contents.Reservations}

                """);
            return ExitCode.Done;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return Database.Fail(parsed, $"{target} cannot be written: {trouble.Message}: make room or choose another place", ExitCode.InputOutput);
        }
    }

    private static string? Refusal(string target, bool force)
    {
        if (Directory.Exists(target)) return $"{target} is a directory: name a file in it";
        if (!Directory.Exists(Path.GetDirectoryName(target))) return $"there is no directory {Path.GetDirectoryName(target)}: make it first";
        if (!File.Exists(target)) return null;
        if (!force) return $"{target} is there already: choose another name, or --force to replace it";
        return BackupFile.IsCompressed(target) ? null : $"{target} is no backup: it is left alone, choose another name";
    }
}
