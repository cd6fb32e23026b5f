using System.Collections.Frozen;

namespace VoiceHunte.Edge.Telemetry;

/// <summary>
/// Tells a caller who hides their number. Networks then send a word in place of it, or the word as spelt on a keypad:
/// <c>+266696687</c> is ANONYMOUS. All such callers are one class, never one person.
/// </summary>
internal static class AnonymousCaller
{
    private static readonly string[] Words = ["ANONYMOUS", "UNKNOWN", "RESTRICTED", "UNAVAILABLE", "BLOCKED", "PRIVATE"];

    private static readonly FrozenSet<string> Names =
        Words.Concat(Words.Select(SpeltOnKeypad)).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether this is nobody's number; nothing at all is nobody's too.</summary>
    public static bool Is(string? from) => string.IsNullOrWhiteSpace(from) || Names.Contains(NameIn(from));

    // sip:anonymous@anonymous.invalid, client:Anonymous, +266696687
    private static string NameIn(string from)
    {
        var name = from.AsSpan().Trim();
        name = name[(name.IndexOf(':') + 1)..];
        if (name.IndexOf('@') is >= 0 and var at) name = name[..at];
        return name.TrimStart('+').ToString();
    }

    private static string SpeltOnKeypad(string word) =>
        string.Concat(word.Select(letter => "22233344455566677778889999"[letter - 'A']));
}
