using System.CommandLine;
using VoiceHunte.Edge.Backups;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Privacy;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Commands;

/// <summary><c>voicehunte restore FILE</c>: puts a backup in the place of the database, which is kept.</summary>
internal static class RestoreCommand
{
    private static readonly Argument<string> Source = new("FILE") { Description = "A backup, or a database as it is; where FILE.sha256 lies beside it, it must match" };

    /// <param name="settings">Null when they are wrong and that has been said.</param>
    /// <param name="clock">Names the file that is kept.</param>
    public static Command Create(Func<ParseResult, EdgeSettings?> settings, TimeProvider clock)
    {
        var restore = new Command("restore", "Put a backup in the place of the database, which is kept; the service must be stopped") { Source };
        restore.SetAction((parsed, cancel) => RunAsync(parsed, settings(parsed), clock, cancel));
        return restore;
    }

    private static async Task<int> RunAsync(ParseResult parsed, EdgeSettings? settings, TimeProvider clock, CancellationToken cancel)
    {
        Restored? restored = null;
        var code = Database.Use(parsed, settings?.DataDir, database => Restore(database, parsed, clock.GetUtcNow(), out restored));
        return restored?.ErasuresHandedOn > 0 ? await EraseAgainAsync(parsed, settings!, clock, cancel) : code;
    }

    /// <summary>Whoever was erased since the backup was made does not come back with it.</summary>
    private static Task<int> EraseAgainAsync(ParseResult parsed, EdgeSettings settings, TimeProvider clock, CancellationToken cancel) => Keeping.UseAsync(parsed, settings, clock, async (parts, store) =>
    {
        var (begun, unfinished) = await ErasedBefore.EraseAgainAsync(store, parts.GetRequiredService<Eraser>(), cancel);
        if (begun > 0) parsed.InvocationConfiguration.Output.WriteLine($"erased again  {begun}{(unfinished > 0 ? $", of which the service goes on with {unfinished}" : "")}");
        return ExitCode.Done;
    });

    private static int Restore(string database, ParseResult parsed, DateTimeOffset now, out Restored? restored)
    {
        restored = null;
        var file = Path.GetFullPath(parsed.GetValue(Source)!);
        if (!File.Exists(file)) return Database.Fail(parsed, $"there is no file {file}", ExitCode.Usage);
        if (file == database) return Database.Fail(parsed, $"{file} is the database itself: name a backup", ExitCode.Usage);
        try
        {
            restored = Restoration.Run(file, database, now);
            Tell(restored, database, parsed.InvocationConfiguration);
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
