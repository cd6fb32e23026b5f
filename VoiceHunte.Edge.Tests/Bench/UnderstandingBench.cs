using System.Diagnostics;
using System.Globalization;
using VoiceHunte.Edge.Tests.Agent;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Bench;

/// <summary>How well, and how fast, the published binary understands labelled utterances: a table a file, to artifacts/understanding.md.</summary>
public sealed class UnderstandingBench
{
    private const int Repeats = 20;
    private const double Microseconds = 1e6;

    [Fact(Explicit = true)]
    public async Task Measure()
    {
        var sets = UtteranceSets.In(UtteranceSets.Others ?? UtteranceSets.Own);
        if (sets.Length == 0) sets = UtteranceSets.In(UtteranceSets.Own);
        var start = await SecondsAsync([]);
        var rows = new List<string[]> { Titles };
        foreach (var set in sets) rows.Add(await MeasureAsync(set, start));
        await File.WriteAllTextAsync(Path.Combine(Repository.Root, "artifacts", "understanding.md"), BenchTable.Write(rows), TestContext.Current.CancellationToken);
    }

    private static string[] Titles =>
        ["utterances", "count", .. UtteranceScore.Slots.Select(slot => $"{slot} P/R/F1"), "slot F1", "intent", "answer", "wholly right", "µs each"];

    private static async Task<string[]> MeasureAsync(string set, double start)
    {
        var lines = await File.ReadAllLinesAsync(set, TestContext.Current.CancellationToken);
        lines = [.. lines.Where(line => line.Length > 0)];
        var score = new UtteranceScore();
        foreach (var (line, answer) in lines.Zip(await UnderstandAsync([set]))) score.Add(line, answer);
        Assert.Equal(lines.Length, score.Count);

        // Reading the same file once and many times: the difference is understanding alone, without the start of the process.
        var once = await SecondsAsync([set]);
        var often = await SecondsAsync([.. Enumerable.Repeat(set, Repeats + 1)]);
        var each = Math.Max(0, often - Math.Max(once, start)) / (Repeats * lines.Length) * Microseconds;
        return
        [
            Path.GetFileNameWithoutExtension(set), lines.Length.ToString(CultureInfo.InvariantCulture),
            .. UtteranceScore.Slots.Select(slot => score.Has(slot) ? $"{Share(score.Precision(slot))} {Share(score.Recall(slot))} {Share(score.F1(slot))}" : "–"),
            Share(score.SlotF1), Share(score.Accuracy("intent")), Share(score.Accuracy("answer")), Share(score.WhollyRight),
            each.ToString("0", CultureInfo.InvariantCulture),
        ];
    }

    private static async Task<double> SecondsAsync(string[] sets)
    {
        var started = Stopwatch.GetTimestamp();
        await UnderstandAsync(sets);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<string[]> UnderstandAsync(string[] sets)
    {
        var start = new ProcessStartInfo(EdgeProcess.RequireBinary(), ["understand", .. sets]) { RedirectStandardOutput = true, RedirectStandardInput = true };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var answers = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return answers.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Share(double share) => share.ToString("0.000", CultureInfo.InvariantCulture);
}
