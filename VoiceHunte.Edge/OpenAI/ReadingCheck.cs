namespace VoiceHunte.Edge.OpenAI;

/// <summary>
/// Whether what is being read is the text: letter by letter, without regard to case, blanks and punctuation. A digit or a
/// sign may be read as any word, for "19:30" is heard as "half past seven" and "€" as "euros", and written down either way.
/// </summary>
internal sealed class ReadingCheck
{
    // "twenty", "fifteenth", "dvadsaťštyri", "vosemnásť": a digit becomes so many letters, at most.
    private const int LettersOfADigit = 14;

    // What a letter of the text may be: itself, or (for digits and signs) any or none.
    private const char AnyOrNone = '\0';

    private readonly char[] expected;
    private readonly int[] places;
    private readonly int length;
    private bool[] reached;
    private bool[] next;

    // The first and the last place that may have been reached.
    private int first;
    private int last;
    private bool hasHeard;

    public ReadingCheck(string text)
    {
        var (letters, origins) = (new List<char>(text.Length), new List<int>(text.Length));
        for (var i = 0; i < text.Length; i++)
        {
            if (IsAnyWord(text[i])) Add(AnyOrNone, i, LettersOfADigit);
            else if (char.IsLetter(text[i])) Add(Plain(text[i]), i, 1);
        }

        (expected, places, length) = ([.. letters], [.. origins], text.Length);
        (reached, next) = (new bool[expected.Length + 1], new bool[expected.Length + 1]);
        Begin();

        void Add(char letter, int origin, int times)
        {
            for (; times > 0; times--)
            {
                letters.Add(letter);
                origins.Add(origin);
            }
        }
    }

    /// <summary>What was read so far is how the text begins.</summary>
    public bool IsTrue { get; private set; }

    /// <summary>The whole text was read, and nothing more.</summary>
    public bool IsWhole => reached[^1];

    /// <summary>How many characters of the text were read; numbers and signs count as read when they have begun.</summary>
    public int Confirmed => !IsTrue || !hasHeard ? 0 : last == expected.Length ? length : places[last];

    /// <summary>From the start again.</summary>
    public void Begin()
    {
        Array.Clear(reached);
        (first, last, IsTrue, hasHeard) = (0, 0, true, false);
        reached[0] = true;
        SkipOptional(reached);
    }

    public void Hear(string words)
    {
        foreach (var c in words)
        {
            if (!IsTrue) return;
            hasHeard |= IsAnyWord(c) || char.IsLetter(c);
            if (IsAnyWord(c)) HearAny();
            else if (char.IsLetter(c)) Hear(Plain(c));
        }
    }

    private void Hear(char letter)
    {
        Array.Clear(next);
        var (from, to) = (first, Math.Min(last, expected.Length - 1));
        (first, last) = (-1, -1);
        for (var i = from; i <= to; i++)
        {
            if (!reached[i] || (expected[i] != letter && expected[i] != AnyOrNone)) continue;
            next[i + 1] = true;
            (first, last) = (first < 0 ? i + 1 : first, i + 1);
        }

        IsTrue = first >= 0;
        if (IsTrue) SkipOptional(next);
        (reached, next) = (next, reached);
    }

    // "7" was written down where the text says "seven": that many letters may have been meant by it, or none.
    private void HearAny()
    {
        var (place, to) = (first, Math.Min(last + LettersOfADigit, expected.Length));
        for (var i = first; i <= to; i++)
        {
            if (reached[i] && i <= last) place = i;
            else reached[i] = i - place <= LettersOfADigit;
        }

        last = to;
        SkipOptional(reached);
    }

    private void SkipOptional(bool[] states)
    {
        for (var i = first; i <= last && i < expected.Length; i++)
        {
            if (!states[i] || expected[i] != AnyOrNone) continue;
            states[i + 1] = true;
            last = Math.Max(last, i + 1);
        }
    }

    private static bool IsAnyWord(char c) => char.IsDigit(c) || char.IsSymbol(c) || c is '%' or '&' or '@' or '#' or '§' or '/';

    // Transcripts spare the dots of ё.
    private static char Plain(char c) => char.ToLowerInvariant(c) is var lower && lower == 'ё' ? 'е' : lower;
}
