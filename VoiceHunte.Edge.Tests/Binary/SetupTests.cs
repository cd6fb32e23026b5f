using System.Diagnostics;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Binary;

/// <summary>From nothing to an appliance that is rung: by answers at a terminal, by options in a script, and cut off in between.</summary>
public sealed class SetupTests : IAsyncLifetime
{
    private const string AccountSid = "AC00000000000000000000000000000001";
    private const string Number = "+421212345678";
    private const string PublicUrl = "https://127.0.0.1:1";
    private const UnixFileMode ForOwnerAndGroup = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    private readonly TemporaryFolder folder = new();
    private OpenAIStandIn openAI = null!;
    private TwilioRestStandIn twilio = null!;

    private string EnvFilePath => folder.File("voicehunte.env");

    public async ValueTask InitializeAsync()
    {
        openAI = await OpenAIStandIn.StartAsync();
        twilio = await TwilioRestStandIn.StartAsync(AccountSid, Published.Token);
        twilio.Numbers.Add(TwilioRestStandIn.Number(Number, voiceUrl: "https://demo.twilio.com/welcome/voice/"));
    }

    public async ValueTask DisposeAsync()
    {
        await twilio.DisposeAsync();
        await openAI.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Answers_at_a_terminal_become_the_env_file_and_the_number_is_pointed_here()
    {
        await using var terminal = Terminal.Start(Machine(), "setup", "--env-file", EnvFilePath);

        await terminal.AnswersAsync("Twilio account", AccountSid);
        await terminal.AnswersAsync("auth token (not shown): ", "a wrong token");
        await terminal.SeesAsync("Once more");
        await terminal.AnswersAsync("Twilio account", AccountSid);
        await terminal.AnswersAsync("auth token (not shown): ", Published.Token);
        await terminal.AnswersAsync("Which of them is the restaurant's [1]: ", "");
        await terminal.AnswersAsync("Public address", "http://phone.example.com");
        await terminal.SeesAsync("must be an https address");
        await terminal.AnswersAsync("Public address", PublicUrl);
        await terminal.AnswersAsync("OpenAI API key", OpenAIStandIn.Key);
        await terminal.AnswersAsync("TwiML Bin", "");
        await terminal.AnswersAsync("(ADMIN_TOKEN) [Y/n]: ", "");
        await ChooseProxyAndNumberAsync(terminal);

        Assert.Equal(0, await terminal.EndsAsync());
        var written = Written();
        Assert.Equal(
            (AccountSid, Published.Token, Number, PublicUrl, OpenAIStandIn.Key),
            (written["TWILIO_ACCOUNT_SID"], written["TWILIO_AUTH_TOKEN"], written["TWILIO_PHONE_NUMBER"], written["PUBLIC_URL"], written["OPENAI_API_KEY"]));
        Assert.Equal(32, written["ADMIN_TOKEN"].Length);
        Assert.Equal(ForOwnerAndGroup, File.GetUnixFileMode(EnvFilePath));
        Assert.Equal($"{PublicUrl}/twilio/incoming", twilio.Changes.Single()["VoiceUrl"].Split('#')[0]);
        // The plain answer was shown as it was typed, so the terminal shows what is typed again.
        Assert.Contains($": {PublicUrl}", terminal.Screen, StringComparison.Ordinal);
        string[] secrets = ["a wrong token", Published.Token, OpenAIStandIn.Key, written["ADMIN_TOKEN"]];
        Assert.DoesNotContain(secrets, secret => terminal.Screen.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ctrl_C_leaves_the_file_as_it_was()
    {
        await File.WriteAllTextAsync(EnvFilePath, "# mine\nCALL_MODE=relay\n", TestContext.Current.CancellationToken);
        await using var terminal = Terminal.Start(Machine(), "setup", "--env-file", EnvFilePath);

        await terminal.AnswersAsync("Twilio account", AccountSid);
        await terminal.SeesAsync("auth token (not shown): ");
        await terminal.TypesAsync("\u0003");

        Assert.Equal(130, await terminal.EndsAsync());
        Assert.Contains("nothing was written", terminal.Screen, StringComparison.Ordinal);
        Assert.Equal("# mine\nCALL_MODE=relay\n", await File.ReadAllTextAsync(EnvFilePath, TestContext.Current.CancellationToken));
        Assert.Equal([EnvFilePath], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Whoever_may_not_write_the_file_is_told_before_anything_is_asked()
    {
        await using var terminal = Terminal.Start(Machine(), "setup", "--env-file", "/proc/nowhere/voicehunte.env");

        Assert.Equal(74, await terminal.EndsAsync());
        Assert.Contains("sudo voicehunte setup", terminal.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("Twilio account", terminal.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_changes_what_it_names_and_keeps_every_other_line_the_mode_and_the_link()
    {
        var real = folder.File("real.env");
        await File.WriteAllTextAsync(real, "# mine\nCALL_MODE=relay\n\n#PUBLIC_URL=https://phone.example.com\n# end\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(real, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(EnvFilePath, real);

        var (exitCode, output) = await EdgeProcess.RunAsync(Machine(), [.. Options(Published.Token), "--openai-api-key-file", Secret("openai", OpenAIStandIn.Key)]);

        Assert.Equal(0, exitCode);
        var lines = await File.ReadAllLinesAsync(real, TestContext.Current.CancellationToken);
        Assert.Equal(["# mine", "CALL_MODE=relay", "", "#PUBLIC_URL=https://phone.example.com", $"PUBLIC_URL={PublicUrl}", "# end"], lines[..6]);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(real));
        Assert.NotNull(new FileInfo(EnvFilePath).LinkTarget);
        Assert.Empty(twilio.Changes);
        Assert.DoesNotContain(Published.Token, output, StringComparison.Ordinal);
        Assert.DoesNotContain(OpenAIStandIn.Key, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_run_of_the_same_script_changes_nothing()
    {
        await EdgeProcess.RunAsync(Machine(), Options(Published.Token));
        var first = await File.ReadAllTextAsync(EnvFilePath, TestContext.Current.CancellationToken);

        var (exitCode, output) = await EdgeProcess.RunAsync(Machine(), Options(Published.Token));

        Assert.Equal(0, exitCode);
        Assert.Contains("stays as it is", output, StringComparison.Ordinal);
        Assert.Equal(first, await File.ReadAllTextAsync(EnvFilePath, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_script_that_misses_something_is_told_every_option_at_once()
    {
        var (exitCode, output) = await EdgeProcess.RunAsync(Machine(), "setup", "--env-file", EnvFilePath);

        Assert.Equal(64, exitCode);
        string[] options = ["--twilio-account-sid", "--twilio-auth-token-file", "--twilio-phone-number", "--public-url"];
        Assert.All(options, option => Assert.Contains(option, output, StringComparison.Ordinal));
        Assert.False(File.Exists(EnvFilePath));
    }

    [Theory]
    [InlineData("another token", Number, 78, "--twilio-auth-token-file")]
    [InlineData(Published.Token, "+421299999999", 78, "--twilio-phone-number")]
    [InlineData(Published.Token, "0212345678", 78, "--twilio-phone-number")]
    public async Task A_script_with_a_wrong_value_is_told_its_option_and_nothing_is_written(string token, string number, int code, string option)
    {
        var (exitCode, output) = await EdgeProcess.RunAsync(Machine(), Options(token, number));

        Assert.Equal(code, exitCode);
        Assert.Contains(option, output, StringComparison.Ordinal);
        Assert.DoesNotContain(token, output, StringComparison.Ordinal);
        Assert.False(File.Exists(EnvFilePath));
    }

    [Fact]
    public async Task A_wrong_OpenAI_key_is_found_before_the_first_call()
    {
        var (exitCode, output) = await EdgeProcess.RunAsync(Machine(), [.. Options(Published.Token), "--openai-api-key-file", Secret("openai", "sk-wrong")]);

        Assert.Equal(78, exitCode);
        Assert.Contains("--openai-api-key-file", output, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-wrong", output, StringComparison.Ordinal);
        Assert.False(File.Exists(EnvFilePath));
    }

    [Fact]
    public async Task Where_Twilio_cannot_be_reached_a_script_ends_unless_it_says_unchecked()
    {
        var machine = Machine();
        machine["TWILIO_API_BASE_URL"] = "http://127.0.0.1:1";

        var (refused, _) = await EdgeProcess.RunAsync(machine, Options(Published.Token));
        Assert.Equal(69, refused);
        Assert.False(File.Exists(EnvFilePath));

        var (done, output) = await EdgeProcess.RunAsync(machine, [.. Options(Published.Token), "--unchecked"]);
        Assert.Equal(0, done);
        Assert.Contains("not checked", output, StringComparison.Ordinal);
        Assert.Equal(Number, Written()["TWILIO_PHONE_NUMBER"]);
    }

    [Fact]
    public async Task Killed_as_the_new_file_is_given_its_name_the_old_one_is_there_and_the_next_run_succeeds()
    {
        const string before = "# mine\nCALL_MODE=relay\n";
        await File.WriteAllTextAsync(EnvFilePath, before, TestContext.Current.CancellationToken);
        string[] strace = ["-f", "-qq", "-o", "/dev/null", "-e", "trace=rename,renameat,renameat2", "-e", "inject=rename,renameat,renameat2:error=EIO:signal=KILL"];
        var start = new ProcessStartInfo("strace", [.. strace, EdgeProcess.RequireBinary(), .. Options(Published.Token)]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Machine()) start.Environment[name] = value;
        using (var killed = Process.Start(start)!)
        {
            killed.StandardInput.Close();
            await Task.WhenAll(killed.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), killed.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            await killed.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(137, killed.ExitCode);
        }

        Assert.Equal(before, await File.ReadAllTextAsync(EnvFilePath, TestContext.Current.CancellationToken));
        Assert.True(File.Exists(EnvFilePath + ".new"));

        var (exitCode, _) = await EdgeProcess.RunAsync(Machine(), Options(Published.Token));

        Assert.Equal(0, exitCode);
        Assert.Equal(("relay", Number), (Written()["CALL_MODE"], Written()["TWILIO_PHONE_NUMBER"]));
        Assert.False(File.Exists(EnvFilePath + ".new"));
    }

    [Fact]
    public async Task A_script_points_the_number_too_and_shows_the_proxy_for_its_own_host()
    {
        var (exitCode, output) = await EdgeProcess.RunAsync(Machine(), [.. Options(Published.Token), "--point-number", "--proxy", "nginx"]);

        Assert.Equal(0, exitCode);
        Assert.StartsWith($"{PublicUrl}/twilio/incoming#", twilio.Changes.Single()["VoiceUrl"], StringComparison.Ordinal);
        Assert.Contains("server_name 127.0.0.1;", output, StringComparison.Ordinal);
        Assert.DoesNotContain("voice.example.com", output, StringComparison.Ordinal);
    }

    private static async Task ChooseProxyAndNumberAsync(Terminal terminal)
    {
        await terminal.AnswersAsync("What stands in front", "caddy");
        await terminal.AnswersAsync("Write its configuration", "");
        await terminal.SeesAsync("reverse_proxy 127.0.0.1:8000");
        await terminal.AnswersAsync("Let calls to", "y");
    }

    private string[] Options(string token, string number = Number) =>
    [
        "setup", "--env-file", EnvFilePath, "--twilio-account-sid", AccountSid, "--twilio-auth-token-file", Secret("token", token), "--twilio-phone-number", number, "--public-url", PublicUrl,
    ];

    private string Secret(string name, string value)
    {
        var path = folder.File(name);
        File.WriteAllText(path, value + "\n");
        return path;
    }

    private Dictionary<string, string> Machine() => new()
    {
        ["TWILIO_API_BASE_URL"] = twilio.Url.ToString(),
        ["OPENAI_BASE_URL"] = openAI.BaseUrl.ToString(),
    };

    private Dictionary<string, string> Written() => EnvFile.Parse(File.ReadAllText(EnvFilePath), EnvFilePath, []);
}
