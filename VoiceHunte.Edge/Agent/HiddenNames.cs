using System.Text;
using VoiceHunte.Edge.Agent.Grammar;

namespace VoiceHunte.Edge.Agent;

/// <summary>Takes names that are known out of a text, in whatever case a Slavic language puts them: Novák, Nováka, Novákovi.</summary>
internal static class HiddenNames
{
    public const string Name = "[name]";

    // Of shorter names all letters but the last are common beginnings.
    private const int LongName = 5;

    public static string In(string text, IEnumerable<string> names)
    {
        var words = names.SelectMany(name => HeardWords.Of(name).Plain).Where(word => word.Length > 2 && !char.IsAsciiDigit(word[0])).Distinct().ToList();
        if (words.Count == 0) return text;
        var hidden = new StringBuilder();
        var (kept, last) = (0, -1);
        foreach (var token in Tokenizer.Cut(text))
        {
            if (!words.Exists(word => IsForm(token.Plain, word))) continue;
            // Several in a row are one name.
            if (last < 0 || text.AsSpan(last, token.Start - last).Trim().Length > 0) hidden.Append(text, kept, token.Start - kept).Append(Name);
            (kept, last) = (token.End, token.End);
        }

        return kept == 0 ? text : hidden.Append(text, kept, text.Length - kept).ToString();
    }

    private static bool IsForm(string heard, string name) =>
        heard.Length <= name.Length + (name.Length < LongName ? 2 : 3) && heard.AsSpan().StartsWith(name.AsSpan(0, Math.Max(3, name.Length - 1)));
}
