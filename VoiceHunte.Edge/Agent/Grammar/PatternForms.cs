using System.Text;

namespace VoiceHunte.Edge.Agent.Grammar;

/// <summary>
/// Writes patterns out: <c>&lt;name&gt;</c> stands for a list of words given once, <c>(a|b)</c> for one of several,
/// <c>[a|b]</c> for one of them or nothing, inside a word too: <c>перв(ый|ого)</c>.
/// </summary>
/// <param name="named">The lists, by name; one may use those before it.</param>
internal sealed class PatternForms(IReadOnlyDictionary<string, IReadOnlyList<string>> named)
{
    private const char Opens = '(';
    private const char MayOpen = '[';

    /// <summary>A list of single words, as they are compared.</summary>
    public IEnumerable<string> Words(string pattern) =>
        WithoutNames(pattern).Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var one] ? Alternatives(one).SelectMany(word => HeardWords.Of(word).Plain)
            : throw new InvalidDataException($"\"{pattern}\" is more than one word");

    /// <summary>The pattern as rows of pieces; the words of a piece are alternatives, an empty one means that it may be missing.</summary>
    public IEnumerable<string[][]> Rows(string pattern)
    {
        IEnumerable<string[][]> rows = [[]];
        foreach (var piece in Pieces(WithoutNames(pattern)))
        {
            var alternatives = Alternatives(piece).Distinct().ToArray();
            rows = alternatives.All(IsPlainWord)
                ? rows.Select(row => (string[][])[.. row, alternatives])
                : [.. from row in rows from alternative in alternatives select (string[][])[.. row, .. Pieces(alternative).Select(word => (string[])[word])]];
        }

        return rows;
    }

    private static bool IsPlainWord(string text) => text.All(c => char.IsLetterOrDigit(c) || HeardWords.IsApostrophe(c));

    private string WithoutNames(string pattern)
    {
        var written = new StringBuilder(pattern);
        for (var deep = 0; deep < 5 && written.ToString().Contains('<', StringComparison.Ordinal); deep++)
            foreach (var (name, words) in named) written.Replace($"<{name}>", $"({string.Join('|', words)})");

        var text = written.ToString();
        return text.Contains('<', StringComparison.Ordinal) ? throw new InvalidDataException($"\"{pattern}\" names a list that is not there") : text;
    }

    /// <summary>Cut at the blanks that stand in no brackets.</summary>
    private static List<string> Pieces(string pattern)
    {
        var pieces = new List<string>();
        var (deep, start) = (0, 0);
        for (var at = 0; at <= pattern.Length; at++)
        {
            if (at < pattern.Length && pattern[at] is Opens or MayOpen) deep++;
            else if (at < pattern.Length && pattern[at] is ')' or ']') deep--;
            else if (at == pattern.Length || (pattern[at] == ' ' && deep == 0))
            {
                if (at > start) pieces.Add(pattern[start..at]);
                start = at + 1;
            }
        }

        return deep == 0 ? pieces : throw new InvalidDataException($"\"{pattern}\" has a bracket too many or too few");
    }

    private static IEnumerable<string> Alternatives(string piece)
    {
        var open = piece.AsSpan().IndexOfAny(Opens, MayOpen);
        if (open < 0) return [piece];

        var close = Close(piece, open);
        var inside = Split(piece[(open + 1)..close]).SelectMany(Alternatives);
        if (piece[open] == MayOpen) inside = inside.Append("");
        var after = Alternatives(piece[(close + 1)..]).ToArray();
        return from middle in inside from rest in after select piece[..open] + middle + rest;
    }

    private static int Close(string text, int open)
    {
        var deep = 0;
        for (var at = open; at < text.Length; at++)
        {
            if (text[at] is Opens or MayOpen) deep++;
            else if (text[at] is ')' or ']' && --deep == 0) return at;
        }

        throw new InvalidDataException($"\"{text}\" has a bracket that is never closed");
    }

    private static IEnumerable<string> Split(string alternatives)
    {
        var (deep, start) = (0, 0);
        for (var at = 0; at < alternatives.Length; at++)
        {
            if (alternatives[at] is Opens or MayOpen) deep++;
            else if (alternatives[at] is ')' or ']') deep--;
            else if (alternatives[at] == '|' && deep == 0)
            {
                yield return alternatives[start..at];
                start = at + 1;
            }
        }

        yield return alternatives[start..];
    }
}
