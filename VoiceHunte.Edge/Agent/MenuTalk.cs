using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Agent;

/// <summary>Answers what there is to eat: a dish, what is in it, a section, what fits a wish, else the sections there are.</summary>
internal sealed class MenuTalk
{
    /// <summary>How many exchanges ago a dish may have been named that is now "it".</summary>
    private const int LastExchanges = 2;

    private readonly Menu menu;
    private readonly MenuQuestionReader reader;
    private readonly MenuAllergens allergens;
    private readonly MenuLists lists;

    public MenuTalk(RestaurantProfile restaurant)
    {
        menu = restaurant.Menu;
        reader = new MenuQuestionReader(menu);
        allergens = new MenuAllergens(restaurant);
        lists = new MenuLists(menu, allergens);
    }

    public MenuAnswer Answer(TurnContext turn) => AnswerIfNamed(turn) ?? new MenuAnswer(lists.Overview(turn.Language));

    /// <summary>Null when the caller asked of nothing that a menu has.</summary>
    public MenuAnswer? AnswerIfNamed(TurnContext turn)
    {
        var question = reader.Read(turn);
        if (question.AboutAllergens || question.Allergens.Count > 0) return OnAllergens(turn, question);
        if (question.HasTags && OneDish(turn, question) is { } dish) return OnTags(turn, question, dish);
        if (question.IsNarrow) return lists.Fitting(turn, question);
        if (question.Named.Missing) return lists.Missing(turn, question);
        if (question.Named.Nothing) return question.AsksPrice && DishBefore(turn) is { } before ? Price(turn, before) : null;
        return question.Named.TheSection is { } section ? lists.Section(turn.Language, section)
            : question.Named.Dish is { } named ? Price(turn, named)
            : lists.Dishes(turn.Language, question.Named.Dishes);
    }

    private MenuAnswer? OnAllergens(TurnContext turn, MenuQuestion question)
    {
        var dish = question.Named.Dish ?? (question.Named.Nothing && !question.Which && !question.Avoids ? DishBefore(turn) : null);
        if (dish is not null) return allergens.In(turn, dish, question.Allergens);
        if (question.Avoids || (question.Allergens.Count > 0 && question.Which)) return lists.Fitting(turn, question);
        var concerned = question.Allergens.Count > 0 || turn.Understood.Intent == Intents.MenuQuestion;
        return concerned ? new MenuAnswer(Phrases.For(turn.Language).Menu.WhichDish) : null;
    }

    /// <summary>"Is it spicy": what the menu does not say is not denied either.</summary>
    private MenuAnswer OnTags(TurnContext turn, MenuQuestion question, Dish dish)
    {
        var phrases = Phrases.For(turn.Language).Menu;
        if (question.Tags.Contains("gluten_free") && dish.Allergens is not null) return allergens.In(turn, dish, [MenuFacts.Gluten]);
        if (question.Tags.Contains("lactose_free") && dish.Allergens is not null) return allergens.In(turn, dish, [MenuFacts.Milk]);
        return question.Fits(dish)
            ? lists.OfWish(turn.Language, question, [dish])
            : new MenuAnswer(phrases.NotTagged(dish.Name.In(turn.Language)));
    }

    /// <summary>The dish that the question is of: named in it, by its name, or meant by "it".</summary>
    private Dish? OneDish(TurnContext turn, MenuQuestion question) => question.Named switch
    {
        { Dish: { } dish, NameWords: > 0 } => dish,
        { Nothing: true } when question is { It: true, Which: false } => DishBefore(turn),
        _ => null,
    };

    private MenuAnswer Price(TurnContext turn, Dish dish) =>
        new(Phrases.For(turn.Language).Menu.Price(dish.Name.In(turn.Language), dish.Price, menu.Currency));

    /// <summary>The one dish that was said last, by the agent or else by the caller.</summary>
    private Dish? DishBefore(TurnContext turn)
    {
        foreach (var exchange in turn.History.Reverse().Take(LastExchanges))
        {
            Dish[] said = [.. menu.Dishes.Where(dish => exchange.Said.Contains(dish.Name.In(turn.Language), StringComparison.OrdinalIgnoreCase))];
            if (said.Length > 1) said = [.. said.Where(dish => !Array.Exists(said, other => IsPartOf(dish, other, turn)))];
            if (said is [var one]) return one;
            if (reader.Names(exchange.Heard, turn).Dish is { } heard) return heard;
        }

        return null;
    }

    private static bool IsPartOf(Dish dish, Dish other, TurnContext turn) => dish != other
        && other.Name.In(turn.Language).Contains(dish.Name.In(turn.Language), StringComparison.OrdinalIgnoreCase);
}

/// <param name="OffersPerson">It ends with <see cref="MenuPhrases.OfferPerson"/>: a "yes" to it is a wish for a person.</param>
internal sealed record MenuAnswer(string Text, bool OffersPerson = false);
