using System.Globalization;
using VoiceHunte.Edge.Tests.Bench;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Machine;

/// <summary><c>make small</c>: the binary that VOICEHUNTE_BINARY names, packaging/quarter-cpu.sh, as one table.</summary>
public sealed class SmallCpuBench
{
    private const int Starts = 5;
    private const int CallsInAll = 60;
    // A caller listens, thinks and speaks between two webhooks.
    private const int SecondsBetweenTurns = 8;

    private readonly List<BenchRow> rows = [];

    [Fact(Explicit = true)]
    public async Task The_table()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        List<double> starts = [];
        for (var n = 0; n < Starts; n++)
        {
            using var empty = new TemporaryFolder();
            using var starting = await MeasuredEdge.StartAsync(empty, [], cancellationToken);
            starts.Add(starting.Start.TotalMilliseconds);
        }

        rows.Add(new($"start to first 200, new database, ms (median of {Starts})", Number(starts.Median())));

        using var folder = new TemporaryFolder();
        using var edge = await MeasuredEdge.StartAsync(folder, [], cancellationToken);
        Load.Run(edge.Port, SignedCalls.Make(1, 2));
        foreach (var callers in new[] { 1, 10, 30 })
        {
            var load = Load.Run(edge.Port, SignedCalls.Make(callers, CallsInAll / callers));
            rows.Add(new($"webhook by rules, {callers} without a pause: p50 and p99, ms", $"{Number(load.P50.TotalMilliseconds)} and {Number(load.P99.TotalMilliseconds)}", Against: $"{Number(load.PerSecond)} a second"));
            if (callers > 1) rows.Add(new($"calls at a time at that rate, one turn in {SecondsBetweenTurns} s", Number(load.PerSecond * SecondsBetweenTurns)));
        }

        rows.Add(new("resident afterwards, MB", Number(edge.ResidentBytes() / 1048576.0)));
        await edge.StopAsync(cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(Repository.Root, "artifacts", "small.md"), BenchTable.Write(rows), cancellationToken);
    }

    private static string Number(double value) => value.ToString(value < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
