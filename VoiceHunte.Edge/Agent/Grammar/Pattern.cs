using System.Collections.Frozen;

namespace VoiceHunte.Edge.Agent.Grammar;

/// <summary>
/// A way to say something: words, <c>ending*</c>, <c>*</c> for any one word, <c>..</c> for up to three between, <c>^</c>
/// and <c>$</c> for the ends of the sentence, <c>{slot}</c>. Brackets are already written out (<see cref="PatternForms"/>).
/// </summary>
internal sealed class Pattern
{
    private const int WidestGap = 3;

    private readonly Part[] parts;
    private readonly bool fromStart;
    private readonly bool toEnd;

    public Pattern(string[][] row, string source)
    {
        var pieces = row.Select(piece => piece.Select(word => word.Replace("^", "", StringComparison.Ordinal).Replace("$", "", StringComparison.Ordinal)).ToArray());
        fromStart = row is [var first, ..] && first.Any(word => word.StartsWith('^'));
        toEnd = row is [.., var last] && last.Any(word => word.EndsWith('$'));
        parts = [.. pieces.Where(piece => piece.Any(word => word.Length > 0)).Select(piece => Part.Of(piece, source))];
        if (parts.Length == 0 || parts.All(part => part.Optional)) throw new InvalidDataException($"\"{source}\" may be nothing at all");
        Weight = parts.Count(part => part.Kind is PartKind.Words or PartKind.Beginning);
    }

    private enum PartKind { Words, Beginning, Any, Gap, Slot }

    /// <summary>How much of it is spelled out: of two that take the same words the plainer one wins.</summary>
    public int Weight { get; }

    /// <summary>What it may begin with: these words, or that slot; null where it may be anything.</summary>
    public (IReadOnlyList<string> Words, Slot? Slot)? Beginnings()
    {
        var words = new List<string>();
        foreach (var part in parts)
        {
            if (part.Kind == PartKind.Slot) return (words, part.Slot);
            if (part.Kind != PartKind.Words) return null;
            words.AddRange(part.Words);
            if (!part.Optional) return (words, null);
        }

        return null;
    }

    /// <summary>Where it ends when it begins there; -1 when it does not.</summary>
    public int EndAt(Sentence sentence, int at, SlotReader slots, ref Caught caught) =>
        fromStart && at > 0 ? -1 : Match(0, sentence, at, slots, ref caught);

    private int Match(int index, Sentence sentence, int at, SlotReader slots, ref Caught caught)
    {
        if (index == parts.Length) return toEnd && at < sentence.Length ? -1 : at;

        var part = parts[index];
        switch (part.Kind)
        {
            case PartKind.Gap:
                for (var gap = 0; gap <= WidestGap && at + gap <= sentence.Length; gap++)
                    if (Match(index + 1, sentence, at + gap, slots, ref caught) is >= 0 and var end) return end;
                return -1;
            case PartKind.Slot:
                for (var length = slots.Longest(part.Slot, sentence, at); length > 0; length--)
                {
                    if (!slots.Take(part.Slot, sentence, at, length, ref caught)) continue;
                    if (Match(index + 1, sentence, at + length, slots, ref caught) is >= 0 and var end) return end;
                }

                return -1;
            default:
                if (at < sentence.Length && part.Fits(sentence[at].Plain)
                    && Match(index + 1, sentence, at + 1, slots, ref caught) is >= 0 and var rest) return rest;
                return part.Optional ? Match(index + 1, sentence, at, slots, ref caught) : -1;
        }
    }

    private sealed record Part(PartKind Kind, FrozenSet<string> Words, string Beginning, Slot Slot, bool Optional)
    {
        public static Part Of(string[] words, string source)
        {
            var word = words.Length == 1 ? words[0] : "";
            if (word == "..") return new(PartKind.Gap, [], "", default, false);
            if (word == "*") return new(PartKind.Any, [], "", default, false);
            if (word.StartsWith('{')) return new(PartKind.Slot, [], "", SlotOf(word, source), false);
            if (word.EndsWith('*')) return new(PartKind.Beginning, [], Fold(word.TrimEnd('*'), source), default, false);
            return new(PartKind.Words, words.Where(w => w.Length > 0).Select(w => Fold(w, source)).ToFrozenSet(), "", default, words.Contains(""));
        }

        public bool Fits(string word) => Kind switch
        {
            PartKind.Words => Words.Contains(word),
            PartKind.Beginning => word.StartsWith(Beginning, StringComparison.Ordinal),
            _ => true,
        };

        private static Slot SlotOf(string word, string source) =>
            Enum.TryParse<Slot>(word.Trim('{', '}'), ignoreCase: true, out var slot) ? slot : throw new InvalidDataException($"\"{source}\" has an unknown slot {word}");

        private static string Fold(string word, string source) => HeardWords.Of(word).Plain is [var plain]
            ? plain
            : throw new InvalidDataException($"\"{source}\": \"{word}\" is not one word");
    }
}
