using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Operations;

/// <summary>Asks Twilio whether the credentials are right and where the number's webhooks point, and rings our own door from outside.</summary>
internal static class DoctorOfTwilio
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task CheckAsync(EdgeSettings settings, DoctorReport report, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = Patience };
        await CheckAccountAsync(settings, http, report, cancellationToken);
        await CheckPublicUrlAsync(settings, http, report, cancellationToken);
    }

    private static async Task CheckAccountAsync(EdgeSettings settings, HttpClient http, DoctorReport report, CancellationToken cancellationToken)
    {
        var twilio = settings.Twilio;
        if (twilio.AuthToken is null)
        {
            report.Fail("twilio", "TWILIO_AUTH_TOKEN is not set: every call is refused; it is on the console's first page", ExitCode.Configuration);
            return;
        }

        if (twilio.AccountSid is null)
        {
            report.Warn("twilio", "TWILIO_ACCOUNT_SID is not set: Twilio cannot be asked whether the token is right");
            return;
        }

        var client = new TwilioClient(http, twilio.AccountSid, twilio.AuthToken, twilio.ApiBaseUrl);
        try
        {
            await client.GetAccountAsync(cancellationToken);
            report.Good("twilio", "the credentials are right");
            await CheckNumberAsync(settings, client, report, cancellationToken);
        }
        catch (TwilioException e) when (e.Status is null)
        {
            report.Fail("twilio", $"{e.Message}: check the network, and TWILIO_API_BASE_URL where it is set", ExitCode.Unavailable);
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            report.Fail("twilio", $"{twilio.ApiBaseUrl} did not answer in {Patience.TotalSeconds} s: check the network", ExitCode.Unavailable);
        }
        catch (TwilioException e)
        {
            report.Fail("twilio", $"{e.Message}: check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN", ExitCode.Unavailable);
        }
    }

    private static async Task CheckNumberAsync(EdgeSettings settings, TwilioClient client, DoctorReport report, CancellationToken cancellationToken)
    {
        if (settings.Twilio.PhoneNumber is not { } number)
        {
            report.Warn("number", "TWILIO_PHONE_NUMBER is not set: its webhooks are not looked at");
        }
        else if (await client.FindNumberAsync(number, cancellationToken) is not { } webhooks)
        {
            report.Fail("number", $"{number} does not belong to this account: check TWILIO_PHONE_NUMBER", ExitCode.Configuration);
        }
        else
        {
            CheckWebhook("voice", webhooks.VoiceUrl, "/twilio/incoming", settings, report);
            CheckWebhook("status", webhooks.StatusCallback, "/twilio/status", settings, report);
        }
    }

    private static void CheckWebhook(string kind, string? url, string path, EdgeSettings settings, DoctorReport report)
    {
        var wanted = (settings.PublicUrl?.ToString().TrimEnd('/') ?? "https://YOUR-HOST") + path;
        // What follows # tells Twilio how long to wait, and is not part of the address.
        var pointsAt = url?.Split('#')[0];
        if (pointsAt == wanted) report.Good("number", $"its {kind} webhook is {wanted}");
        else report.Fail("number", $"its {kind} webhook is {(string.IsNullOrEmpty(pointsAt) ? "not set" : pointsAt)}: set it to {wanted} (POST) in the Twilio console", ExitCode.Configuration);
    }

    private static async Task CheckPublicUrlAsync(EdgeSettings settings, HttpClient http, DoctorReport report, CancellationToken cancellationToken)
    {
        if (settings.PublicUrl is not { } url)
        {
            report.Warn("public url", "PUBLIC_URL is not set: signatures are checked against the address in each request");
            return;
        }

        var health = url.ToString().TrimEnd('/') + "/health";
        try
        {
            using var response = await http.GetAsync(new Uri(health), cancellationToken);
            if (response.IsSuccessStatusCode) report.Good("public url", $"{health} answers");
            else report.Fail("public url", $"{health} answers {(int)response.StatusCode}: does the proxy or tunnel lead here?", ExitCode.Unavailable);
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            report.Fail("public url", $"{health} cannot be reached: {e.Message}: is the service started, does the proxy or tunnel lead here?", ExitCode.Unavailable);
        }
    }
}
