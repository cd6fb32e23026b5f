using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Commands;
using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Tests.Agent;

/// <summary>Whole files of utterances, measured: no rule is worth what it costs elsewhere.</summary>
public sealed class UnderstandingSetsTests
{
    private const double SlotF1 = 0.93;
    private const double WhollyRight = 0.92;

    /// <summary>Of dialogues with a machine of another make only the slots are labelled as ours.</summary>
    private const string SlotsOnly = "sgd";

    private static readonly OpeningHours Hours = RestaurantProfile.Load(path: null).Hours;

    [Fact]
    public void The_repositorys_own_utterances_are_understood()
    {
        var sets = UtteranceSets.In(UtteranceSets.Own);
        Assert.SkipWhen(sets.Length == 0, $"{UtteranceSets.Own} has no *.jsonl.");
        Assert.All(sets, IsUnderstood);
    }

    [Fact]
    public void The_utterances_beside_the_repository_are_understood()
    {
        Assert.SkipWhen(UtteranceSets.Others is null, "Neither UNDERSTANDING_SETS nor ../shared/understanding is there.");
        Assert.All(UtteranceSets.In(UtteranceSets.Others!), IsUnderstood);
    }

    private static void IsUnderstood(string set)
    {
        var score = new UtteranceScore();
        var wrong = new List<string>();
        foreach (var line in File.ReadLines(set).Where(line => line.Length > 0))
        {
            var utterance = UtteranceLine.Read(line, default, out var problem);
            Assert.True(utterance is not null, $"{set}: {problem}");
            var around = new Surroundings(utterance.Today, utterance.Previous, Hours);
            if (score.Add(line, utterance.Answer(Understanding.Read(utterance.Text, utterance.Language, around))) is { Length: > 0 } mistake) wrong.Add(mistake);
        }

        var found = $"{Path.GetFileName(set)}: slot F1 {score.SlotF1:0.000}, wholly right {score.WhollyRight:0.000}\n{string.Join('\n', wrong.Take(100))}";
        Assert.True(score.SlotF1 >= SlotF1, found);
        Assert.True(score.WhollyRight >= WhollyRight || set.Contains(SlotsOnly, StringComparison.Ordinal), found);
    }
}
