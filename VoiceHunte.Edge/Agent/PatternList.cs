using System.Collections.Frozen;
using VoiceHunte.Edge.Agent.Grammar;

namespace VoiceHunte.Edge.Agent;

/// <summary>Ways to say one thing; looked up by their first word or letter, as there are hundreds and nearly none fits.</summary>
internal sealed class PatternList
{
    private static readonly PatternForms Brackets = new(FrozenDictionary<string, IReadOnlyList<string>>.Empty);

    private readonly FrozenDictionary<string, WordPattern[]> byFirstWord;

    /// <summary>Those that begin with a part of a word.</summary>
    private readonly FrozenDictionary<char, WordPattern[]> byFirstLetter;

    public PatternList(IEnumerable<string> patterns)
    {
        var written = patterns.SelectMany(pattern => Brackets.Rows(pattern).Select(row => new WordPattern(row, pattern))).ToArray();
        byFirstWord = ByBeginning(written, whole: true, text => text);
        byFirstLetter = ByBeginning(written, whole: false, text => text[0]);
    }

    public bool IsIn(ReadOnlySpan<string> words) => FirstIn(words) >= 0;

    /// <summary>Where the first of them begins; -1 when there is none.</summary>
    public int FirstIn(ReadOnlySpan<string> words)
    {
        for (var at = 0; at < words.Length; at++)
            if (LongestAt(words, at) > 0) return at;

        return -1;
    }

    /// <summary>How many words the longest of them takes from there on; 0 when none fits.</summary>
    public int LongestAt(ReadOnlySpan<string> words, int at)
    {
        var longest = 0;
        if (byFirstWord.TryGetValue(words[at], out var whole))
            foreach (var pattern in whole) longest = Math.Max(longest, pattern.MatchAt(words, at));
        if (byFirstLetter.TryGetValue(words[at][0], out var begun))
            foreach (var pattern in begun) longest = Math.Max(longest, pattern.MatchAt(words, at));
        return longest;
    }

    private static FrozenDictionary<TKey, WordPattern[]> ByBeginning<TKey>(WordPattern[] patterns, bool whole, Func<string, TKey> key)
        where TKey : notnull =>
        (from pattern in patterns
         from beginning in pattern.Beginnings()
         where beginning.Whole == whole
         group pattern by key(beginning.Text))
        .ToFrozenDictionary(group => group.Key, group => group.Distinct().ToArray());
}
