using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Agent;

/// <summary>Finds what a caller named among dishes or sections, whatever the case ending.</summary>
internal static class NamesHeard
{
    private const int ShortestWord = 4;
    private const int LongestEnding = 3;
    private const string Vowels = "aeiouyаеиоуыэюяіїєь";

    /// <summary>Those of whose names most words were heard, and how many were; none when no word was.</summary>
    public static (IReadOnlyList<T> Things, int Words) Best<T>(string[] words, IEnumerable<T> things, Func<T, LocalText> name, Language language)
    {
        var best = new List<T>();
        var most = 1;
        foreach (var thing in things)
        {
            var heard = CountHeard(words, name(thing).In(language), Vocabulary.For(language));
            if (heard < most) continue;
            if (heard > most) best.Clear();
            most = heard;
            best.Add(thing);
        }

        return (best, best.Count == 0 ? 0 : most);
    }

    private static int CountHeard(string[] words, string name, Vocabulary vocabulary) => HeardWords.Of(name).Plain
        .Count(part => part.Length >= ShortestWord && !vocabulary.IsCommon(part) && Array.Exists(words, word => SameWord(part, word)));

    /// <summary>"halušky" and "halušiek" have their beginning in common, and little after it.</summary>
    private static bool SameWord(string name, string heard) =>
        heard.Length <= name.Length + LongestEnding && heard.StartsWith(Stem(name), StringComparison.Ordinal);

    private static string Stem(string name) => name.Length switch
    {
        <= 4 => Vowels.Contains(name[^1], StringComparison.Ordinal) ? name[..^1] : name,
        _ => name[..Math.Max(4, name.Length - 2)],
    };
}
