using System.CommandLine;
using VoiceHunte.Edge.Commands.Setup;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Commands;

/// <summary><c>setup</c>: from nothing to an appliance that is rung, by questions at a terminal or by options in a script.</summary>
internal static class SetupCommand
{
    // As a shell has it for SIGINT.
    private const int Interrupted = 130;

    // A secret among the arguments could be read by everybody on the machine, in the list of processes: it comes in a file.
    private static readonly IReadOnlyDictionary<Setting, Option<string?>> Values = SetupValues.Written.ToDictionary(setting => setting, setting => new Option<string?>(FlagOf(setting))
    {
        Description = setting.Secret ? $"File with {setting.Name}" : setting.Name,
        HelpName = setting.Secret ? "FILE" : "VALUE",
    });

    private static readonly Option<bool> Yes = new("--yes") { Description = "Ask nothing; so it is, too, where nobody sits at a terminal" };

    private static readonly Option<bool> Unchecked = new("--unchecked") { Description = "Write the file although Twilio or OpenAI cannot be reached to check it" };

    private static readonly Option<bool> PointNumber = new("--point-number") { Description = "Then do what `twilio setup` does" };

    private static readonly Option<string?> Proxy = NewProxy();

    private static readonly Option<string?> ProxyFile = new("--proxy-file") { Description = "Write that to a new file instead of showing it", HelpName = "FILE" };

    /// <summary>The option by which a setting is given.</summary>
    public static string FlagOf(Setting setting) =>
        $"--{setting.Name.ToLowerInvariant().Replace('_', '-')}{(setting.Secret ? "-file" : "")}";

    public static Command Create()
    {
        var setup = new Command("setup", "Ask for what is missing, check it, write the env file, and point the number here") { Yes, Unchecked, Proxy, ProxyFile, PointNumber };
        foreach (var option in Values.Values) setup.Add(option);
        setup.SetAction(SetUpAsync);
        return setup;
    }

    private static async Task<int> SetUpAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var envFile = parsed.GetValue(CommonOptions.EnvFile) ?? SettingsSource.DefaultEnvFile;
        var isTalking = !parsed.GetValue(Yes) && !Console.IsInputRedirected && !Console.IsErrorRedirected;
        using var dialogue = isTalking ? new Dialogue(error) : null;
        var isWritten = false;
        try
        {
            var values = SetupValues.Open(envFile);
            foreach (var (setting, option) in Values) Take(values, setting, parsed.GetValue(option));
            EnvFileOnDisk.RequireRoom(envFile);
            dialogue?.Say($"Setting up {envFile}. Ctrl-C leaves everything as it was.\n");
            var checks = new SetupChecks(values, dialogue, new DoctorReport(line => output.WriteLine(line)), parsed.GetValue(Unchecked));
            await checks.RunAsync(cancellationToken);

            SetupEnd.Write(envFile, values, output);
            isWritten = true;
            var end = new SetupEnd(values.Settings, dialogue, output, error);
            await end.OfferProxyAsync(parsed.GetValue(Proxy), parsed.GetValue(ProxyFile), cancellationToken);
            return await end.OfferNumberAsync(parsed.GetValue(PointNumber), checks.IsTwilioThere, cancellationToken);
        }
        catch (SetupStoppedException stopped)
        {
            foreach (var problem in stopped.Problems) await error.WriteLineAsync($"voicehunte: {problem}");
            if (!isWritten) await error.WriteLineAsync("voicehunte: nothing was written");
            return stopped.ExitCode;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await error.WriteLineAsync(isWritten ? "\nvoicehunte: stopped; the env file is written" : "\nvoicehunte: nothing was written");
            return Interrupted;
        }
    }

    private static void Take(SetupValues values, Setting setting, string? given)
    {
        if (given is null) return;
        try
        {
            values.Put(setting, setting.Secret ? File.ReadAllText(given).Trim() : given.Trim());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SetupStoppedException(ExitCode.InputOutput, [$"{FlagOf(setting)}: {e.Message}"]);
        }
    }

    private static Option<string?> NewProxy()
    {
        var proxy = new Option<string?>("--proxy") { Description = $"Show the configuration of what stands in front: {string.Join(", ", ProxyExample.Names)}", HelpName = "NAME" };
        proxy.AcceptOnlyFromAmong([.. ProxyExample.Names]);
        return proxy;
    }
}
