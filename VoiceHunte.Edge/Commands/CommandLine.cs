using System.CommandLine;
using VoiceHunte.Edge.Operations;

namespace VoiceHunte.Edge.Commands;

/// <summary>What every command has in common: its way from arguments to an exit code of sysexits.h.</summary>
internal static class CommandLine
{
    // From SIGTERM to the end of any command, at the latest: serve wants ten of them, on a machine that has other things to do
    // more. systemd gives it twenty (voicehunte.service).
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(15);

    /// <summary>True for nothing or options alone, except where these ask about the program itself.</summary>
    public static bool NamesNoCommand(RootCommand root, string[] args) =>
        args is [] || (args[0].StartsWith('-') && args[0] is not ("--help" or "-h" or "-?" or "--version")
            && !root.Subcommands.Any(command => args.Contains(command.Name)));

    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count == 0 || parsed.Action is System.CommandLine.Help.HelpAction)
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeToStop });

        foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync($"voicehunte: {error.Message}");
        var command = "";
        for (var at = parsed.CommandResult; at is not null && at.Command != root; at = at.Parent as System.CommandLine.Parsing.CommandResult) command = $"{at.Command.Name} {command}";
        await Console.Error.WriteLineAsync($"voicehunte: see `voicehunte {command}--help`");
        return ExitCode.Usage;
    }
}
