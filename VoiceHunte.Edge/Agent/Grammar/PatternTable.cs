using System.Collections.Frozen;

namespace VoiceHunte.Edge.Agent.Grammar;

/// <summary>Patterns with what each means; looked up by what they begin with, as there are thousands and nearly none fits.</summary>
internal sealed class PatternTable<T>
{
    private readonly FrozenDictionary<string, Entry[]> byFirstWord;
    private readonly (Slot Slot, Entry[] Entries)[] byFirstSlot;
    private readonly Entry[] others;

    public PatternTable(IEnumerable<(string Pattern, T Value)> written, PatternForms forms)
    {
        var entries = (from one in written from row in forms.Rows(one.Pattern) select new Entry(new Pattern(row, one.Pattern), one.Value))
            .Select(entry => (Entry: entry, Begins: entry.Pattern.Beginnings())).ToArray();
        others = [.. entries.Where(one => one.Begins is null).Select(one => one.Entry)];
        byFirstSlot = [.. entries.Where(one => one.Begins?.Slot is not null).GroupBy(one => one.Begins!.Value.Slot!.Value, one => one.Entry)
            .Select(group => (group.Key, group.ToArray()))];
        byFirstWord = (from one in entries from word in one.Begins?.Words ?? [] select (word, one.Entry))
            .GroupBy(pair => pair.word, pair => pair.Entry).ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>Of all that fit there the longest, of these the plainest; null where none fits.</summary>
    /// <param name="preferred">Counts more than plainness among the longest.</param>
    public Found? LongestAt(Sentence sentence, int at, SlotReader slots, Func<T, int>? preferred = null)
    {
        Found? best = null;
        if (byFirstWord.TryGetValue(sentence[at].Plain, out var begun)) Try(begun);
        foreach (var (slot, entries) in byFirstSlot)
            if (slots.MayBegin(slot, sentence, at)) Try(entries);

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
        var begun = byFirstWord.TryGetValue(sentence[at].Plain, out var known) ? known : [];
        foreach (var entry in begun.Concat(byFirstSlot.SelectMany(one => one.Entries)).Concat(others))
        {
            var caught = new Caught();
            if (entry.Pattern.EndAt(sentence, at, slots, ref caught) > at) yield return entry.Value;
        }
    }

    private static bool IsBetter(int length, int preference, int weight, Found other) =>
        (length, preference, weight).CompareTo((other.Length, other.Preference, other.Weight)) > 0;

    internal readonly record struct Found(T Value, int Length, int Preference, int Weight, Caught Caught);

    private sealed record Entry(Pattern Pattern, T Value);
}
