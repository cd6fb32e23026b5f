using System.Diagnostics;
using System.Text;
using System.Text.Json;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Binary;

public sealed class ServeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task The_binary_is_one_file_that_needs_libc_and_libm_alone_and_at_most_30_MB()
    {
        var binary = EdgeProcess.RequireBinary();
        using var ldd = Process.Start(new ProcessStartInfo("ldd", [binary]) { RedirectStandardOutput = true })!;
        var libraries = (await ldd.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.All(libraries, line => Assert.Matches(@"linux-vdso|libc\.so|libm\.so|ld-linux", line));
        Assert.InRange(new FileInfo(binary).Length, 1, 31 * 1024 * 1024);
    }

    [Fact]
    public async Task Wrong_settings_are_all_listed_and_end_with_78()
    {
        var (exitCode, output) = await EdgeProcess.RunAsync(
            Published.With(("MAX_TURNS", "lots"), ("PUBLIC_URL", "phone"), ("ADMIN_TOKEN", "hush-hush")), "serve", "--data-dir", folder.Path);

        Assert.Equal(78, exitCode);
        Assert.Contains("MAX_TURNS: ", output, StringComparison.Ordinal);
        Assert.Contains("PUBLIC_URL: ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-hush", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_restaurant_file_names_the_field_and_ends_with_78()
    {
        var file = folder.File("restaurant.json");
        await File.WriteAllTextAsync(file, """{ "name": "Pri mlyne", "time_zone": "Europe/Nowhere" }""", TestContext.Current.CancellationToken);

        var (exitCode, output) = await EdgeProcess.RunAsync(Published.With(("RESTAURANT_FILE", file)), "serve", "--data-dir", folder.Path);

        Assert.Equal(78, exitCode);
        Assert.Contains("time_zone", output, StringComparison.Ordinal);
        Assert.Contains("opening_hours", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_with_78_and_left_as_it_is()
    {
        await using var first = await EdgeProcess.ServeAsync(folder.Path, Published.Settings);
        await first.StopAsync();
        Database.Sql(folder.Path, "PRAGMA user_version = 999");

        var (exitCode, output) = await EdgeProcess.RunAsync(Published.Settings, "serve", "--data-dir", folder.Path);

        Assert.Equal(78, exitCode);
        Assert.Contains("999", output, StringComparison.Ordinal);
        Assert.Equal(["999"], Database.Sql(folder.Path, "SELECT CAST(user_version AS TEXT) FROM pragma_user_version"));
    }

    [Fact]
    public async Task An_address_in_use_ends_with_69()
    {
        await using var first = await EdgeProcess.ServeAsync(folder.Path, Published.Settings);
        using var elsewhere = new TemporaryFolder();

        var (exitCode, output) = await EdgeProcess.RunAsync(Published.Settings, "serve", "--data-dir", elsewhere.Path, "--urls", first.Url.ToString());

        Assert.Equal(69, exitCode);
        Assert.Contains("--urls", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serve", "--no-such-option")]
    [InlineData("no-such-command")]
    [InlineData("serve", "--urls", "garbage")]
    [InlineData("serve", "--urls", "")]
    [InlineData("serve", "--urls", "http://127.0.0.1:99999")]
    [InlineData("serve", "--urls", "http://127.0.0.1:8123/base")]
    [InlineData("serve", "--urls", "https://127.0.0.1:8443")]
    [InlineData("calls", "show")]
    public async Task Wrong_usage_ends_with_64(params string[] arguments)
    {
        var (exitCode, output) = await EdgeProcess.RunAsync(Published.Settings, arguments);

        Assert.Equal(64, exitCode);
        Assert.Contains("--help", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("serve")]
    [InlineData("call")]
    [InlineData("calls")]
    [InlineData("tts")]
    [InlineData("doctor")]
    [InlineData("version")]
    public async Task Every_command_explains_itself(params string[] command)
    {
        var (exitCode, output) = await EdgeProcess.RunAsync(Published.Settings, [.. command, "--help"]);

        Assert.Equal(0, exitCode);
        Assert.Contains("Usage:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_names_the_version_the_commit_and_SQLite()
    {
        var (exitCode, output) = await EdgeProcess.RunAsync(Published.Settings, "version");

        Assert.Equal(0, exitCode);
        Assert.Matches(@"^voicehunte \d+\.\d+\.\d+ \(commit [0-9a-f]{40}|unknown, SQLite 3\.\d+\.\d+\)", output);
    }

    [Fact]
    public async Task SIGTERM_ends_with_0_and_leaves_one_whole_database_file()
    {
        await using var edge = await EdgeProcess.ServeAsync(folder.Path, Published.Settings);
        using var twilio = new TwilioStandIn(Published.Token);
        await twilio.Ring(edge.Url).StartAsync();

        var exitCode = await edge.StopAsync();

        Assert.Equal(0, exitCode);
        Assert.Equal(["voicehunte.db"], Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName));
        Assert.Equal(["1"], Database.Sql(folder.Path, "SELECT CAST(count(*) AS TEXT) FROM calls"));
    }

    [Fact]
    public async Task SIGTERM_while_speech_is_under_way_still_ends_with_0_within_ten_seconds_and_a_whole_database()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        openAI.Speech.Always(SpeechReply.Spoken().HeldAfter(1, new Gate()));
        await using var edge = await EdgeProcess.ServeAsync(folder.Path, Published.With(("OPENAI_API_KEY", OpenAIStandIn.Key), ("OPENAI_BASE_URL", openAI.BaseUrl.ToString())));
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(edge.Url, "/tts/stream")) { Content = new StringContent("""{"text":"Dobrý deň"}""", Encoding.UTF8, "application/json") };
        using var speaking = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var tenSeconds = new CancellationTokenSource(TimeSpan.FromSeconds(10));

        var exitCode = await edge.StopAsync().WaitAsync(tenSeconds.Token);

        Assert.Equal(0, exitCode);
        Assert.Equal(["voicehunte.db"], Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName));
        Assert.Contains("the database is closed", edge.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_may_stand_before_the_command()
    {
        var (exitCode, _) = await EdgeProcess.RunAsync(Published.Settings, "--data-dir", folder.Path, "version");

        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task An_empty_data_directory_is_a_complaint_and_not_a_crash()
    {
        var (exitCode, output) = await EdgeProcess.RunAsync(Published.Settings, "serve", "--data-dir", "");

        Assert.Equal(78, exitCode);
        Assert.Contains("--data-dir", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_database_and_its_directory_are_for_the_service_alone()
    {
        var dataDir = folder.File("data");
        await using var edge = await EdgeProcess.ServeAsync(dataDir, Published.Settings);

        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(dataDir) & others);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.Combine(dataDir, "voicehunte.db")) & others);
    }

    [Fact]
    public async Task Under_systemd_each_line_is_JSON_behind_the_journals_priority()
    {
        await using var edge = await EdgeProcess.ServeAsync(folder.Path, Published.With(("TWILIO_AUTH_TOKEN", ""), ("JOURNAL_STREAM", "8:12345")));
        await edge.StopAsync();
        var lines = edge.Log.Split('\n');

        Assert.Equal(["<6>", "<4>", "<6>", "<6>"], lines.Select(line => line[..3]));
        using var first = JsonDocument.Parse(lines[0][3..]);
        Assert.Equal(1701, first.RootElement.GetProperty("event").GetInt32());
        Assert.StartsWith("http://127.0.0.1:", first.RootElement.GetProperty("Urls").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_database_is_reported_and_calls_are_answered_all_the_same()
    {
        var damaged = new string('x', 8192);
        await File.WriteAllTextAsync(folder.File("voicehunte.db"), damaged, TestContext.Current.CancellationToken);
        await using var edge = await EdgeProcess.ServeAsync(folder.Path, Published.Settings);
        using var twilio = new TwilioStandIn(Published.Token);
        var call = twilio.Ring(edge.Url);

        await call.StartAsync();
        var heard = await call.SayAsync("máte dnes otvorené");
        var (status, report) = await Published.GetAsync(edge.Url, "/ready");
        var (doctor, findings) = await EdgeProcess.RunAsync(Published.Settings, "doctor", "--data-dir", folder.Path);

        Assert.Contains("desiatej", heard.Text, StringComparison.Ordinal);
        Assert.Equal(503, status);
        Assert.Contains("damaged", report, StringComparison.Ordinal);
        Assert.Equal(74, doctor);
        Assert.Contains("damaged", findings, StringComparison.Ordinal);
        Assert.Equal(damaged, await File.ReadAllTextAsync(folder.File("voicehunte.db"), TestContext.Current.CancellationToken));
    }

    public void Dispose() => folder.Dispose();
}
