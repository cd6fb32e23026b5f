using System.CommandLine;
using VoiceHunte.Edge.Commands.Telephone;
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

    private const string MadeUpAccount = "AC00000000000000000000000000000000";
    private const string MadeUpNumber = "+421212345678";

    /// <summary>Reads the settings; prints every problem and returns null where there is one.</summary>
    public static EdgeSettings? ReadSettings(ParseResult parsed)
    {
        var loaded = SettingsLoader.Load(parsed.GetValue(EnvFile), parsed.GetValue(DataDir));
        foreach (var warning in loaded.Warnings) Console.Error.WriteLine($"voicehunte: warning: {warning}");
        return Report(loaded.Problems) ? loaded.Settings : null;
    }

    /// <summary>The line that <c>call</c> hangs on: as Twilio, it signs with the account's token.</summary>
    public static TelephoneLine? ReadTelephoneLine(ParseResult parsed)
    {
        if (ReadSettings(parsed) is not { } settings) return null;
        if (settings.Twilio.AuthToken is { } token)
            return new TelephoneLine(settings.Twilio.AccountSid ?? MadeUpAccount, token, settings.Twilio.PhoneNumber ?? MadeUpNumber, settings.PublicUrl);
        Report([$"{SettingsTable.TwilioAuthToken.Name} is not set: webhooks cannot be signed; name the appliance's settings with --env-file"]);
        return null;
    }

    /// <summary>Prints problems, one a line; true where there are none.</summary>
    public static bool Report(IReadOnlyList<string> problems)
    {
        foreach (var problem in problems) Console.Error.WriteLine($"voicehunte: {problem}");
        return problems.Count == 0;
    }
}
