namespace VoiceHunte.Edge.Agent;

/// <summary>
/// Words a caller may say, as the language files write them: <c>reserv*</c> is any ending, <c>..</c> up to three words
/// between, <c>*</c> alone any one word, <c>^</c> in front nothing before, <c>$</c> behind nothing after.
/// </summary>
internal sealed class WordPattern
{
    private const int WidestGap = 3;

    private readonly Part[] parts;
    private readonly bool fromStart;
    private readonly bool toEnd;

    public WordPattern(string text)
    {
        fromStart = text.StartsWith('^');
        toEnd = text.EndsWith('$');
        parts = [.. text.Trim('^', '$').Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(Parts)];
        if (parts is [] or [{ Text: "" }, ..]) throw new InvalidDataException($"\"{text}\" does not begin with a word");
    }

    public char FirstLetter => parts[0].Text[0];

    private enum Kind { Word, Beginning, Gap }

    /// <summary>How many words match from there on; -1 when they do not.</summary>
    public int MatchAt(ReadOnlySpan<string> words, int at)
    {
        if (fromStart && at > 0) return -1;
        var end = Match(parts, words, at);
        return end < 0 ? -1 : end - at;
    }

    private int Match(ReadOnlySpan<Part> parts, ReadOnlySpan<string> words, int at)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Kind == Kind.Gap) return MatchAfterGap(parts[(i + 1)..], words, at);
            if (at >= words.Length || !parts[i].Fits(words[at])) return -1;
            at++;
        }

        return toEnd && at < words.Length ? -1 : at;
    }

    private int MatchAfterGap(ReadOnlySpan<Part> rest, ReadOnlySpan<string> words, int at)
    {
        for (var gap = 0; gap <= WidestGap; gap++)
            if (Match(rest, words, at + gap) is >= 0 and var end) return end;

        return -1;
    }

    private static IEnumerable<Part> Parts(string piece)
    {
        if (piece == "..") return [new Part("", Kind.Gap)];
        if (piece == "*") return [new Part("", Kind.Beginning)];
        var words = HeardWords.Of(piece).Plain;
        return words.Select((word, i) => new Part(word, piece.EndsWith('*') && i == words.Length - 1 ? Kind.Beginning : Kind.Word));
    }

    private readonly record struct Part(string Text, Kind Kind)
    {
        public bool Fits(string word) => Kind == Kind.Beginning ? word.StartsWith(Text, StringComparison.Ordinal) : word == Text;
    }
}
