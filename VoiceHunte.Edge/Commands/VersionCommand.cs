using System.CommandLine;
using System.Reflection;
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

    // The SDK writes VERSION+COMMIT into the assembly.
    public static string VersionAndCommit =>
        typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static int Print(ParseResult parsed)
    {
        var parts = VersionAndCommit.Split('+', 2);
        parsed.InvocationConfiguration.Output.WriteLine(
            $"voicehunte {parts[0]} (commit {(parts.Length > 1 ? parts[1] : "unknown")}, SQLite {CallStore.SqliteVersion})");
        return ExitCode.Done;
    }
}
