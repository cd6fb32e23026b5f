using System.Globalization;
using System.Text;

namespace VoiceHunte.Edge.Agent;

/// <summary>What a caller said, as words: lower case, no punctuation, apostrophes left out, hyphens parting words.</summary>
internal sealed class HeardWords
{
    private HeardWords(string[] spelled)
    {
        Spelled = spelled;
        Plain = [.. spelled.Select(Fold)];
    }

    /// <summary>With the letters as they were heard: for telling languages apart.</summary>
    public IReadOnlyList<string> Spelled { get; }

    /// <summary>Latin letters without their marks and ё as е, as speech recognition often has them.</summary>
    public string[] Plain { get; }

    public static HeardWords Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var letter in text)
        {
            if (char.IsLetterOrDigit(letter)) word.Append(char.ToLowerInvariant(letter));
            else if (!IsInsideWord(letter)) End();
        }

        End();
        return new HeardWords([.. words]);

        void End()
        {
            if (word.Length > 0) words.Add(word.ToString());
            word.Clear();
        }
    }

    public static bool IsApostrophe(char c) => c is '\'' or '’' or 'ʼ' or '`';

    private static bool IsInsideWord(char c) =>
        IsApostrophe(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark;

    private static string Fold(string word) => string.Create(word.Length, word, static (plain, spelled) =>
    {
        for (var i = 0; i < plain.Length; i++) plain[i] = Fold(spelled[i]);
    });

    public static char Fold(char letter) => letter switch
    {
        'á' or 'ä' or 'à' or 'â' => 'a',
        'č' or 'ç' => 'c',
        'ď' => 'd',
        'é' or 'ě' or 'è' or 'ê' => 'e',
        'í' or 'î' => 'i',
        'ĺ' or 'ľ' => 'l',
        'ň' or 'ñ' => 'n',
        'ó' or 'ô' or 'ö' => 'o',
        'ŕ' or 'ř' => 'r',
        'š' => 's',
        'ť' => 't',
        'ú' or 'ů' or 'ü' => 'u',
        'ý' => 'y',
        'ž' => 'z',
        'ё' => 'е',
        _ => letter,
    };
}
