using System.Globalization;
using System.Text;

namespace VoiceHunte.Edge.Agent;

/// <summary>Makes a model's text fit to be read aloud: no markup, links or symbols, one line, and not too long.</summary>
internal static class SpeechText
{
    /// <summary>About 25 seconds of speech; nobody on the phone listens to more.</summary>
    public const int LongestChars = 400;

    public static string Clean(string text)
    {
        var spoken = new StringBuilder(text.Length);
        foreach (var line in text.Split('\n')) AddLine(spoken, line.AsSpan().Trim());
        return Bounded(spoken.ToString());
    }

    /// <summary>Without the half sentence at the end of a text that was cut off; the whole text where it has no other.</summary>
    public static string WholeSentences(string text) =>
        LastSentenceEnd(text, text.Length) is > 0 and var end ? text[..end] : text;

    private static void AddLine(StringBuilder spoken, ReadOnlySpan<char> line)
    {
        line = WithoutBullet(line);
        if (!line.IsEmpty && spoken.Length > 0 && char.IsLetterOrDigit(spoken[^1])) spoken.Append(',');
        foreach (var range in line.Split(' '))
        {
            var word = Plain(line[range]);
            if (word.Length == 0) continue;
            if (spoken.Length > 0 && !IsPunctuation(word)) spoken.Append(' ');
            spoken.Append(word);
        }
    }

    /// <summary>"- ", "* ", "# ", "1. ": what begins a line of a list, a heading or a quotation.</summary>
    private static ReadOnlySpan<char> WithoutBullet(ReadOnlySpan<char> line)
    {
        var rest = line.TrimStart("#>-*•–—|");
        if (rest.Length < line.Length && (rest.IsEmpty || rest[0] == ' ')) return rest.TrimStart();

        var digits = line.TrimStart("0123456789");
        return digits.Length is > 1 && digits.Length < line.Length && line.Length - digits.Length <= 2
            && digits[0] is '.' or ')' && digits[1] == ' '
            ? digits[2..]
            : line;
    }

    /// <summary>Of <c>[our menu](https://…)</c> the words stay; of a bare address nothing does.</summary>
    private static string Plain(ReadOnlySpan<char> word)
    {
        if (word.IndexOf("](") is >= 0 and var link) word = word[..link];
        if (word.Contains("://", StringComparison.Ordinal) || word.StartsWith("www.", StringComparison.OrdinalIgnoreCase)) return "";

        var plain = new StringBuilder(word.Length);
        foreach (var rune in word.EnumerateRunes())
            if (IsSpoken(rune)) plain.Append(rune.ToString());
        return plain.ToString();
    }

    private static bool IsSpoken(Rune rune) => rune.Value switch
    {
        '*' or '_' or '`' or '#' or '~' or '|' or '[' or ']' or '<' or '>' or '{' or '}' or '\\' => false,
        _ => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol
            or UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.EnclosingMark)
            && rune.Value is not (>= 0xFE00 and <= 0xFE0F) && rune != Rune.ReplacementChar,
    };

    private static bool IsPunctuation(string word) => word is "." or "," or "!" or "?" or ":" or ";" or "…";

    /// <summary>Cut after the last whole sentence that fits, else between two words.</summary>
    private static string Bounded(string text)
    {
        if (text.Length <= LongestChars) return text;

        var end = LastSentenceEnd(text, LongestChars);
        if (end > 0) return text[..end];
        var space = text.LastIndexOf(' ', LongestChars - 1);
        return text[..(space > 0 ? space : char.IsHighSurrogate(text[LongestChars - 1]) ? LongestChars - 1 : LongestChars)];
    }

    /// <summary>Where the last sentence ends that is whole within the first characters; -1 when none is.</summary>
    private static int LastSentenceEnd(string text, int chars)
    {
        for (var at = chars - 1; at > 0; at--)
        {
            var ends = text[at] is '.' or '!' or '?' or '…';
            if (ends && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]))) return at + 1;
        }

        return -1;
    }
}
