using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Binary;

/// <summary>What the doctor finds, and what it tells the operator to do.</summary>
public sealed class DoctorTests : IDisposable
{
    private const string AccountSid = "AC00000000000000000000000000000001";

    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_healthy_appliance_gets_a_line_for_each_part_and_a_warning_of_the_model_that_ends()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        await using var twilio = await TwilioRestStandIn.StartAsync(AccountSid, Published.Token);
        await using var edge = await EdgeProcess.ServeAsync(folder.Path, Published.Settings);
        twilio.Numbers.Add(TwilioRestStandIn.Number("+421212345678", voiceUrl: edge.Url + "twilio/incoming#ct=2000", statusCallback: edge.Url + "twilio/status"));

        var (exitCode, findings) = await ExamineAsync(openAI, twilio, ("PUBLIC_URL", edge.Url.ToString()));

        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("FAIL", findings, StringComparison.Ordinal);
        Assert.Contains("OPENAI_TTS_MODEL=tts-1 ends on 2027-01-06", findings, StringComparison.Ordinal);
        Assert.Matches("ok +public url", findings);
        Assert.Matches("ok +twilio", findings);
        Assert.Matches("ok +system .*glibc 2", findings);
        Assert.Contains("forged signatures and forwarded headers open nothing", findings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_credentials_webhooks_and_addresses_are_each_named_with_what_to_do()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        await using var twilio = await TwilioRestStandIn.StartAsync(AccountSid, Published.Token);
        twilio.Numbers.Add(TwilioRestStandIn.Number("+421212345678", voiceUrl: "https://demo.twilio.com/welcome/voice/", statusCallback: ""));

        var (exitCode, findings) = await ExamineAsync(openAI, twilio,
            ("PUBLIC_URL", "http://127.0.0.1:1"), ("OPENAI_API_KEY", "sk-wrong"), ("OPENAI_CHAT_MODEL", "gpt-4o"));

        Assert.NotEqual(0, exitCode);
        Assert.Contains("check OPENAI_API_KEY", findings, StringComparison.Ordinal);
        Assert.Contains("set it to http://127.0.0.1:1/twilio/incoming", findings, StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1:1/health cannot be reached", findings, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-wrong", findings, StringComparison.Ordinal);
        Assert.DoesNotContain(Published.Token, findings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_env_file_that_everybody_may_read_is_a_warning_with_its_cure()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        await using var twilio = await TwilioRestStandIn.StartAsync(AccountSid, Published.Token);
        var path = folder.File("voicehunte.env");
        await File.WriteAllTextAsync(path, "CALL_MODE=gather\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        var (_, findings) = await ExamineAsync(openAI, twilio, ["--env-file", path]);

        Assert.Contains($"{path} has mode 0404, others can get at the secrets in it: chmod 640 {path}", findings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_auth_token_is_found_before_the_first_call()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        await using var twilio = await TwilioRestStandIn.StartAsync(AccountSid, "another token");

        var (exitCode, findings) = await ExamineAsync(openAI, twilio);

        Assert.Equal(69, exitCode);
        Assert.Contains("check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN", findings, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private Task<(int ExitCode, string Output)> ExamineAsync(OpenAIStandIn openAI, TwilioRestStandIn twilio, params (string Name, string Value)[] more) =>
        ExamineAsync(openAI, twilio, [], more);

    private Task<(int ExitCode, string Output)> ExamineAsync(OpenAIStandIn openAI, TwilioRestStandIn twilio, string[] options, params (string Name, string Value)[] more)
    {
        var settings = Published.With(
            ("TWILIO_ACCOUNT_SID", AccountSid),
            ("TWILIO_PHONE_NUMBER", "+421212345678"),
            ("TWILIO_API_BASE_URL", twilio.Url.ToString()),
            ("OPENAI_API_KEY", OpenAIStandIn.Key),
            ("OPENAI_BASE_URL", openAI.BaseUrl.ToString()));
        foreach (var (name, value) in more) settings[name] = value;
        return EdgeProcess.RunAsync(settings, ["doctor", "--data-dir", folder.Path, .. options]);
    }
}
