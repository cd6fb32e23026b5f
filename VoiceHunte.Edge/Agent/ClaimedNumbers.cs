using System.Globalization;
using System.Text;
using VoiceHunte.Edge.Agent.Grammar;

namespace VoiceHunte.Edge.Agent;

/// <summary>The numbers in an answer that could be a reservation's or a telephone's: long ones, and those said digit by digit.</summary>
internal static class ClaimedNumbers
{
    // A year has four.
    private const int FewestDigits = 5;
    private const int FewestSaid = 4;

    public static IEnumerable<string> In(Sentence sentence)
    {
        var run = new StringBuilder();
        for (var at = 0; at < sentence.Length; at++)
        {
            if (sentence[at].IsNumber && sentence[at].Plain.Length >= FewestDigits) yield return sentence[at].Plain;
            if (IsDigit(sentence, at))
            {
                run.Append(sentence.Number(at).Value.ToString(CultureInfo.InvariantCulture));
                continue;
            }

            if (run.Length >= FewestSaid) yield return run.ToString();
            run.Clear();
        }

        if (run.Length >= FewestSaid) yield return run.ToString();
    }

    private static bool IsDigit(Sentence sentence, int at) =>
        sentence.Number(at) is { Value: >= 0 and < 10, Kind: var kind } && (kind & (NumberKind.Cardinal | NumberKind.Digits)) != 0;
}
