using System.Globalization;
using System.Text.RegularExpressions;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>A page of OpenMetrics text, read as strictly as its grammar is; anything else fails the test.</summary>
internal sealed partial class MetricsRead
{
    private static readonly Dictionary<string, string[]> Suffixes = new()
    {
        ["counter"] = ["_total"],
        ["gauge"] = [""],
        ["histogram"] = ["_bucket", "_count", "_sum"],
    };

    private readonly Dictionary<string, double> samples = [];
    private readonly Dictionary<string, string> types = [];
    private readonly Dictionary<string, string> units = [];
    private string family = "";

    private MetricsRead()
    {
    }

    public IReadOnlyDictionary<string, string> Types => types;

    public IReadOnlyDictionary<string, string> Units => units;

    /// <summary>By name and labels: <c>voicehunte_turns_total{source="rules"}</c>; 0 where there is none.</summary>
    public double this[string sample] => samples.GetValueOrDefault(sample);

    public bool Has(string sample) => samples.ContainsKey(sample);

    /// <summary>The whole samples whose name begins so, in the page's order.</summary>
    public IEnumerable<(string Sample, double Value)> Under(string beginning) =>
        samples.Where(s => s.Key.StartsWith(beginning, StringComparison.Ordinal)).Select(s => (s.Key, s.Value));

    public static async Task<MetricsRead> OfAsync(Uri appliance, HttpClient http)
    {
        using var answer = await http.GetAsync(new Uri(appliance, "/metrics"), TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal("application/openmetrics-text; version=1.0.0; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        return Of(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public static MetricsRead Of(string page)
    {
        Assert.EndsWith("\n# EOF\n", page, StringComparison.Ordinal);
        var read = new MetricsRead();
        foreach (var line in page.Split('\n')[..^2]) read.Take(line);
        return read;
    }

    private void Take(string line)
    {
        if (Comment().Match(line) is { Success: true } comment) Describe(comment.Groups["what"].Value, comment.Groups["name"].Value, comment.Groups["rest"].Value);
        else if (Sample().Match(line) is { Success: true } sample) Note(sample.Groups["name"].Value, sample.Groups["labels"].Value, sample.Groups["value"].Value);
        else Assert.Fail($"not OpenMetrics: {line}");
    }

    private void Describe(string what, string name, string rest)
    {
        if (what == "TYPE")
        {
            family = name;
            Assert.Contains(rest, Suffixes.Keys);
            Assert.True(types.TryAdd(name, rest), $"{name} comes twice");
        }

        Assert.Equal(family, name);
        if (what != "UNIT") return;
        Assert.EndsWith("_" + rest, name, StringComparison.Ordinal);
        units.Add(name, rest);
    }

    private void Note(string name, string labels, string value)
    {
        Assert.StartsWith(family, name, StringComparison.Ordinal);
        var suffix = name[family.Length..];
        Assert.Contains(suffix, Suffixes[types[family]]);
        Assert.Equal(suffix == "_bucket", labels.Contains("le=\"", StringComparison.Ordinal));
        Assert.True(samples.TryAdd(name + labels, double.Parse(value, CultureInfo.InvariantCulture)), $"{name}{labels} comes twice");
    }

    [GeneratedRegex("^# (?<what>TYPE|UNIT|HELP) (?<name>[a-z_]+) (?<rest>.+)$")]
    private static partial Regex Comment();

    [GeneratedRegex("""^(?<name>[a-z_]+)(?<labels>\{[a-z_]+="(\\[\\"n]|[^"\\])*"(,[a-z_]+="(\\[\\"n]|[^"\\])*")*\})? (?<value>-?[0-9.]+(E[+-]?[0-9]+)?)$""")]
    private static partial Regex Sample();
}
