using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Agent;

/// <summary>Says what the menu file states of the allergens in a dish; where it is silent, that we do not know.</summary>
internal sealed class MenuAllergens(RestaurantProfile restaurant)
{
    /// <param name="asked">1 to 14; none asks for all there are.</param>
    public MenuAnswer In(TurnContext turn, Dish dish, IReadOnlyList<int> asked)
    {
        var phrases = Phrases.For(turn.Language).Menu;
        var name = dish.Name.In(turn.Language);
        if (dish.Allergens is not { } stated) return WithHelp(phrases.AllergensUnknown(name), phrases);

        var all = phrases.Allergens(name, stated);
        if (asked.Count == 0) return new MenuAnswer(all);
        return asked.Any(allergen => MenuFacts.Contains(dish, allergen) == true)
            ? new MenuAnswer(phrases.YesItContains(all))
            : new MenuAnswer(WithCaution(turn, phrases.NotAccordingToTheMenu(all)));
    }

    /// <summary>Said once in a call, beside every "it is not in there": a kitchen is not a laboratory.</summary>
    public static string WithCaution(TurnContext turn, string text)
    {
        var caution = Phrases.For(turn.Language).Menu.TellStaff;
        return turn.History.Any(exchange => exchange.Said.Contains(caution, StringComparison.Ordinal)) ? text : $"{text} {caution}";
    }

    /// <summary>No dish is known to fit, and of some nothing is known.</summary>
    public MenuAnswer NoneStated(Language language) => WithHelp(Phrases.For(language).Menu.NoneStated, Phrases.For(language).Menu);

    private MenuAnswer WithHelp(string sentence, MenuPhrases phrases) => restaurant.TransferNumber is null
        ? new MenuAnswer($"{sentence} {phrases.AskStaff}")
        : new MenuAnswer($"{sentence} {phrases.OfferPerson}", OffersPerson: true);
}
