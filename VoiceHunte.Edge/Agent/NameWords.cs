using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Agent;

/// <summary>The words by which a dish's name is found, whatever the case ending or the alphabet.</summary>
internal static class NameWords
{
    public const int Shortest = 3;

    private const int LeastKept = 4;
    private const int LongestEnding = 5;

    /// <summary>Each word of the name, its beginning, and both in Latin letters.</summary>
    public static IEnumerable<string> Of(LocalText name) => Language.All
        .SelectMany(language => HeardWords.Of(name.In(language)).Plain.Where(MenuVocabulary.For(language).MayNameADish)
            .SelectMany(word => (string[])[word, Stem(word, language), LatinLetters.Of(word), LatinLetters.Of(Stem(word, language))]))
        .Distinct();

    /// <summary>"Halušiek" is looked up as itself and as "haluši", "haluš", "halu": "halušky" is kept as "haluš".</summary>
    public static IEnumerable<string> LookedUp(string heard, Language language)
    {
        var shortest = Math.Max(LeastKept, heard.Length - (language == Language.English ? 2 : LongestEnding));
        for (var length = heard.Length; length >= Math.Min(shortest, heard.Length); length--) yield return heard[..length];
        if (heard.Length is Shortest + 1 or Shortest + 2 && language != Language.English) yield return heard[..Shortest];
    }

    /// <summary>A speech recogniser's slip: one letter more, less, other, or two in the other order.</summary>
    public static bool IsOneSlip(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > 1) return false;
        var start = one.AsSpan().CommonPrefixLength(other);
        var a = one.AsSpan(start);
        var b = other.AsSpan(start);
        if (a.Length >= 2 && a.Length == b.Length && a[0] == b[1] && a[1] == b[0]) return a[2..].SequenceEqual(b[2..]);
        return a.Length == b.Length
            ? a.Length > 0 && a[1..].SequenceEqual(b[1..])
            : a.Length > b.Length ? a[1..].SequenceEqual(b) : b[1..].SequenceEqual(a);
    }

    private static string Stem(string word, Language language)
    {
        if (language == Language.English) return word.EndsWith('s') && word.Length > LeastKept ? word[..^1] : word;
        return word.Length switch
        {
            <= LeastKept => "aeiouyаеиоуыэюяіїєь".Contains(word[^1], StringComparison.Ordinal) && word.Length > Shortest ? word[..^1] : word,
            _ => word[..Math.Max(LeastKept, word.Length - 2)],
        };
    }
}
