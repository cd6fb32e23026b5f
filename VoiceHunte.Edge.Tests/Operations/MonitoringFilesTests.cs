using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VoiceHunte.Edge.Telemetry;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Operations;

/// <summary>The Grafana dashboard and the alert rules: they ask for what <c>/metrics</c> has, and promtool is content with all three.</summary>
public sealed partial class MonitoringFilesTests
{
    private static readonly string Packaging = Path.Combine(Repository.Root, "packaging");
    private static readonly string Alerts = Path.Combine(Packaging, "prometheus", "alerts.yml");

    [Fact]
    public async Task The_dashboard_and_the_alerts_ask_for_nothing_that_the_page_does_not_have()
    {
        await using var house = await OpenAsync();
        var page = await ReadAsync(house, "application/openmetrics-text");
        var panels = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Packaging, "grafana", "voicehunte.json"), TestContext.Current.CancellationToken))!["panels"]!.AsArray();
        var asked = panels.SelectMany(panel => panel!["targets"]!.AsArray()).Select(target => target!["expr"]!.GetValue<string>())
            .Append(await File.ReadAllTextAsync(Alerts, TestContext.Current.CancellationToken));

        var names = asked.SelectMany(query => Name().Matches(query)).Select(match => match.Value).Distinct().ToList();

        Assert.InRange(names.Count, 25, 60);
        Assert.DoesNotContain(names, name => !Regex.IsMatch(page, $@"^{name}[{{ ]", RegexOptions.Multiline));
    }

    [Fact]
    public async Task The_dashboard_shows_every_figure_there_is()
    {
        await using var house = await OpenAsync();
        var families = MetricsRead.Of(await ReadAsync(house, "application/openmetrics-text")).Types.Keys;
        var dashboard = await File.ReadAllTextAsync(Path.Combine(Packaging, "grafana", "voicehunte.json"), TestContext.Current.CancellationToken);

        string[] forTheCuriousOnly = ["dotnet_gc_heap_total_allocated_bytes", "voicehunte_live_calls"];
        Assert.Equal(forTheCuriousOnly, families.Where(name => !Regex.IsMatch(dashboard, $@"\b{name}(_total|_bucket)?\{{")).Order());
    }

    [Fact]
    public async Task The_readme_names_every_figure_with_its_labels_and_no_other()
    {
        await using var house = await OpenAsync();
        var page = await ReadAsync(house, "text/plain");
        var rows = File.ReadLines(Path.Combine(Repository.Root, "README.md")).Where(line => line.StartsWith("| `voicehunte_", StringComparison.Ordinal) || line.StartsWith("| `process_", StringComparison.Ordinal));

        var shown = page.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => Figure().Match(line)).Select(sample =>
            FamilyEnd().Replace(sample.Groups["name"].Value, "") + Labels(LabelName().Matches(sample.Groups["labels"].Value).Select(label => label.Groups[1].Value).Where(label => label != "le")));
        var told = rows.SelectMany(row => ToldFigure().Matches(row)).Select(figure => figure.Groups[1].Value + figure.Groups[2].Value);

        Assert.Equal(shown.Distinct().Order(StringComparer.Ordinal), told.Distinct().Order(StringComparer.Ordinal));

        static string Labels(IEnumerable<string> names) => string.Join(',', names) is { Length: > 0 } all ? $"{{{all}}}" : "";
    }

    [Fact]
    public async Task Promtool_finds_nothing_wrong_with_the_rules_and_they_ring_when_they_should()
    {
        await PromtoolAsync("", "check", "rules", Alerts);
        await PromtoolAsync("", "test", "rules", Path.Combine(Packaging, "prometheus", "alerts.test.yml"));
    }

    [Fact]
    public async Task Promtool_finds_nothing_wrong_with_the_page()
    {
        await using var house = await OpenAsync();

        await PromtoolAsync(await ReadAsync(house, "text/plain"), "check", "metrics");
    }

    // Everything happens once, so that everything is on the page.
    private static async Task<House> OpenAsync()
    {
        var house = await House.OpenAsync();
        var call = house.Ring();
        await call.StartAsync();
        await call.StaySilentAsync();
        var metrics = house.Appliance.Get<EdgeMetrics>();
        metrics.WatchModels(() => [new ModelDays("OPENAI_TTS_MODEL", "tts-1", 42)]);
        metrics.CallEnded("gather", "sk", "completed", TimeSpan.FromSeconds(70));
        metrics.Reservation("booked");
        metrics.Transfer("asked");
        metrics.Message();
        metrics.WebhookRepeated("voice");
        metrics.RateLimitHit("calls");
        metrics.LiveCallBegan("stream");
        metrics.LadderStep("realtime", "pipeline", "closed");
        metrics.BargeIn(real: true);
        metrics.SocketRefused("signature");
        metrics.RecordingStep("fetch", "done");
        metrics.FirstAudio(AudioStages.Total, "stream", TimeSpan.FromMilliseconds(400));
        metrics.FellSilent(TimeSpan.FromMilliseconds(12));
        metrics.Upstream("chat", "ok", TimeSpan.FromMilliseconds(700));
        return house;
    }

    private static async Task<string> ReadAsync(House house, string accept)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Accept", accept);
        return await http.GetStringAsync(new Uri(house.Appliance.Url, "/metrics"), TestContext.Current.CancellationToken);
    }

    private static async Task PromtoolAsync(string input, params string[] arguments)
    {
        var promtool = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, "promtool")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(promtool is null, "promtool is not there: Debian's package prometheus has it, `make test` installs it.");
        using var process = Process.Start(new ProcessStartInfo(promtool!, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await said + await complained);
    }

    [GeneratedRegex(@"^(?<name>\w+)(?<labels>\{.*\})?")]
    private static partial Regex Figure();

    [GeneratedRegex("_(bucket|count|sum)$")]
    private static partial Regex FamilyEnd();

    [GeneratedRegex("(\\w+)=\"")]
    private static partial Regex LabelName();

    [GeneratedRegex(@"`((?:voicehunte|process|dotnet)_\w+)(\{[a-z_,]+\})?`")]
    private static partial Regex ToldFigure();

    [GeneratedRegex(@"\b(voicehunte|process|dotnet)_[a-z_]+(?=\{|\[| )")]
    private static partial Regex Name();
}
