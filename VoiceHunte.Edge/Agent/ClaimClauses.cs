using System.Buffers;

namespace VoiceHunte.Edge.Agent;

/// <summary>Cuts an answer into the clauses that a claim may stand in.</summary>
internal static class ClaimClauses
{
    private static readonly SearchValues<char> Ends = SearchValues.Create(".!?…,;:–—");

    /// <summary>The words of each, and whether it is a question: of "your table is booked, anything else?" only the end is.</summary>
    public static IEnumerable<(string[] Words, bool Asks)> Of(string text, PatternList joins)
    {
        for (var start = 0; start < text.Length;)
        {
            var stop = text.AsSpan(start).IndexOfAny(Ends);
            var end = stop < 0 ? text.Length : start + stop;
            var asks = stop >= 0 && text[end] == '?';
            var parts = Parts(HeardWords.Of(text[start..end]).Plain, joins);
            for (var i = 0; i < parts.Count; i++) yield return (parts[i], asks && i == parts.Count - 1);
            start = end + 1;
        }
    }

    private static List<string[]> Parts(string[] words, PatternList joins)
    {
        var parts = new List<string[]>();
        var start = 0;
        for (var at = 0; at < words.Length; at++)
        {
            if (joins.LongestAt(words, at) == 0) continue;
            if (at > start) parts.Add(words[start..at]);
            start = at + 1;
        }

        if (start < words.Length) parts.Add(words[start..]);
        return parts;
    }
}
