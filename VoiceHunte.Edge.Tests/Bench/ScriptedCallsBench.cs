using System.Globalization;
using VoiceHunte.Edge.Tests.Scripts;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Bench;

/// <summary><c>make bench</c>: how many of the scripted calls of each language go as they should, as one table.</summary>
public sealed class ScriptedCallsBench
{
    private readonly List<BenchRow> rows = [];

    [Fact(Explicit = true)]
    public async Task The_scores()
    {
        foreach (var wire in Enum.GetValues<Wire>()) Add("rules", wire, await CallScore.MeasureAsync(wire), atLeast: 1);

        await File.WriteAllTextAsync(
            Path.Combine(Repository.Root, "artifacts", "calls.md"), BenchTable.Write(rows), TestContext.Current.CancellationToken);
    }

    private void Add(string mind, Wire wire, IReadOnlyList<CallScore> scores, double atLeast)
    {
        var on = wire == Wire.Text ? "/agent/text" : "the telephone";
        rows.AddRange(scores.Select(score => new BenchRow(
            $"whole calls in {score.Language} by the {mind}' mind on {on}",
            string.Create(CultureInfo.InvariantCulture, $"{score.Right} of {score.All}"),
            string.Create(CultureInfo.InvariantCulture, $"≥ {atLeast:P0}"),
            score.Share >= atLeast)));
    }
}
