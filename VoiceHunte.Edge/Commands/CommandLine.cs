using System.CommandLine;

namespace VoiceHunte.Edge.Commands;

/// <summary>What every command has in common: its way from arguments to an exit code of sysexits.h.</summary>
internal static class CommandLine
{
    /// <summary>True where the arguments are about the program itself.</summary>
    public static bool AsksForHelp(string[] args) => args is ["--help" or "-h" or "-?" or "--version", ..];

    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count == 0 || parsed.Action is System.CommandLine.Help.HelpAction)
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });

        foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync($"voicehunte: {error.Message}");
        var command = parsed.CommandResult.Command == root ? "" : parsed.CommandResult.Command.Name + " ";
        await Console.Error.WriteLineAsync($"voicehunte: see `voicehunte {command}--help`");
        return ExitCode.Usage;
    }
}
