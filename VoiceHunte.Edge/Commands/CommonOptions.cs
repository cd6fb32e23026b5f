using System.CommandLine;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Commands;

/// <summary>The options by which any command finds the appliance's settings.</summary>
internal static class CommonOptions
{
    public static readonly Option<string?> EnvFile = new("--env-file")
    {
        Description = $"File with settings, NAME=value a line (default: {SettingsSource.DefaultEnvFile} where it exists)",
        HelpName = "FILE",
        Recursive = true,
    };

    public static readonly Option<string?> DataDir = new("--data-dir")
    {
        Description = "Directory of the database and the audio cache (default: DATA_DIR)",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary>Reads the settings; prints every problem and returns null where there is one.</summary>
    public static EdgeSettings? ReadSettings(ParseResult parsed)
    {
        var loaded = SettingsLoader.Load(parsed.GetValue(EnvFile), parsed.GetValue(DataDir));
        foreach (var warning in loaded.Warnings) Console.Error.WriteLine($"voicehunte: warning: {warning}");
        return Report(loaded.Problems) ? loaded.Settings : null;
    }

    /// <summary>Prints problems, one a line; true where there are none.</summary>
    public static bool Report(IReadOnlyList<string> problems)
    {
        foreach (var problem in problems) Console.Error.WriteLine($"voicehunte: {problem}");
        return problems.Count == 0;
    }
}
