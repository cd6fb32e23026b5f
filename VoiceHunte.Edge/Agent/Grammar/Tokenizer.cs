using System.Globalization;
using System.Text;

namespace VoiceHunte.Edge.Agent.Grammar;

/// <summary>Cuts an utterance into words and numbers: "7pm" is two, "19:30", "28.11.2026" and "p.m." are one.</summary>
internal static class Tokenizer
{
    public static Token[] Cut(string text)
    {
        var tokens = new List<Token>();
        var end = -1;
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            if (!char.IsLetterOrDigit(text[at]))
            {
                at++;
                continue;
            }

            at = char.IsAsciiDigit(text[at]) ? EndOfNumber(text, at) : EndOfWord(text, at);
            var glued = end >= 0 && (start == end || (start == end + 1 && text[end] == '-'));
            tokens.Add(new Token(Plain(text.AsSpan(start, at - start)), start, at, glued, IsDotted(text, start, at), Stops(text, at)));
            end = at;
        }

        return [.. tokens];
    }

    /// <summary>Digits, and more of them after a colon, full stop or slash.</summary>
    private static int EndOfNumber(string text, int at)
    {
        while (true)
        {
            while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
            if (at + 1 >= text.Length || text[at] is not (':' or '.' or '/') || !char.IsAsciiDigit(text[at + 1])) return at;
            at++;
        }
    }

    /// <summary>Letters with the marks and apostrophes among them; single letters with full stops between, as in "p.m.".</summary>
    private static int EndOfWord(string text, int at)
    {
        var start = at;
        var abbreviates = at + 2 < text.Length && text[at + 1] == '.' && char.IsLetter(text[at + 2]);
        while (at < text.Length && !char.IsAsciiDigit(text[at]) && (char.IsLetterOrDigit(text[at]) || IsInsideWord(text[at]))) at++;
        if (!abbreviates || at != start + 1) return at;

        while (at + 1 < text.Length && text[at] == '.' && char.IsLetter(text[at + 1]) && !IsLetterAt(text, at + 2)) at += 2;
        return at;
    }

    private static bool IsLetterAt(string text, int at) => at < text.Length && char.IsLetter(text[at]);

    private static bool IsInsideWord(char c) =>
        HeardWords.IsApostrophe(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark;

    private static string Plain(ReadOnlySpan<char> word)
    {
        if (char.IsAsciiDigit(word[0])) return word.ToString();
        var plain = new StringBuilder(word.Length);
        foreach (var letter in word)
            if (char.IsLetterOrDigit(letter)) plain.Append(HeardWords.Fold(char.ToLowerInvariant(letter)));

        return plain.ToString();
    }

    /// <summary>The full stop of "28. novembra" and "28.11.", not the one that ends "at 7."</summary>
    private static bool IsDotted(string text, int start, int end)
    {
        if (!char.IsAsciiDigit(text[start]) || end >= text.Length || text[end] != '.') return false;
        if (text.AsSpan(start, end - start).Contains('.')) return true;
        var next = end + 1;
        while (next < text.Length && text[next] == ' ') next++;
        return next < text.Length && (char.IsLower(text[next]) || char.IsAsciiDigit(text[next]));
    }

    private static bool Stops(string text, int end) =>
        end < text.Length && text[end] is ',' or '.' or '!' or '?' or ';' or ':' or '…' or '–' or '—'
        || (end + 1 < text.Length && text[end] == ' ' && text[end + 1] is '-' or '–' or '—');
}
