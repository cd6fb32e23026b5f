using System.CommandLine;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Commands;

/// <summary>The database as a command uses it: beside the running service or without it, and what goes wrong as an exit code.</summary>
internal static class Database
{
    private const string Name = "voicehunte.db";

    /// <param name="dataDir">Null when the settings are wrong and that has been said.</param>
    public static int Read(ParseResult parsed, string? dataDir, Func<CallHistory, ParseResult, int> print) => Use(parsed, dataDir, path =>
    {
        using var history = CallHistory.Open(path);
        return print(history, parsed);
    });

    /// <param name="dataDir">Null when the settings are wrong and that has been said.</param>
    /// <param name="use">Is given the file's path.</param>
    public static int Use(ParseResult parsed, string? dataDir, Func<string, int> use)
    {
        if (dataDir is null) return ExitCode.Configuration;

        return UseAsync(parsed, dataDir, path => Task.FromResult(use(path))).GetAwaiter().GetResult();
    }

    /// <summary>The same for what takes longer.</summary>
    public static async Task<int> UseAsync(ParseResult parsed, string dataDir, Func<string, Task<int>> useAsync)
    {
        var path = Path.Combine(dataDir, Name);
        try
        {
            return await useAsync(path);
        }
        catch (NewerSchemaException newer)
        {
            return Fail(parsed, newer.Message, ExitCode.Configuration);
        }
        catch (Exception trouble) when (DiskTrouble.Is(trouble))
        {
            return Fail(parsed, DiskTrouble.Describe(trouble, path), ExitCode.InputOutput);
        }
    }

    public static int Fail(ParseResult parsed, string message, int exitCode)
    {
        parsed.InvocationConfiguration.Error.WriteLine($"voicehunte: {message}");
        return exitCode;
    }
}
