using System.Collections.Frozen;
using System.Text;

namespace VoiceHunte.Edge.Agent.Grammar;

/// <summary>Reads somebody's name: up to three words that are no everyday ones, or letters spelled one by one.</summary>
internal sealed class NameReader(GrammarFile file, PatternForms forms)
{
    private const int MostWords = 3;
    private const int FewestLetters = 2;

    private readonly FrozenSet<string> notNames = file.NotNames.SelectMany(forms.Words).ToFrozenSet();
    private readonly FrozenSet<string> spelledAs = (file.SpelledAs ?? []).SelectMany(forms.Words).ToFrozenSet();
    private readonly FrozenSet<string> titles = file.Titles.SelectMany(forms.Words).ToFrozenSet();

    /// <summary>How many words are the name, titles before it included; 0 when none is.</summary>
    public int LengthAt(Sentence sentence, int at, bool capital)
    {
        var start = at;
        while (at < sentence.Length && titles.Contains(sentence[at].Plain)) at++;
        var first = at;
        at += SpelledAt(sentence, at);
        if (at > first) return at - start;
        var written = at < sentence.Length && IsCapital(sentence, at);
        if (capital && !written) return 0;
        while (at < sentence.Length && at - first < MostWords && MayBeName(sentence, at) && (!written || IsCapital(sentence, at)))
        {
            at++;
            if (sentence[at - 1].Stops) break;
        }

        if (at == first) return 0;
        // "Brown, B R O W N": the letters are surer than the word.
        return at + SpelledAt(sentence, at) - start;
    }

    public string? Read(Sentence sentence, int at, int length)
    {
        var end = at + length;
        while (at < end && titles.Contains(sentence[at].Plain)) at++;
        var letters = at;
        while (letters < end && !sentence[letters].IsLetter) letters++;
        var spelled = end - letters >= FewestLetters;
        var name = new StringBuilder();
        for (var word = spelled ? letters : at; word < end; word = spelled ? AfterCodeWord(sentence, word + 1) : word + 1)
        {
            var text = sentence.Text.AsSpan(sentence[word].Start, sentence[word].End - sentence[word].Start);
            if (spelled) name.Append(name.Length == 0 ? char.ToUpperInvariant(text[0]) : char.ToLowerInvariant(text[0]));
            else Append(name, text, sentence[word].Glued && name.Length > 0 ? '-' : ' ');
        }

        return name.Length == 0 ? null : name.ToString();
    }

    private bool MayBeName(Sentence sentence, int at) =>
        !sentence[at].StartsWithDigit && sentence.Number(at).Kind == NumberKind.None && !notNames.Contains(sentence[at].Plain);

    private static bool IsCapital(Sentence sentence, int at) => char.IsUpper(sentence.Text[sentence[at].Start]);

    private int SpelledAt(Sentence sentence, int at)
    {
        var (end, letters) = (at, 0);
        while (end < sentence.Length && sentence[end].IsLetter) (end, letters) = (AfterCodeWord(sentence, end + 1), letters + 1);
        return letters >= FewestLetters && IsSpelled(sentence, at, end) ? end - at : 0;
    }

    /// <summary>Behind the "ako Karol" of "K ako Karol".</summary>
    private int AfterCodeWord(Sentence sentence, int at) =>
        at + 1 < sentence.Length && spelledAs.Contains(sentence[at].Plain) ? at + 2 : at;

    /// <summary>"А в" and "и с" are words of one letter, not letters.</summary>
    private bool IsSpelled(Sentence sentence, int at, int end)
    {
        var capital = true;
        for (; at < end; at++)
        {
            if (!notNames.Contains(sentence[at].Plain)) return true;
            capital &= IsCapital(sentence, at);
        }

        return capital;
    }

    /// <summary>Capitals as heard; where there is none, the first letter becomes one.</summary>
    private static void Append(StringBuilder name, ReadOnlySpan<char> word, char between)
    {
        if (name.Length > 0) name.Append(between);
        name.Append(char.ToUpperInvariant(word[0])).Append(word[1..]);
    }
}
