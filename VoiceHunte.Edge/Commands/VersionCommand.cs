using System.CommandLine;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Commands;

/// <summary><c>version</c>: which build this is, and the SQLite inside it.</summary>
internal static class VersionCommand
{
    public static Command Create()
    {
        var command = new Command("version", "Version, commit, SQLite version");
        command.SetAction(Print);
        return command;
    }

    private static int Print(ParseResult parsed)
    {
        var parts = BuildVersion.WithCommit.Split('+', 2);
        parsed.InvocationConfiguration.Output.WriteLine(
            $"voicehunte {parts[0]} (commit {(parts.Length > 1 ? parts[1] : "unknown")}, SQLite {CallStore.SqliteVersion})");
        return ExitCode.Done;
    }
}
