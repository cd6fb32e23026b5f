using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Operations;

/// <summary>What the doctor says of the account, its clock and the number, and what to do about it.</summary>
public sealed class DoctorOfTwilioTests : IAsyncLifetime
{
    private const string AccountSid = "AC00000000000000000000000000000001";
    private const string Number = "+421212345678";
    private const string Voice = "http://127.0.0.1:1/twilio/incoming#ct=2000";
    private const string Status = "http://127.0.0.1:1/twilio/status";
    private const string Bin = "https://handler.twilio.com/twiml/EH0123456789abcdef0123456789abcdef";

    private TwilioRestStandIn twilio = null!;

    public async ValueTask InitializeAsync() => twilio = await TwilioRestStandIn.StartAsync(AccountSid, RunningAppliance.AuthToken);

    public ValueTask DisposeAsync() => twilio.DisposeAsync();

    [Fact]
    public async Task A_number_that_is_set_up_has_a_good_line_for_each_webhook()
    {
        twilio.Numbers.Add(TwilioRestStandIn.Number(Number, Voice, Status, Bin));

        var findings = await ExamineAsync();

        Assert.Contains("ok    number      its voice webhook is http://127.0.0.1:1/twilio/incoming", findings);
        Assert.Contains($"ok    number      its fallback is {Bin}", findings);
        Assert.Contains("ok    number      its status webhook is http://127.0.0.1:1/twilio/status", findings);
        Assert.Contains("ok    clock       agrees with Twilio's", findings);
    }

    [Theory]
    [InlineData(Voice, Status, null, "POST", "", "warn", "it has no fallback")]
    [InlineData(Voice, Status, "http://127.0.0.1:1/twilio/voice", "POST", "", "warn", "is away when the appliance is")]
    [InlineData("http://127.0.0.1:1/twilio/incoming", Status, Bin, "POST", "", "warn", "Twilio waits up to 15 s")]
    [InlineData(Voice, Status, Bin, "GET", "", "FAIL", "is asked by GET")]
    [InlineData("", Status, Bin, "POST", "", "FAIL", "its voice webhook is not set")]
    [InlineData(Voice, "", Bin, "POST", "", "FAIL", "its status webhook is not set")]
    [InlineData(Voice, Status, Bin, "POST", "AP0123456789abcdef0123456789abcdef", "FAIL", "its calls go to the application AP0123456789abcdef0123456789abcdef")]
    public async Task Whatever_is_wrong_with_a_number_is_said_with_its_cure(
        string voice, string status, string? fallback, string method, string application, string verdict, string finding)
    {
        twilio.Numbers.Add(TwilioRestStandIn.Number(Number, voice, status, fallback, method, application));

        var line = Assert.Single(await ExamineAsync(), each => each.Contains(finding, StringComparison.Ordinal));

        Assert.StartsWith(verdict, line, StringComparison.Ordinal);
        Assert.Contains("`voicehunte twilio setup`", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9, "ok    clock       agrees with Twilio's")]
    [InlineData(-42, "warn  clock       42 s ahead of Twilio's: let it be set over the network (timedatectl set-ntp true)")]
    [InlineData(3600, "FAIL  clock       3600 s behind Twilio's: let it be set over the network (timedatectl set-ntp true)")]
    public async Task A_clock_that_is_wrong_is_found_by_Twilios(int twilioIsAheadSeconds, string finding)
    {
        var clock = new WatchedClock();
        twilio.Clock = clock.GetUtcNow().AddSeconds(twilioIsAheadSeconds);

        Assert.Contains(finding, await ExamineAsync(clock));
    }

    [Theory]
    [InlineData("suspended", "Full", "FAIL  twilio      the account is suspended")]
    [InlineData("active", "Trial", "warn  twilio      the credentials are right, but it is a trial account")]
    public async Task An_account_that_takes_no_calls_or_not_all_is_named(string status, string type, string finding)
    {
        (twilio.AccountStatus, twilio.AccountType) = (status, type);

        Assert.Contains(await ExamineAsync(), line => line.StartsWith(finding, StringComparison.Ordinal));
    }

    private async Task<List<string>> ExamineAsync(TimeProvider? time = null)
    {
        var variables = new Dictionary<string, string>
        {
            ["TWILIO_ACCOUNT_SID"] = AccountSid,
            ["TWILIO_AUTH_TOKEN"] = RunningAppliance.AuthToken,
            ["TWILIO_PHONE_NUMBER"] = Number,
            ["TWILIO_API_BASE_URL"] = twilio.Url.ToString(),
            ["PUBLIC_URL"] = "http://127.0.0.1:1",
        };
        var settings = SettingsLoader.Load(new SettingsSource(variables, new Dictionary<string, string>()), null, []).Settings;
        var findings = new List<string>();
        await DoctorOfTwilio.CheckAsync(settings, new DoctorReport(line => findings.Add(line.ToString())), time ?? TimeProvider.System, TestContext.Current.CancellationToken);
        return findings;
    }
}
