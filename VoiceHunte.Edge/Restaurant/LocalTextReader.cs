using System.Text.Json;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Restaurant;

/// <summary>
/// Texts for callers: <c>{"en": "Soups", "sk": "Polievky"}</c> with every language the restaurant speaks, so that no
/// caller hears a foreign word by oversight, or one plain text that is the same in all of them.
/// </summary>
internal sealed class LocalTextReader(IReadOnlyList<Language> languages)
{
    public LocalText? Read(Field? field)
    {
        if (field is not { } text) return null;
        if (text.Value.ValueKind == JsonValueKind.String) return Same(text);

        var codes = Language.All.Select(language => language.Code).ToArray();
        if (!text.IsObjectOf(codes)) return null;
        var read = new Dictionary<Language, string>();
        foreach (var language in languages)
        {
            if (text.Required(language.Code)?.Text("words to be said") is { } said) read.Add(language, said);
        }

        return read.Count > 0 ? new LocalText(read) : null;
    }

    private LocalText? Same(Field text)
    {
        if (text.Text("words to be said") is not { } said || languages.Count == 0) return null;
        return new LocalText(languages.ToDictionary(language => language, _ => said));
    }
}
