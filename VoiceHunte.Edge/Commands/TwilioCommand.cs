using System.CommandLine;
using VoiceHunte.Edge.Commands.Setup;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Commands;

/// <summary><c>twilio setup</c>: the number's webhooks, pointed at the appliance.</summary>
internal static class TwilioCommand
{
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Show what would change, and change nothing" };

    private static readonly Option<string?> Fallback = new("--fallback")
    {
        Description = $"What Twilio asks while the appliance is away (default: {SettingsTable.TwilioFallbackUrl.Name}; neither: what stands there stays)",
        HelpName = "URL",
    };

    /// <param name="settings">Null when the settings are wrong and that has been said.</param>
    public static Command Create(Func<ParseResult, EdgeSettings?> settings)
    {
        var setup = new Command("setup", "Point the number's voice, fallback and status webhooks at PUBLIC_URL") { DryRun, Fallback };
        setup.SetAction((parsed, cancel) => SetUpAsync(parsed, settings, cancel));
        return new Command("twilio", "What is set at Twilio for the number") { setup };
    }

    private static async Task<int> SetUpAsync(ParseResult parsed, Func<ParseResult, EdgeSettings?> read, CancellationToken cancel)
    {
        if (read(parsed) is not { } settings) return ExitCode.Configuration;

        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        return await new NumberSetup(settings, output, error).RunAsync(parsed.GetValue(Fallback), parsed.GetValue(DryRun), cancel);
    }
}
