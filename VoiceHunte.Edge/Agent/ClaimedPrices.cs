using System.Globalization;
using VoiceHunte.Edge.Agent.Grammar;

namespace VoiceHunte.Edge.Agent;

/// <summary>The sums of money in an answer: "12.50 EUR", "€9", "twelve euros and fifty cents".</summary>
internal static class ClaimedPrices
{
    private const string Signs = "€£$";

    // "Two hundred and forty five" has no more words.
    private const int MostWords = 5;

    public static IEnumerable<decimal> In(Sentence sentence, ClaimVocabulary words)
    {
        var (sum, sumEnds) = (0m, -1);
        for (var at = 0; at < sentence.Length; at++)
        {
            if (IsAfterSign(sentence, at) && Amount(sentence, at + 1) is { } signed) yield return signed;
            string[] word = [sentence[at].Plain];
            if (words.Money.LongestAt(word, 0) > 0 && Amount(sentence, at) is { } whole)
            {
                if (sumEnds >= 0) yield return sum;
                (sum, sumEnds) = (whole, at);
            }
            else if (words.SmallMoney.LongestAt(word, 0) > 0 && Amount(sentence, at) is { } part)
            {
                // "Twelve euros and fifty cents", "dvanásť eur päťdesiat centov": one sum.
                var belongs = sumEnds >= 0 && at - sumEnds <= MostWords;
                if (sumEnds >= 0 && !belongs) yield return sum;
                yield return (belongs ? sum : 0) + (part / 100);
                sumEnds = -1;
            }
        }

        if (sumEnds >= 0) yield return sum;
    }

    private static bool IsAfterSign(Sentence sentence, int at) =>
        sentence[at].Start > 0 && Signs.Contains(sentence.Text[sentence[at].Start - 1], StringComparison.Ordinal);

    /// <summary>The number that ends before a word; null when none does.</summary>
    private static decimal? Amount(Sentence sentence, int end)
    {
        if (end == 0) return null;
        var last = sentence[end - 1];
        if (last.StartsWithDigit && decimal.TryParse(last.Plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var digits))
        {
            var withComma = end > 1 && sentence[end - 2].IsNumber && last.Plain.Length == 2 && sentence.Text[sentence[end - 2].End..last.Start] == ",";
            return withComma ? decimal.Parse(sentence[end - 2].Plain, CultureInfo.InvariantCulture) + (digits / 100) : digits;
        }

        for (var length = Math.Min(MostWords, end); length > 0; length--)
            if (sentence.Number(end - length, length) is { Value: >= 0 } number) return number.Value;

        return null;
    }
}
