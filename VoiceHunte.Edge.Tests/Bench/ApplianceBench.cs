using System.Globalization;
using Microsoft.Data.Sqlite;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Bench;

/// <summary><c>make bench</c>: what the published binary weighs and how fast it answers, as one table.</summary>
public sealed class ApplianceBench
{
    private const int Starts = 15;
    private const int Rounds = 3;
    private const int Callers = 32;
    private const int CallsEach = 60;
    private const int WarmUpCallsEach = 5;
    private const int SpeechPairs = 400;
    private const int WarmUpPairs = 50;
    private static readonly TimeSpan UntilIdle = TimeSpan.FromSeconds(2);

    private readonly List<BenchRow> rows = [];

    [Fact(Explicit = true)]
    public async Task The_table()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        MeasureSize();
        await MeasureStartAsync(cancellationToken);
        await MeasureIdleAsync(cancellationToken);
        await MeasureWebhooksAsync(cancellationToken);
        await MeasureSpeechAsync(cancellationToken);

        await File.WriteAllTextAsync(Path.Combine(Repository.Root, "artifacts", "bench.md"), BenchTable.Write(rows), cancellationToken);
    }

    private void MeasureSize()
    {
        var megabytes = new FileInfo(EdgeProcess.RequireBinary()).Length / 1048576.0;
        rows.Add(new("binary, MB", Number(megabytes), "≤ 25", megabytes <= 25));
    }

    private async Task MeasureStartAsync(CancellationToken cancellationToken)
    {
        List<double> first = [], again = [];
        for (var i = 0; i < Starts; i++)
        {
            using var folder = new TemporaryFolder();
            first.Add(await StartOnceAsync(folder, cancellationToken));
            again.Add(await StartOnceAsync(folder, cancellationToken));
        }

        AddStart("start to first 200", again.Median());
        AddStart("the same with a new database", first.Median());
    }

    private void AddStart(string which, double milliseconds) =>
        rows.Add(new($"{which}, ms (median of {Starts})", Number(milliseconds), "< 60", milliseconds < 60));

    private static async Task<double> StartOnceAsync(TemporaryFolder folder, CancellationToken cancellationToken)
    {
        using var edge = await MeasuredEdge.StartAsync(folder, [], cancellationToken);
        await edge.StopAsync(cancellationToken);
        return edge.Start.TotalMilliseconds;
    }

    private async Task MeasureIdleAsync(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        using var edge = await MeasuredEdge.StartAsync(folder, [], cancellationToken);
        await Task.Delay(UntilIdle, cancellationToken);
        var megabytes = edge.ResidentBytes() / 1048576.0;
        rows.Add(new("resident when idle, MB", Number(megabytes), "< 35", megabytes < 35));
    }

    private async Task MeasureWebhooksAsync(CancellationToken cancellationToken)
    {
        var warmUp = SignedCalls.Make(Callers, WarmUpCallsEach);
        var calls = SignedCalls.Make(Callers, CallsEach);
        List<Round> full = [], normal = [];
        for (var i = 0; i < Rounds; i++)
        {
            full.Add(await MeasureRoundAsync("full", warmUp, calls, cancellationToken));
            normal.Add(await MeasureRoundAsync("normal", warmUp, calls, cancellationToken));
        }

        var health = full.Concat(normal).Select(round => round.Health.PerSecond).Median();
        var perSecondNormal = normal.Select(round => round.Webhooks.PerSecond).Median();
        AddWebhooks("full", full, perSecondNormal, health, "≥ 5000");
        AddWebhooks("normal", normal, perSecondNormal, health, null);
        rows.Add(new($"/health a second, {Callers} connections", Number(health)));
        rows.Add(new($"resident after {Callers * (WarmUpCallsEach + CallsEach)} calls, MB", Number(full.Select(round => round.ResidentBytes / 1048576.0).Median())));
    }

    private void AddWebhooks(string sync, List<Round> rounds, double perSecondNormal, double health, string? target)
    {
        var perSecond = rounds.Select(round => round.Webhooks.PerSecond).Median();
        var against = $"{Ratio(perSecond / perSecondNormal)} × normal, {Ratio(perSecond / health)} × /health";
        rows.Add(new($"committed webhooks a second, {Callers} callers, {sync}", Number(perSecond), target, target is null || perSecond >= 5000, against));
        var p50 = rounds.Select(round => round.Webhooks.P50.TotalMilliseconds).Median();
        var p99 = rounds.Select(round => round.Webhooks.P99.TotalMilliseconds).Median();
        rows.Add(new("their p50 and p99, ms", $"{Number(p50)} and {Number(p99)}"));
    }

    private static async Task<Round> MeasureRoundAsync(string sync, byte[][][] warmUp, byte[][][] calls, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        using var edge = await MeasuredEdge.StartAsync(folder, new() { ["DATABASE_SYNC"] = sync }, cancellationToken);
        Load.Run(edge.Port, warmUp);
        var webhooks = Load.Run(edge.Port, calls);
        var residentBytes = edge.ResidentBytes();
        var health = Load.Run(edge.Port, [.. calls.Select(requests => Enumerable.Repeat(MeasuredEdge.Health, requests.Length).ToArray())]);
        await edge.StopAsync(cancellationToken);

        Assert.Equal(Callers * (WarmUpCallsEach + CallsEach) * SignedCalls.TurnsPerCall, CountTurns(edge.Database));
        return new Round(webhooks, health, residentBytes);
    }

    // A fast answer that is not in the database would be no answer.
    private static long CountTurns(string path)
    {
        using var database = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=false");
        database.Open();
        using var count = database.CreateCommand();
        count.CommandText = "SELECT count(*) FROM turns WHERE assistant_text IS NOT NULL";
        return (long)count.ExecuteScalar()!;
    }

    private async Task MeasureSpeechAsync(CancellationToken cancellationToken)
    {
        await using var upstream = new SpeechUpstream();
        using var folder = new TemporaryFolder();
        using var edge = await MeasuredEdge.StartAsync(folder, new()
        {
            ["OPENAI_API_KEY"] = "the-key",
            ["OPENAI_BASE_URL"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{upstream.Port}/v1"),
            ["ADMIN_TOKEN"] = SpeechRequests.AdminToken,
        }, cancellationToken);
        using var direct = new KeepAliveLine(upstream.Port);
        using var through = new KeepAliveLine(edge.Port);

        var pairs = Enumerable.Range(0, WarmUpPairs + SpeechPairs)
            .Select(n => (Direct: direct.FirstByteOf(SpeechRequests.ToTheUpstream(n)), Through: through.FirstByteOf(SpeechRequests.ToTheAppliance(n))))
            .Skip(WarmUpPairs).ToList();
        var added = pairs.Select(pair => (pair.Through - pair.Direct).TotalMilliseconds).ToList();
        var ratio = pairs.Select(pair => pair.Through / pair.Direct).Median();
        rows.Add(new($"first audio byte after the upstream's, ms (median of {SpeechPairs})", Number(added.Median()), "≤ 0.5", added.Median() <= 0.5, $"{Ratio(ratio)} × the upstream alone"));
        rows.Add(new("its p99, ms", Number(added.Quantile(0.99))));
    }

    private static string Number(double value) => value.ToString(value < 10 ? "0.00" : value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private static string Ratio(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private sealed record Round(LoadResult Webhooks, LoadResult Health, long ResidentBytes);
}
