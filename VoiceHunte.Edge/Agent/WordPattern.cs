namespace VoiceHunte.Edge.Agent;

/// <summary>
/// Words a caller may say, as the language files write them: <c>reserv*</c> is any ending, <c>..</c> up to three words
/// between, <c>*</c> alone any one word, <c>^</c> in front nothing before, <c>$</c> behind nothing after. Brackets are already
/// written out (<see cref="Grammar.PatternForms"/>): a place may have several words, an empty one means that it may be missing.
/// </summary>
internal sealed class WordPattern
{
    private const int WidestGap = 3;

    private readonly Part[] parts;
    private readonly bool fromStart;
    private readonly bool toEnd;

    public WordPattern(string[][] row, string source)
    {
        fromStart = row is [[['^', ..], ..], ..];
        toEnd = row is [.., [.., [.., '$']]];
        parts = [.. row.SelectMany(Parts)];
        if (parts is [] or [{ Kind: Kind.Gap }, ..] or [{ Texts: [""] }, ..] || parts.All(part => part.Optional))
            throw new InvalidDataException($"\"{source}\" does not begin with a word");
    }

    private enum Kind { Word, Beginning, Gap }

    /// <summary>The words it may begin with, and parts of words.</summary>
    public IEnumerable<(string Text, bool Whole)> Beginnings()
    {
        foreach (var part in parts)
        {
            foreach (var text in part.Texts) yield return (text, part.Kind == Kind.Word);
            if (!part.Optional) yield break;
        }
    }

    /// <summary>How many words match from there on; -1 when they do not.</summary>
    public int MatchAt(ReadOnlySpan<string> words, int at)
    {
        if (fromStart && at > 0) return -1;
        var end = Match(parts, words, at);
        return end < 0 ? -1 : end - at;
    }

    private int Match(ReadOnlySpan<Part> rest, ReadOnlySpan<string> words, int at)
    {
        if (rest.Length == 0) return toEnd && at < words.Length ? -1 : at;
        if (rest[0].Kind == Kind.Gap) return MatchAfterGap(rest[1..], words, at);
        if (at < words.Length && rest[0].Fits(words[at]) && Match(rest[1..], words, at + 1) is >= 0 and var end) return end;
        return rest[0].Optional ? Match(rest[1..], words, at) : -1;
    }

    private int MatchAfterGap(ReadOnlySpan<Part> rest, ReadOnlySpan<string> words, int at)
    {
        for (var gap = 0; gap <= WidestGap; gap++)
            if (Match(rest, words, at + gap) is >= 0 and var end) return end;

        return -1;
    }

    private static IEnumerable<Part> Parts(string[] place)
    {
        var alternatives = place.Where(word => word.Length > 0).ToArray();
        if (alternatives is not [var one]) return [new Part([.. alternatives.SelectMany(word => HeardWords.Of(word).Plain)], Kind.Word, place.Length > alternatives.Length)];
        if (one == "..") return [new Part([], Kind.Gap, false)];
        if (one == "*") return [new Part([""], Kind.Beginning, false)];
        var words = HeardWords.Of(one).Plain;
        return words.Select((word, i) => new Part([word], one.EndsWith('*') && i == words.Length - 1 ? Kind.Beginning : Kind.Word, place.Length > 1));
    }

    private readonly record struct Part(string[] Texts, Kind Kind, bool Optional)
    {
        public bool Fits(string word)
        {
            foreach (var text in Texts)
                if (Kind == Kind.Beginning ? word.StartsWith(text, StringComparison.Ordinal) : word == text) return true;

            return false;
        }
    }
}
