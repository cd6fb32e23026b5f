namespace VoiceHunte.Edge.Agent;

/// <summary>Sentences about the menu.</summary>
internal sealed class MenuPhrases(PhraseBook book, SpokenForms spoken, MenuWords words)
{
    /// <summary>So many more are counted; beyond that nobody cares for the number.</summary>
    private const int MostCounted = 20;

    public string WhichDish => book.Say("allergens_which_dish");

    /// <summary>Nothing on the menu fits.</summary>
    public string None => book.Say("menu_none");

    public string ThatIsAll => book.Say("menu_all");

    public string TellStaff => book.Say("allergens_tell_staff");

    public string AskStaff => book.Say("allergens_ask_staff");

    /// <summary>The last sentence of an answer that offers to put the caller through.</summary>
    public string OfferPerson => book.Say("allergens_offer_person");

    public string NoneStated => book.Say("allergens_none_stated");

    public string OthersUnknown => book.Say("allergens_others_unknown");

    public string Overview(IEnumerable<string> sections) =>
        book.Say("menu", ("sections", spoken.List(sections.Select(SpokenForms.InSentence))));

    /// <param name="label">What the dishes have in common; null when nothing is to be said of that.</param>
    /// <param name="all">There are no more of them.</param>
    public string Listed(string? label, string dishes, bool all) => label is null
        ? book.Say(all ? "menu_dishes" : "menu_dishes_some", ("dishes", dishes))
        : book.Say(all ? "menu_section" : "menu_section_some", ("section", SpokenForms.Sentence(label)), ("dishes", dishes));

    /// <summary>"Spicy, without gluten"; null when only a price was wished.</summary>
    public string? Wish(MenuQuestion question)
    {
        IEnumerable<string> wishes =
        [
            .. question.Cheapest ? [book.Say("menu_cheapest")] : question.Dearest ? [book.Say("menu_dearest")] : Array.Empty<string>(),
            .. question.Tags.Select(tag => words.Tags[tag].Label),
            .. question.NotTags.Select(tag => words.Tags[tag].NotLabel),
            .. question.Avoids ? question.Allergens.Select(allergen => words.Allergens[allergen - 1].Without) : [],
        ];
        var wish = string.Join(", ", wishes);
        return wish.Length == 0 ? null : wish;
    }

    /// <param name="count">At least 1.</param>
    /// <param name="food">Drinks are no dishes.</param>
    public string More(int count, bool food) => (food, count) switch
    {
        (false, _) or (_, > MostCounted) => book.Say("menu_more_others"),
        (_, 1) => book.Say("menu_more_one"),
        (_, 2) => book.Say("menu_more_two"),
        (_, <= 4) => book.Say("menu_more_few", ("n", spoken.Number(count))),
        _ => book.Say("menu_more_many", ("n", spoken.Number(count))),
    };

    public string InList(string dish, decimal price, string currency) =>
        book.Say("dish_in_list", ("dish", SpokenForms.InSentence(dish)), ("price", spoken.Price(price, currency)));

    public string Price(string dish, decimal price, string currency) =>
        book.Say("dish_price", ("dish", dish), ("price", spoken.Price(price, currency)));

    /// <param name="allergens">As the menu states them; none is stated as none.</param>
    public string Allergens(string dish, IReadOnlyList<int> allergens) => allergens.Count == 0
        ? book.Say("dish_no_allergens", ("dish", dish))
        : book.Say("dish_allergens", ("dish", dish), ("allergens", spoken.List(allergens.Select(spoken.Allergen))));

    /// <summary>Where the menu says nothing of allergens, neither do we.</summary>
    public string AllergensUnknown(string dish) => book.Say("dish_allergens_unknown", ("dish", SpokenForms.InSentence(dish)));

    public string YesItContains(string sentence) => book.Say("allergens_yes", ("sentence", sentence));

    public string NotAccordingToTheMenu(string sentence) => book.Say("allergens_no", ("sentence", sentence));

    public string NotTagged(string dish) => book.Say("dish_not_tagged", ("dish", dish));
}
