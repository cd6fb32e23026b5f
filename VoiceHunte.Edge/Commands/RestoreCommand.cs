using System.CommandLine;
using VoiceHunte.Edge.Backups;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Commands;

/// <summary><c>voicehunte restore FILE</c>: puts a backup in the place of the database, which is kept.</summary>
internal static class RestoreCommand
{
    private static readonly Argument<string> Source = new("FILE") { Description = "A backup, or a database as it is; where FILE.sha256 lies beside it, it must match" };

    /// <param name="dataDir">The data directory; null when the settings are wrong and that has been said.</param>
    /// <param name="clock">Names the file that is kept.</param>
    public static Command Create(Func<ParseResult, string?> dataDir, TimeProvider clock)
    {
        var restore = new Command("restore", "Put a backup in the place of the database, which is kept; the service must be stopped") { Source };
        restore.SetAction(parsed => Database.Use(parsed, dataDir(parsed), database => Restore(database, parsed, clock.GetUtcNow())));
        return restore;
    }

    private static int Restore(string database, ParseResult parsed, DateTimeOffset now)
    {
        var file = Path.GetFullPath(parsed.GetValue(Source)!);
        if (!File.Exists(file)) return Database.Fail(parsed, $"there is no file {file}", ExitCode.Usage);
        if (file == database) return Database.Fail(parsed, $"{file} is the database itself: name a backup", ExitCode.Usage);
        try
        {
            Tell(Restoration.Run(file, database, now), database, parsed.InvocationConfiguration);
            return ExitCode.Done;
        }
        catch (RestoreException refusal)
        {
            return Database.Fail(parsed, $"{refusal.Message}; {database} is as it was", ExitCode.InputOutput);
        }
        catch (StoreUnavailableException refusal)
        {
            return Database.Fail(parsed, $"{refusal.Message}: take another backup; {database} is as it was", ExitCode.InputOutput);
        }
        catch (DatabaseInUseException inUse)
        {
            return Database.Fail(parsed, $"{inUse.Message}: stop the appliance and whatever else has it open (systemctl stop voicehunte), then restore again", ExitCode.Unavailable);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return Database.Fail(parsed, $"{trouble.Message}: make room, or check who owns {Path.GetDirectoryName(database)}, then restore again", ExitCode.InputOutput);
        }
    }

    private static void Tell(Restored restored, string database, InvocationConfiguration to)
    {
        to.Output.Write($"""
            {database}
            checksum      {(restored.WasChecked ? "matches" : "none beside it; read from end to end, it is whole")}
            schema        {restored.Contents.Schema}
            calls         {restored.Contents.Calls}
            reservations  {restored.Contents.Reservations}
            before        {restored.Kept ?? "there was none"}

            """);
        if (restored.ErasuresHandedOn is null)
            to.Error.WriteLine("voicehunte: the database from before cannot be read: whoever was erased since the backup may be in it again; `voicehunte erase NUMBER` erases them anew");
        else if (restored.ErasuresHandedOn > 0) to.Output.WriteLine($"erasures      {restored.ErasuresHandedOn} since the backup, noted again");
    }
}
