using System.Text;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Agent;

/// <summary>The sentences of one language file, with their placeholders filled.</summary>
internal sealed class PhraseBook(Language language, IReadOnlyDictionary<string, string> phrases)
{
    /// <exception cref="InvalidDataException">The file lacks the phrase, or the phrase wants a value it is not given.</exception>
    public string Say(string name, params ReadOnlySpan<(string Placeholder, string Value)> values) =>
        phrases.TryGetValue(name, out var phrase)
            ? Fill(phrase, name, values)
            : throw new InvalidDataException($"languages/{language}/phrases.json has no phrase \"{name}\"");

    /// <summary>
    /// In one pass, so that braces in what a caller said stay what they are. "10 p.m." at the end of a sentence is its end.
    /// </summary>
    public string Fill(string phrase, string name, params ReadOnlySpan<(string Placeholder, string Value)> values)
    {
        var text = new StringBuilder(phrase.Length + 64);
        for (var at = 0; at < phrase.Length;)
        {
            var open = phrase.IndexOf('{', at);
            var close = open < 0 ? -1 : phrase.IndexOf('}', open);
            if (close < 0) return text.Append(phrase, at, phrase.Length - at).ToString();

            text.Append(phrase, at, open - at).Append(Value(phrase[(open + 1)..close], name, values));
            at = close + 1;
            var twoStops = text.Length > 0 && text[^1] == '.' && at < phrase.Length && phrase[at] == '.';
            if (twoStops) at++;
        }

        return text.ToString();
    }

    private string Value(string placeholder, string name, ReadOnlySpan<(string Placeholder, string Value)> values)
    {
        foreach (var (known, value) in values)
            if (known == placeholder) return value;

        throw new InvalidDataException($"languages/{language}/phrases.json: \"{name}\" has an unknown placeholder {{{placeholder}}}");
    }
}
