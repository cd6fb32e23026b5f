using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Operations;

/// <summary>Comes to the appliance from outside, by its public address.</summary>
internal static class DoctorOfTheDoor
{
    public const string Part = "public url";

    public static async Task CheckAsync(EdgeSettings settings, HttpClient http, DoctorReport report, CancellationToken cancellationToken)
    {
        if (settings.PublicUrl is not { } url)
        {
            report.Warn(Part, "PUBLIC_URL is not set: signatures are checked against the address in each request");
            return;
        }

        if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback)
            report.Warn(Part, $"{url} is not encrypted, anybody on the way can read what guests say: put TLS in front and set PUBLIC_URL to https://…");
        if (url.IsLoopback) report.Warn(Part, $"{url} is this machine alone, Twilio does not come that way: set PUBLIC_URL to the address that it reaches");
        await KnockAsync(url, http, report, cancellationToken);
    }

    private static async Task KnockAsync(Uri url, HttpClient http, DoctorReport report, CancellationToken cancellationToken)
    {
        var health = url.ToString().TrimEnd('/') + "/health";
        try
        {
            using var response = await http.GetAsync(new Uri(health), cancellationToken);
            if (response.IsSuccessStatusCode) report.Good(Part, $"{health} answers");
            else report.Fail(Part, $"{health} answers {(int)response.StatusCode}: does the proxy or tunnel lead here?", ExitCode.Unavailable);
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            report.Fail(Part, $"{health} cannot be reached: {Reason(e)}: is the service started, does the proxy or tunnel lead here?", ExitCode.Unavailable);
        }
    }

    // "The SSL connection could not be established, see inner exception."
    private static string Reason(Exception e) => e.InnerException is System.Security.Authentication.AuthenticationException inner ? inner.Message : e.Message;
}
