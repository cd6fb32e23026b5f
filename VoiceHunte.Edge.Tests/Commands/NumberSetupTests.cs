using VoiceHunte.Edge.Commands.Setup;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Commands;

/// <summary><c>twilio setup</c> against an account: what it changes, what it leaves, and what it refuses.</summary>
public sealed class NumberSetupTests : IAsyncLifetime
{
    private const string AccountSid = "AC00000000000000000000000000000001";
    private const string Number = "+421212345678";
    private const string Bin = "https://handler.twilio.com/twiml/EH0123456789abcdef0123456789abcdef";
    private const string Voice = "https://127.0.0.1:1/twilio/incoming#ct=2000&rt=9000&rc=2&rp=ct,rt,5xx";
    private const string Status = "https://127.0.0.1:1/twilio/status#ct=2000&rt=5000&rc=5&rp=ct,rt,5xx";

    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, string> variables = new()
    {
        ["TWILIO_ACCOUNT_SID"] = AccountSid,
        ["TWILIO_AUTH_TOKEN"] = RunningAppliance.AuthToken,
        ["TWILIO_PHONE_NUMBER"] = Number,
        ["PUBLIC_URL"] = "https://127.0.0.1:1/",
    };

    private TwilioRestStandIn twilio = null!;

    public async ValueTask InitializeAsync()
    {
        twilio = await TwilioRestStandIn.StartAsync(AccountSid, RunningAppliance.AuthToken);
        variables["TWILIO_API_BASE_URL"] = twilio.Url.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await twilio.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task All_three_webhooks_are_pointed_here_and_a_second_time_there_is_nothing_to_do()
    {
        twilio.Numbers.Add(TwilioRestStandIn.Number(Number, voiceUrl: "https://demo.twilio.com/welcome/voice/", method: "GET"));

        var (exitCode, output, _) = await RunAsync(Bin);

        Assert.Equal(0, exitCode);
        Assert.Contains("GET https://demo.twilio.com/welcome/voice/", output, StringComparison.Ordinal);
        Assert.Equal(
            [$"StatusCallback={Status}", $"VoiceFallbackUrl={Bin}", "VoiceMethod=POST", $"VoiceUrl={Voice}"],
            twilio.Changes.Single().Select(field => $"{field.Key}={field.Value}").Order(StringComparer.Ordinal));

        Assert.Equal(0, (await RunAsync(Bin)).ExitCode);
        Assert.Single(twilio.Changes);
        Assert.Empty(twilio.Rejected);
    }

    [Fact]
    public async Task A_dry_run_shows_the_same_and_changes_nothing()
    {
        twilio.Numbers.Add(TwilioRestStandIn.Number(Number, voiceUrl: "https://demo.twilio.com/welcome/voice/"));

        var (exitCode, output, _) = await RunAsync(isDryRun: true);

        Assert.Equal(0, exitCode);
        Assert.Contains($"-> POST {Voice}", output, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed", output, StringComparison.Ordinal);
        Assert.Empty(twilio.Changes);
    }

    [Fact]
    public async Task Without_a_fallback_the_text_for_one_is_shown_with_the_restaurants_languages_and_its_colleagues_number()
    {
        twilio.Numbers.Add(TwilioRestStandIn.Number(Number));
        variables["RESTAURANT_FILE"] = folder.File("restaurant.json");
        await using (var demo = typeof(NumberSetup).Assembly.GetManifestResourceStream("demo.json")!)
        {
            var restaurant = System.Text.Json.Nodes.JsonNode.Parse(demo)!;
            restaurant["transfer_number"] = "+421905111222";
            restaurant["languages"] = new System.Text.Json.Nodes.JsonArray("sk", "en");
            await File.WriteAllTextAsync(folder.File("restaurant.json"), restaurant.ToJsonString(), TestContext.Current.CancellationToken);
        }

        var (exitCode, output, _) = await RunAsync();

        Assert.Equal(0, exitCode);
        Assert.Contains("<Dial timeout=\"25\">+421905111222</Dial>", output, StringComparison.Ordinal);
        Assert.Contains("sk-SK", output, StringComparison.Ordinal);
        Assert.DoesNotContain("ru-RU", output, StringComparison.Ordinal);
        Assert.DoesNotContain("VoiceFallbackUrl", twilio.Changes.Single().Keys);
    }

    [Fact]
    public async Task A_fallback_that_stands_there_stays_where_none_is_named()
    {
        twilio.Numbers.Add(TwilioRestStandIn.Number(Number, fallbackUrl: Bin));

        var (exitCode, output, _) = await RunAsync();

        Assert.Equal(0, exitCode);
        Assert.Contains($"POST {Bin} (stays)", output, StringComparison.Ordinal);
        Assert.DoesNotContain("TwiML Bins", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AP0123456789abcdef0123456789abcdef", null, "the application AP0123456789abcdef0123456789abcdef")]
    [InlineData("", "TK0123456789abcdef0123456789abcdef", "the SIP trunk TK0123456789abcdef0123456789abcdef")]
    public async Task A_number_that_something_else_answers_is_left_alone_and_that_is_said(string application, string? trunk, string taker)
    {
        twilio.Numbers.Add(TwilioRestStandIn.Number(Number, application: application, trunk: trunk));

        var (exitCode, _, error) = await RunAsync();

        Assert.Equal(78, exitCode);
        Assert.Contains(taker, error, StringComparison.Ordinal);
        Assert.Contains("choose Webhook", error, StringComparison.Ordinal);
        Assert.Empty(twilio.Changes);
    }

    [Theory]
    [InlineData("TWILIO_AUTH_TOKEN", "another token", 78, "Twilio answered 401 (20003)")]
    [InlineData("TWILIO_PHONE_NUMBER", "+421299999999", 78, "does not belong to the account")]
    [InlineData("TWILIO_API_BASE_URL", "http://127.0.0.1:1", 69, "cannot be reached")]
    [InlineData("PUBLIC_URL", "http://phone.example.com", 78, "must be an https address")]
    [InlineData("TWILIO_FALLBACK_URL", "https://127.0.0.1:1/twilio/voice", 78, "is this appliance")]
    public async Task What_cannot_be_is_refused_and_nothing_is_changed(string name, string value, int code, string why)
    {
        twilio.Numbers.Add(TwilioRestStandIn.Number(Number));
        variables[name] = value;

        var (exitCode, _, error) = await RunAsync();

        Assert.Equal(code, exitCode);
        Assert.Contains(why, error, StringComparison.Ordinal);
        Assert.DoesNotContain("another token", error, StringComparison.Ordinal);
        Assert.Empty(twilio.Changes);
    }

    [Fact]
    public async Task Everything_that_is_not_set_is_named_at_once()
    {
        variables.Clear();

        var (exitCode, _, error) = await RunAsync();

        Assert.Equal(78, exitCode);
        string[] needed = ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_PHONE_NUMBER", "PUBLIC_URL"];
        Assert.All(needed, name => Assert.Contains($"{name} is not set", error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_holds_callers_longer_has_Twilio_wait_longer()
    {
        twilio.Numbers.Add(TwilioRestStandIn.Number(Number));
        variables["HOLDING_SECONDS"] = "9";

        await RunAsync();

        Assert.Contains("&rt=14000&", twilio.Changes.Single()["VoiceUrl"], StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(string? fallback = null, bool isDryRun = false)
    {
        var settings = SettingsLoader.Load(new SettingsSource(variables, new Dictionary<string, string>()), folder.Path, []).Settings;
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await new NumberSetup(settings, output, error).RunAsync(fallback, isDryRun, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString(), error.ToString());
    }
}
