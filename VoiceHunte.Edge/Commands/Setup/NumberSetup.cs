using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Commands.Setup;

/// <summary>Points the number's webhooks at PUBLIC_URL, and says what was there before.</summary>
internal sealed class NumberSetup(EdgeSettings settings, TextWriter output, TextWriter error)
{
    private const string Nothing = "nothing was changed";

    /// <param name="fallback">Wins over TWILIO_FALLBACK_URL.</param>
    /// <param name="isDryRun">Only tells.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(string? fallback, bool isDryRun, CancellationToken cancellationToken)
    {
        var problems = Problems(fallback).ToList();
        if (problems.Count > 0) return Fail(ExitCode.Configuration, problems);

        using var http = new HttpClient { Timeout = DoctorOfTwilio.Patience };
        var twilio = settings.Twilio;
        try
        {
            var client = new TwilioClient(http, twilio.AccountSid!, twilio.AuthToken!, twilio.ApiBaseUrl);
            if (await client.FindNumberAsync(twilio.PhoneNumber!, cancellationToken) is not { } number)
                return Fail(ExitCode.Configuration, [$"{twilio.PhoneNumber} does not belong to the account {twilio.AccountSid}: check TWILIO_PHONE_NUMBER"]);
            var code = await PointAsync(client, number, fallback, isDryRun, cancellationToken);
            if (code == ExitCode.Done) await DoctorOfTheDoor.CheckAsync(settings, http, new DoctorReport(line => output.WriteLine(line)), cancellationToken);
            return code;
        }
        catch (TwilioException e)
        {
            return Fail(e.Status is 401 or 403 or 404 ? ExitCode.Configuration : ExitCode.Unavailable, [$"{e.Message}; {Nothing}"]);
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Fail(ExitCode.Unavailable, [$"{twilio.ApiBaseUrl} did not answer in {DoctorOfTwilio.Patience.TotalSeconds} s; look with `voicehunte doctor` whether anything was changed"]);
        }
    }

    private async Task<int> PointAsync(TwilioClient client, NumberWebhooks number, string? fallback, bool isDryRun, CancellationToken cancellationToken)
    {
        if (number.TakenBy is { } taker)
        {
            return Fail(ExitCode.Configuration,
                [$"{number.PhoneNumber}: its calls go to {taker}, and webhooks of the number would not be asked; {Nothing}. In Twilio's console, under Voice Configuration of the number, choose Webhook; then try again"]);
        }

        var wanted = WantedWebhooks.Of(settings, fallback);
        var changes = wanted.ChangesTo(number);
        Tell(number, wanted, changes);
        if (isDryRun)
        {
            output.WriteLine("Nothing was changed (--dry-run).");
        }
        else if (changes.Count > 0)
        {
            var changed = await client.ChangeNumberAsync(number.Sid, changes.Select(change => new KeyValuePair<string, string>(change.Field, change.Wanted)), cancellationToken);
            if (wanted.ChangesTo(changed) is [var left, ..])
                return Fail(ExitCode.Unavailable, [$"Twilio took the change, but its {left.Field} is {left.Is} and not {left.Wanted}"]);
            output.WriteLine("Done.");
        }

        if (wanted.Fallback is null && (string.IsNullOrEmpty(number.VoiceFallbackUrl) || wanted.IsOurOwn(number.VoiceFallbackUrl)))
            output.WriteLine($"\n{TwimlBin.Steps(settings)}");
        return ExitCode.Done;
    }

    private void Tell(NumberWebhooks number, WantedWebhooks wanted, IReadOnlyList<WebhookChange> changes)
    {
        output.WriteLine($"{number.PhoneNumber} ({number.Sid})");
        Tell("voice", number.VoiceUrl, number.VoiceMethod, wanted.Voice, changes);
        Tell("fallback", number.VoiceFallbackUrl, number.VoiceFallbackMethod, wanted.Fallback, changes);
        Tell("status", number.StatusCallback, number.StatusCallbackMethod, wanted.Status, changes);
    }

    private void Tell(string webhook, string? url, string? method, string? wanted, IReadOnlyList<WebhookChange> changes)
    {
        var isSet = !string.IsNullOrEmpty(url);
        var now = isSet ? $"{method} {url}" : "none";
        if (changes.Any(change => change.Webhook == webhook)) output.WriteLine($"  {webhook,-9} {now}\n{"->",11} POST {wanted}");
        else output.WriteLine($"  {webhook,-9} {now}{(isSet ? " (stays)" : "")}");
    }

    private IEnumerable<string> Problems(string? fallback)
    {
        Setting[] needed = [SettingsTable.TwilioAccountSid, SettingsTable.TwilioAuthToken, SettingsTable.TwilioPhoneNumber, SettingsTable.PublicUrl];
        var twilio = settings.Twilio;
        object?[] have = [twilio.AccountSid, twilio.AuthToken, twilio.PhoneNumber, settings.PublicUrl];
        foreach (var (setting, value) in needed.Zip(have))
        {
            if (value is null) yield return $"{setting.Name} is not set; for example {setting.Name}={setting.Example}";
        }

        if (settings.PublicUrl is { } url && SetupValues.FaultOf(SettingsTable.PublicUrl, url.ToString()) is { } notPublic) yield return notPublic;
        if (fallback is not null && SetupValues.FaultOf(SettingsTable.TwilioFallbackUrl, fallback) is { } notFallback) yield return $"--fallback: {notFallback}";
        else if (settings.PublicUrl is not null && (fallback ?? twilio.FallbackUrl) is { } chosen && WantedWebhooks.Of(settings).IsOurOwn(chosen))
            yield return $"the fallback {chosen} is this appliance, and away when it is: give a TwiML Bin's address";
    }

    private int Fail(int exitCode, IEnumerable<string> lines)
    {
        foreach (var line in lines) error.WriteLine($"voicehunte: {line}");
        return exitCode;
    }
}
