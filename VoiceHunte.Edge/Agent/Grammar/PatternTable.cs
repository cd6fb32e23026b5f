using System.Collections.Frozen;

namespace VoiceHunte.Edge.Agent.Grammar;

/// <summary>Patterns with what each means; looked up by the word they begin with, as there are hundreds and nearly none fits.</summary>
internal sealed class PatternTable<T>
{
    private readonly FrozenDictionary<string, Entry[]> byFirstWord;
    private readonly Entry[] others;

    public PatternTable(IEnumerable<(string Pattern, T Value)> written, PatternForms forms)
    {
        var entries = (from one in written from row in forms.Rows(one.Pattern) select new Entry(new Pattern(row, one.Pattern), one.Value)).ToArray();
        others = [.. entries.Where(entry => entry.Pattern.FirstWords() is null)];
        byFirstWord = (from entry in entries from word in entry.Pattern.FirstWords() ?? [] select (word, entry))
            .GroupBy(pair => pair.word, pair => pair.entry).ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>Of all that fit there the longest, of these the plainest; null where none fits.</summary>
    /// <param name="preferred">Counts more than plainness among the longest.</param>
    public Found? LongestAt(Sentence sentence, int at, SlotReader slots, Func<T, int>? preferred = null)
    {
        Found? best = null;
        if (byFirstWord.TryGetValue(sentence[at].Plain, out var entries)) Try(entries);
        Try(others);
        return best;

        void Try(Entry[] candidates)
        {
            foreach (var entry in candidates)
            {
                var preference = preferred?.Invoke(entry.Value) ?? 0;
                if (preference < 0) continue;
                var caught = new Caught();
                var length = entry.Pattern.EndAt(sentence, at, slots, ref caught) - at;
                if (length <= 0 || (best is { } other && !IsBetter(length, preference, entry.Pattern.Weight, other))) continue;
                best = new Found(entry.Value, length, preference, entry.Pattern.Weight, caught);
            }
        }
    }

    public IEnumerable<T> AllAt(Sentence sentence, int at, SlotReader slots)
    {
        var entries = byFirstWord.TryGetValue(sentence[at].Plain, out var known) ? known.Concat(others) : others;
        foreach (var entry in entries)
        {
            var caught = new Caught();
            if (entry.Pattern.EndAt(sentence, at, slots, ref caught) > at) yield return entry.Value;
        }
    }

    public bool IsIn(Sentence sentence, SlotReader slots)
    {
        for (var at = 0; at < sentence.Length; at++)
            if (LongestAt(sentence, at, slots) is not null) return true;

        return false;
    }

    private static bool IsBetter(int length, int preference, int weight, Found other) =>
        (length, preference, weight).CompareTo((other.Length, other.Preference, other.Weight)) > 0;

    internal readonly record struct Found(T Value, int Length, int Preference, int Weight, Caught Caught);

    private sealed record Entry(Pattern Pattern, T Value);
}
