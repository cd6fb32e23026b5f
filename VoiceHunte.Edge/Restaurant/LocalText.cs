using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Restaurant;

/// <summary>A text of the restaurant's own, in each language it answers in.</summary>
internal sealed class LocalText(IReadOnlyDictionary<Language, string> texts)
{
    /// <summary>The text in a language; in a language the restaurant does not speak, the text in its first.</summary>
    public string In(Language language) => texts.TryGetValue(language, out var text) ? text : texts.First().Value;
}
