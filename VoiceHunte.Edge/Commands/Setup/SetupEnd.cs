using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Commands.Setup;

/// <summary>What comes when all is known: the env file, the proxy's configuration, the number.</summary>
internal sealed class SetupEnd(EdgeSettings settings, Dialogue? dialogue, TextWriter output, TextWriter error)
{
    /// <exception cref="SetupStoppedException">The disk does not take it; the file is as it was.</exception>
    public static void Write(string envFile, SetupValues values, TextWriter output)
    {
        try
        {
            var before = File.Exists(envFile) ? File.ReadAllText(envFile) : "";
            var changes = values.Changes(before);
            if (changes.Count > 0) EnvFileOnDisk.Save(envFile, EnvFileText.With(before, changes));
            output.WriteLine(changes.Count > 0 ? $"{envFile} has {string.Join(", ", changes.Select(change => change.Setting.Name))}." : $"{envFile} stays as it is.");
            if (DoctorOfTheSettingsFile.TooOpen(EnvFileOnDisk.Real(envFile)) is { } mode)
                output.WriteLine($"It has mode {mode}, others can get at the secrets in it: chmod 640 {envFile}");
            if (changes.Any(change => change.Setting == SettingsTable.AdminToken)) output.WriteLine($"The dashboard's password is ADMIN_TOKEN there.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SetupStoppedException(ExitCode.InputOutput, [$"{envFile}: {e.Message}"]);
        }
    }

    public async Task OfferProxyAsync(string? name, string? file, CancellationToken cancellationToken)
    {
        if (dialogue is not null && name is null && ProxyExample.Names.Count > 0) name = await ChooseProxyAsync(cancellationToken);
        if (name is null || settings.PublicUrl is not { } url) return;

        var text = ProxyExample.For(name, url);
        if (dialogue is not null && file is null) file = await dialogue.AskAsync("Write its configuration to a new file (Enter: show it)", cancellationToken);
        if (string.IsNullOrEmpty(file))
        {
            output.WriteLine($"\n--- {ProxyExample.FileOf(name)}\n{text}---\n");
            return;
        }

        try
        {
            // What is there belongs to somebody.
            await using var written = new StreamWriter(new FileStream(file, FileMode.CreateNew));
            await written.WriteAsync(text);
            output.WriteLine($"{file} has the configuration of {name}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SetupStoppedException(ExitCode.InputOutput, [$"{file}: {e.Message}"]);
        }
    }

    /// <returns>The exit code.</returns>
    public async Task<int> OfferNumberAsync(bool isWanted, bool isTwilioThere, CancellationToken cancellationToken)
    {
        var (number, url) = (settings.Twilio.PhoneNumber, settings.PublicUrl);
        if (!isWanted && dialogue is not null && isTwilioThere) isWanted = await dialogue.AgreesAsync($"Let calls to {number} come to {url}", cancellationToken);
        var code = isWanted ? await new NumberSetup(settings, output, error).RunAsync(null, false, cancellationToken) : ExitCode.Done;
        output.WriteLine($"""

            Next:
              systemctl restart voicehunte{(isWanted ? "" : "\n  voicehunte twilio setup")}
              voicehunte doctor
              ring {number}
            """);
        return code;
    }

    private async Task<string?> ChooseProxyAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var answer = await dialogue!.AskAsync($"What stands in front: {string.Join(", ", ProxyExample.Names)} (Enter: it is there already)", cancellationToken);
            if (answer.Length == 0) return null;
            if (ProxyExample.Names.Contains(answer)) return answer;
        }
    }
}
