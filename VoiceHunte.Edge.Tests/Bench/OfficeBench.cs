using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using VoiceHunte.Edge.Tests.Admin;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Bench;

/// <summary><c>make bench</c>: what the dashboard asks of the published binary, with a hundred thousand calls behind it, and what its files weigh.</summary>
public sealed class OfficeBench
{
    private const int Calls = 100_000;
    private const int Rounds = 15;
    private const int MostKilobytes = 150;
    private const double MostMilliseconds = 100;

    [Fact(Explicit = true)]
    public async Task The_table()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        using (var first = await MeasuredEdge.StartAsync(folder, [], cancel)) await first.StopAsync(cancel);
        ManyCalls.Put(folder.Path, Calls, DateTimeOffset.UtcNow);

        using var edge = await MeasuredEdge.StartAsync(folder, [], cancel);
        using var http = new HttpClient { BaseAddress = edge.Url };
        var health = await MedianAsync(http, "/health", cancel);
        var rows = new List<BenchRow> { new("/health, ms", Number(health), Against: "1 × /health") };
        foreach (var (what, path, isList) in ((string, string, bool)[])
        [
            ("today", "/admin/today", true),
            ("calls, first page", "/admin/calls", true),
            ("calls of an outcome and a language", "/admin/calls?outcome=booked&language=en", true),
            ("calls of a number", "/admin/calls?number=7919", true),
            ("search for a rare word", $"/admin/calls?words={ManyCalls.RareWord}", true),
            ("search for a word of every call", $"/admin/calls?words={ManyCalls.CommonWord}", true),
            ("search that finds nothing", "/admin/calls?words=aubergine", true),
            ("analytics, 28 days", "/admin/analytics", false),
            ("money, this month", "/admin/money", false),
        ])
        {
            var milliseconds = await MedianAsync(http, path, cancel);
            rows.Add(new($"{what}, ms", Number(milliseconds), isList ? $"< {MostMilliseconds}" : null, !isList || milliseconds < MostMilliseconds, $"{Number(milliseconds / health)} × /health"));
        }

        await edge.StopAsync(cancel);
        rows.Add(Weight());
        await File.WriteAllTextAsync(Path.Combine(Repository.Root, "artifacts", "office.md"), BenchTable.Write(rows), cancel);
    }

    // What lies in the binary is what a browser loads, at the very most.
    private static BenchRow Weight()
    {
        var manifest = JsonElement.Parse(File.ReadAllText(Path.Combine(Repository.Root, "artifacts", "dashboard", "dist", "manifest.json")));
        var kilobytes = manifest.EnumerateArray().Sum(file => file.GetProperty("gzip").GetInt32()) / 1024.0;
        return new("all files of the dashboard, gzipped, KB", Number(kilobytes), $"≤ {MostKilobytes}", kilobytes <= MostKilobytes, $"{Number(kilobytes / MostKilobytes)} × the budget");
    }

    private static async Task<double> MedianAsync(HttpClient http, string path, CancellationToken cancel)
    {
        var times = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            await http.GetByteArrayAsync(new Uri(path, UriKind.Relative), cancel);
            // The first one opens connections and reads the file into memory.
            if (round > 0) times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return times.Median();
    }

    private static string Number(double value) => value.ToString(value < 10 ? "0.0#" : "0", CultureInfo.InvariantCulture);
}
