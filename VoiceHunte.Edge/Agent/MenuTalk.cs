using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Agent;

/// <summary>Answers what there is to eat: a dish, its allergens, a section, a diet, else the sections there are.</summary>
internal sealed class MenuTalk(RestaurantProfile restaurant)
{
    /// <summary>More than three dishes are not remembered on the phone.</summary>
    private const int MostNamed = 3;

    private Menu Menu => restaurant.Menu;

    public string Answer(TurnContext turn)
    {
        var phrases = Phrases.For(turn.Language).Menu;
        var vocabulary = Vocabulary.For(turn.Language);
        var words = HeardWords.Of(turn.Heard).Plain;
        var asksForAllergens = vocabulary.Allergens.IsIn(words);
        // Before anything else that the sentence may name: a section, or a diet.
        if (asksForAllergens && TheDish(words, turn) is { } dish) return About(turn, dish, words);
        foreach (var (tag, asked) in vocabulary.Tags)
            if (asked.IsIn(words)) return Tagged(turn, tag);

        return AnswerIfNamed(turn) ?? (asksForAllergens
            ? phrases.WhichDish
            : phrases.Overview(Menu.Sections.Select(section => section.Name.In(turn.Language))));
    }

    /// <summary>Null when the caller named neither a dish nor a section.</summary>
    public string? AnswerIfNamed(TurnContext turn)
    {
        var words = HeardWords.Of(turn.Heard).Plain;
        var (dishes, dishWords) = NamesHeard.Best(words, Menu.Dishes, dish => dish.Name, turn.Language);
        var (sections, sectionWords) = NamesHeard.Best(words, Menu.Sections, section => section.Name, turn.Language);
        if (sections is [var section] && sectionWords >= dishWords) return About(turn, section);
        if (dishes is [var dish]) return About(turn, dish, words);
        return dishes.Count > 0 ? Phrases.For(turn.Language).Menu.Dishes(List(turn, dishes)) : null;
    }

    private Dish? TheDish(string[] words, TurnContext turn) =>
        NamesHeard.Best(words, Menu.Dishes, dish => dish.Name, turn.Language).Things is [var dish] ? dish : null;

    private string About(TurnContext turn, Dish dish, string[] words)
    {
        var phrases = Phrases.For(turn.Language).Menu;
        var name = dish.Name.In(turn.Language);
        return Vocabulary.For(turn.Language).Allergens.IsIn(words)
            ? phrases.Allergens(name, dish.Allergens)
            : phrases.Price(name, dish.Price, Menu.Currency);
    }

    private string About(TurnContext turn, MenuSection section) => Phrases.For(turn.Language).Menu
        .Section(section.Name.In(turn.Language), List(turn, section.Dishes), all: section.Dishes.Count <= MostNamed);

    private string Tagged(TurnContext turn, string tag)
    {
        var phrases = Phrases.For(turn.Language).Menu;
        var dishes = Menu.Dishes.Where(dish => dish.Tags.Contains(tag)).ToArray();
        return dishes.Length == 0 ? phrases.NoneTagged(tag) : phrases.Tagged(tag, List(turn, dishes));
    }

    private string List(TurnContext turn, IEnumerable<Dish> dishes)
    {
        var phrases = Phrases.For(turn.Language);
        return phrases.Spoken.List(dishes.Take(MostNamed)
            .Select(dish => phrases.Menu.InList(dish.Name.In(turn.Language), dish.Price, Menu.Currency)));
    }
}
