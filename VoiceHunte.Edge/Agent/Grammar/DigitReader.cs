using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace VoiceHunte.Edge.Agent.Grammar;

/// <summary>Reads a number told digit by digit, in pairs or whole: "four seven double one", "forty seven 11".</summary>
internal sealed class DigitReader(GrammarFile file, PatternForms forms)
{
    private readonly FrozenSet<string> twice = file.Twice.SelectMany(forms.Words).ToFrozenSet();

    /// <summary>How many words in a row tell digits.</summary>
    public int LengthAt(Sentence sentence, int at)
    {
        var end = at;
        while (end < sentence.Length && (Tells(sentence, end) || (IsTwice(sentence, end) && end + 1 < sentence.Length && Tells(sentence, end + 1)))) end++;
        return end - at;
    }

    public string Read(Sentence sentence, int at, int length)
    {
        var digits = new StringBuilder();
        for (var end = at + length; at < end;)
        {
            var repeat = IsTwice(sentence, at) ? 2 : 1;
            if (repeat == 2) at++;
            if (at >= end) break;
            var taken = sentence[at].IsNumber ? 1 : LongestNumber(sentence, at, end);
            var text = sentence[at].IsNumber ? sentence[at].Plain : sentence.Number(at, taken).Value.ToString(CultureInfo.InvariantCulture);
            for (var i = 0; i < repeat; i++) digits.Append(text);
            at += taken;
        }

        return digits.ToString();
    }

    private bool IsTwice(Sentence sentence, int at) => twice.Contains(sentence[at].Plain);

    private static bool Tells(Sentence sentence, int at) =>
        sentence[at].IsNumber || (sentence.Number(at).Kind & NumberKind.Cardinal) != 0;

    private static int LongestNumber(Sentence sentence, int at, int end)
    {
        for (var length = Math.Min(3, end - at); length > 1; length--)
            if (sentence.Number(at, length).Kind != NumberKind.None) return length;

        return 1;
    }
}
