namespace VoiceHunte.Edge.Agent;

/// <summary>Ways to say one thing.</summary>
internal sealed class PatternList(IEnumerable<string> patterns)
{
    private readonly WordPattern[] _patterns = [.. patterns.Select(pattern => new WordPattern(pattern))];

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
        foreach (var pattern in _patterns) longest = Math.Max(longest, pattern.MatchAt(words, at));
        return longest;
    }
}
