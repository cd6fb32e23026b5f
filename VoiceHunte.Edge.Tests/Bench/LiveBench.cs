using System.Globalization;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Bench;

/// <summary><c>make bench</c>: live calls on the published binary, the upstream's own share beside, as two tables.</summary>
public sealed class LiveBench
{
    private const int Goal = 100;
    private static readonly TimeSpan UntilIdle = TimeSpan.FromSeconds(2);

    private readonly List<BenchRow> rows = [];

    [Fact(Explicit = true)]
    public async Task The_frames()
    {
        foreach (var calls in new[] { 1, Goal, 300 }) await MeasureEchoAsync(calls);
        await WriteAsync("live-frames.md");
    }

    [Fact(Explicit = true)]
    public async Task The_turns()
    {
        rows.AddRange(await LiveTurnBench.RealtimeAsync(Goal));
        rows.AddRange(await LiveTurnBench.PipelineAsync(Goal));
        await WriteAsync("live-turns.md");
    }

    private Task WriteAsync(string name) =>
        File.WriteAllTextAsync(Path.Combine(Repository.Root, "artifacts", name), BenchTable.Write(rows), TestContext.Current.CancellationToken);

    private async Task MeasureEchoAsync(int calls)
    {
        var alone = await MeasureUpstreamAsync(calls);
        await using var stage = await LiveStage.OpenAsync(echoes: true);
        await Task.Delay(UntilIdle, TestContext.Current.CancellationToken);
        var idle = stage.Edge.ResidentBytes();
        var lines = await stage.RingAllAsync(calls);
        LiveFigures before = null!, after = null!;
        LiveEcho echo;
        using (var pacer = new FramePacer(lines))
            echo = await LiveEcho.MeasureAsync(lines, pacer, async () => before = await stage.FiguresAsync(), async () => after = await stage.FiguresAsync());
        foreach (var line in lines) line.Dispose();
        Assert.Equal(calls, before.CallsNow);

        AddTimes(calls, echo, alone);
        AddCosts(calls, echo.RoundTrips.Length + echo.Lost, idle, before, after);
    }

    private static async Task<LiveEcho> MeasureUpstreamAsync(int calls)
    {
        await using var stage = await LiveStage.OpenAsync(echoes: true);
        var lines = stage.Upstream(calls);
        LiveEcho echo;
        using (var pacer = new FramePacer(lines)) echo = await LiveEcho.MeasureAsync(lines, pacer, () => Task.CompletedTask, () => Task.CompletedTask);
        foreach (var line in lines) line.Dispose();
        return echo;
    }

    private void AddTimes(int calls, LiveEcho echo, LiveEcho alone)
    {
        rows.Add(new($"frame there and back, {Live(calls)}: p50 and p99, ms", $"{Number(echo.P50)} and {Number(echo.P99)}",
            calls == Goal ? "p99 < 8" : null, calls != Goal || echo.P99 < 8, $"{Ratio(echo.P99 / alone.P99)} × the upstream alone"));
        rows.Add(new("the upstream alone: p50 and p99, ms", $"{Number(alone.P50)} and {Number(alone.P99)}"));
        rows.Add(new($"frames lost of {echo.RoundTrips.Length + echo.Lost}", Whole(echo.Lost), "0", echo.Lost == 0));
        rows.Add(new("the load's latest frame was late by, ms", Number(echo.Latest.TotalMilliseconds)));
    }

    private void AddCosts(int calls, int frames, long idle, LiveFigures before, LiveFigures after)
    {
        var seconds = after.SecondsSince(before);
        rows.Add(new($"processor, {Live(calls)}, cores", Ratio((after.CpuSeconds - before.CpuSeconds) / seconds), null, true, $"{Ratio((after.CpuSeconds - before.CpuSeconds) / seconds / calls * 1000)} ‰ of one a call"));
        if (calls == 1) return;
        var kilobytes = (after.ResidentBytes - idle) / 1024 / calls;
        rows.Add(new("memory a call, kB", Number(kilobytes), "< 150", kilobytes < 150, $"{Number(after.ResidentBytes / 1048576)} MB in all, {Number(idle / 1048576.0)} idle"));
        var collections = (after.Collections - before.Collections) * 10 / seconds;
        rows.Add(new("garbage collections in ten seconds", Number(collections), calls == Goal ? "≤ 1" : null, calls != Goal || collections <= 1));
        rows.Add(new("garbage a frame, bytes", Number((after.AllocatedBytes - before.AllocatedBytes) / frames)));
    }

    private static string Live(int calls) => calls == 1 ? "1 live call" : $"{calls} live calls";

    internal static string Number(double value) => value.ToString(value < 10 ? "0.00" : value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private static string Whole(double value) => value.ToString("0", CultureInfo.InvariantCulture);

    private static string Ratio(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
