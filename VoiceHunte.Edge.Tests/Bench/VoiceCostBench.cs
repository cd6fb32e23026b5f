using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Tests.Support;
using VoiceHunte.Edge.Tests.Voice;
using VoiceHunte.Edge.Voice;

namespace VoiceHunte.Edge.Tests.Bench;

/// <summary>
/// <c>make bench</c>: what listening to voices costs the published binary. Two loads of the same calls, whose numbers have agreed
/// to it or have not: the difference is the extractor's. To artifacts/voice-cost.md.
/// </summary>
public sealed class VoiceCostBench
{
    private const double MostMilliseconds = 2;

    // How many calls at once; fewer where the machine is a slow one.
    private static readonly int Calls = int.Parse(Environment.GetEnvironmentVariable("VOICE_COST_CALLS") ?? "100", CultureInfo.InvariantCulture);

    [Fact(Explicit = true)]
    public async Task Measure()
    {
        await using var stage = await LiveStage.OpenAsync(echoes: true, new() { ["VOICE_HINT"] = "on" });
        await AgreeAsync(stage);
        var listened = await CostAsync(stage);
        var others = await CostAsync(stage);

        var milliseconds = (listened.Cpu - others.Cpu) * 1000;
        var text = BenchTable.Write(
        [
            new BenchRow("processor for a second of a call that is listened to, ms", LiveBench.Number(listened.Cpu * 1000), Against: $"{LiveBench.Number(listened.Cpu / others.Cpu)} × one that is not"),
            new BenchRow("of it for the voice, ms", LiveBench.Number(milliseconds), "≤ 2", milliseconds <= MostMilliseconds),
            new BenchRow("frame there and back, p99, ms", LiveBench.Number(listened.P99), Against: $"{LiveBench.Number(listened.P99 / others.P99)} × one that is not"),
        ]);
        await File.WriteAllTextAsync(Path.Combine(Repository.Root, "artifacts", "voice-cost.md"), text, TestContext.Current.CancellationToken);
    }

    /// <summary>The numbers that will ring first have a guest whose voice is known.</summary>
    private static async Task AgreeAsync(LiveStage stage)
    {
        await using var store = CallStore.Open(stage.Edge.Database, fullSync: false, TimeProvider.System, NullLogger.Instance);
        using var book = new VoiceBook(store, new VoiceKeys(stage.Folder.File("voice-keys")), TimeProvider.System, NullLogger<VoiceBook>.Instance);
        for (var n = 1; n <= Calls; n++) await book.KnowAsync(store, "Martin", ["m3-1", "m3-2"], phone: string.Create(CultureInfo.InvariantCulture, $"+4477009{n:00000}"));
    }

    /// <summary>Of the next calls: processor seconds a second of one, and how late its frames are.</summary>
    private static async Task<(double Cpu, double P99)> CostAsync(LiveStage stage)
    {
        var lines = await stage.RingAllAsync(Calls);
        LiveFigures before = null!, after = null!;
        LiveEcho echo;
        using (var pacer = new FramePacer(lines))
            echo = await LiveEcho.MeasureAsync(lines, pacer, async () => before = await stage.FiguresAsync(), async () => after = await stage.FiguresAsync());
        foreach (var line in lines) line.Dispose();
        Assert.Equal(0, echo.Lost);
        return ((after.CpuSeconds - before.CpuSeconds) / after.SecondsSince(before) / Calls, echo.P99);
    }
}
