using System.Text;

namespace VoiceHunte.Edge.Agent;

/// <summary>
/// Cyrillic words as a Slovak would write them, without marks: a Russian asks for "брындзове пирохи" where the menu has
/// bryndzové pirohy.
/// </summary>
internal static class LatinLetters
{
    private const string Cyrillic = "абвгґдеєжзиіїйклмнопрстуфцчшщыэюя";

    private static readonly string[] Latin =
    [
        "a", "b", "v", "h", "g", "d", "e", "e", "z", "z", "i", "i", "ji", "j", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f",
        "c", "c", "s", "st", "y", "e", "ju", "ja",
    ];

    public static string Of(string word)
    {
        if (!word.AsSpan().ContainsAnyInRange('а', 'ґ')) return word;
        var text = new StringBuilder(word.Length + 2);
        foreach (var letter in word)
        {
            if (letter == 'х') text.Append("ch");
            else if (Cyrillic.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at) text.Append(Latin[at]);
            else if (letter is not ('ь' or 'ъ')) text.Append(letter);
        }

        return text.ToString();
    }
}
