using System.Collections.Frozen;
using VoiceHunte.Edge.Agent.Grammar;

namespace VoiceHunte.Edge.Agent;

/// <summary>Ways to say one thing; looked up by their first letter, as there are hundreds and nearly none fits.</summary>
internal sealed class PatternList(IEnumerable<string> patterns)
{
    private static readonly PatternForms Brackets = new(FrozenDictionary<string, IReadOnlyList<string>>.Empty);

    private readonly FrozenDictionary<char, WordPattern[]> byFirstLetter = patterns
        .SelectMany(pattern => Brackets.Rows(pattern).Select(row => new WordPattern(row, pattern)))
        .SelectMany(pattern => pattern.FirstLetters().Distinct().Select(letter => (letter, pattern)))
        .GroupBy(one => one.letter, one => one.pattern)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray());

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
        if (!byFirstLetter.TryGetValue(words[at][0], out var candidates)) return longest;
        foreach (var pattern in candidates) longest = Math.Max(longest, pattern.MatchAt(words, at));
        return longest;
    }
}
