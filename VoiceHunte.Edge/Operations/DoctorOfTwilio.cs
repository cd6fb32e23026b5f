using System.Globalization;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Operations;

/// <summary>Asks Twilio whether the credentials are right, what its clock says, and where the number's webhooks point.</summary>
internal static class DoctorOfTwilio
{
    /// <summary>For each request.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Twilio's clock comes in whole seconds, and over the network.
    private static readonly TimeSpan ClockMayDiffer = TimeSpan.FromSeconds(10);

    // From here on S3 refuses, and a table is booked for another hour than the guest meant.
    private static readonly TimeSpan ClockIsWrong = TimeSpan.FromMinutes(5);

    public static async Task CheckAsync(EdgeSettings settings, DoctorReport report, TimeProvider time, CancellationToken cancellationToken)
    {
        using var clock = new DateReader(time);
        using var http = new HttpClient(clock) { Timeout = Patience };
        await CheckAccountAsync(settings, http, report, cancellationToken);
        CheckClock(clock.Ahead, report);
        await DoctorOfTheDoor.CheckAsync(settings, http, report, cancellationToken);
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
            Judge(await client.GetAccountAsync(cancellationToken), report);
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

    /// <summary>Says whether an account may be used whose credentials are right.</summary>
    public static void Judge(TwilioAccount account, DoctorReport report)
    {
        if (account.Status is "suspended" or "closed")
            report.Fail("twilio", $"the account is {account.Status}, no call comes through: see to it in Twilio's console", ExitCode.Unavailable);
        else if (account.Type == "Trial")
            report.Warn("twilio", "the credentials are right, but it is a trial account: callers hear Twilio's own words first, and only verified numbers are put through; upgrade it in the console");
        else report.Good("twilio", "the credentials are right");
    }

    private static async Task CheckNumberAsync(EdgeSettings settings, TwilioClient client, DoctorReport report, CancellationToken cancellationToken)
    {
        if (settings.Twilio.PhoneNumber is not { } number)
            report.Warn("number", "TWILIO_PHONE_NUMBER is not set: its webhooks are not looked at");
        else if (await client.FindNumberAsync(number, cancellationToken) is not { } webhooks)
            report.Fail("number", $"{number} does not belong to this account: check TWILIO_PHONE_NUMBER", ExitCode.Configuration);
        else
            DoctorOfTheNumber.Check(webhooks, settings, report);
    }

    private static void CheckClock(TimeSpan? ahead, DoctorReport report)
    {
        if (ahead is not { } difference) return;
        var finding = string.Create(CultureInfo.InvariantCulture, $"{difference.Duration().TotalSeconds:0} s {(difference > TimeSpan.Zero ? "ahead of" : "behind")} Twilio's");
        const string cure = "let it be set over the network (timedatectl set-ntp true)";
        if (difference.Duration() <= ClockMayDiffer) report.Good("clock", "agrees with Twilio's");
        else if (difference.Duration() <= ClockIsWrong) report.Warn("clock", $"{finding}: {cure}");
        else report.Fail("clock", $"{finding}: {cure}", ExitCode.Configuration);
    }

    /// <summary>Reads the time off the first answer that has it.</summary>
    private sealed class DateReader(TimeProvider time) : DelegatingHandler(new SocketsHttpHandler())
    {
        /// <summary>So far our clock is ahead; null while nothing has been answered.</summary>
        public TimeSpan? Ahead { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (response.Headers.Date is { } date) Ahead ??= time.GetUtcNow() - date;
            return response;
        }
    }
}
