using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Calls;

/// <summary>
/// The <c>hints</c> of a Gather: words that Twilio would otherwise mishear, the restaurant's own and those that tables are
/// booked with. Made once, as every answer carries them.
/// </summary>
internal sealed class ListeningHints(RestaurantProfile restaurant)
{
    // Twilio takes 500 phrases of 100 characters; a fifth of them keeps each answer within a few kilobytes.
    private const int MostPhrases = 100;
    private const int LongestPhrase = 100;

    private readonly Dictionary<Language, string> byLanguage = Language.All.ToDictionary(language => language, language => Of(restaurant, language));

    public string For(Language language) => byLanguage[language];

    private static string Of(RestaurantProfile restaurant, Language language)
    {
        var words = LanguageFile.Of(language).Hints
            .Append(restaurant.Name(language))
            .Concat(restaurant.Menu.Sections.Select(section => section.Name.In(language)))
            .Concat(restaurant.Menu.Dishes.Select(dish => dish.Name.In(language)));
        // The comma parts the phrases.
        return string.Join(',', words.Select(phrase => phrase.Replace(',', ' ')).Where(phrase => phrase.Length <= LongestPhrase)
            .Distinct(StringComparer.OrdinalIgnoreCase).Take(MostPhrases));
    }
}
