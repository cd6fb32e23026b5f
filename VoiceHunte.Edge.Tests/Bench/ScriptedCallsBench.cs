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
        await using var openAI = await OpenAIStandIn.StartAsync();
        await MeasureAsync("rules'", settings: null, atLeast: 1);
        await MeasureAsync("model's", PlayedModel.Play(openAI), ModelScoreTests.LeastShare);

        await File.WriteAllTextAsync(
            Path.Combine(Repository.Root, "artifacts", "calls.md"), BenchTable.Write(rows), TestContext.Current.CancellationToken);
    }

    private async Task MeasureAsync(string whose, Dictionary<string, string>? settings, double atLeast)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            foreach (var language in ScriptedCalls.Languages) Add(whose, wire, await CallScore.MeasureAsync(language, wire, settings), atLeast);
        }
    }

    private void Add(string whose, Wire wire, CallScore score, double atLeast) => rows.Add(new BenchRow(
        $"whole calls in {score.Language} by the {whose} mind, {(wire == Wire.Text ? "/agent/text" : "telephone")}",
        string.Create(CultureInfo.InvariantCulture, $"{score.Right} of {score.All}"),
        string.Create(CultureInfo.InvariantCulture, $"≥ {atLeast:P0}"),
        score.Share >= atLeast));
}
