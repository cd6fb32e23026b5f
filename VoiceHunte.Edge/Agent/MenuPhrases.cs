namespace VoiceHunte.Edge.Agent;

/// <summary>Sentences about the menu.</summary>
internal sealed class MenuPhrases(PhraseBook book, SpokenForms spoken, IReadOnlyDictionary<string, TagWords> tags)
{
    public string WhichDish => book.Say("allergens_which_dish");

    public string Overview(IEnumerable<string> sections) =>
        book.Say("menu", ("sections", spoken.List(sections.Select(SpokenForms.InSentence))));

    public string Section(string section, string dishes, bool all) =>
        book.Say(all ? "menu_section" : "menu_section_some", ("section", section), ("dishes", dishes));

    public string Dishes(string dishes) => book.Say("menu_dishes", ("dishes", dishes));

    public string InList(string dish, decimal price, string currency) =>
        book.Say("dish_in_list", ("dish", SpokenForms.InSentence(dish)), ("price", spoken.Price(price, currency)));

    public string Price(string dish, decimal price, string currency) =>
        book.Say("dish_price", ("dish", dish), ("price", spoken.Price(price, currency)));

    /// <summary>Where the menu says nothing of allergens, neither do we.</summary>
    public string Allergens(string dish, IReadOnlyList<int>? allergens) => allergens switch
    {
        null => book.Say("dish_allergens_unknown", ("dish", SpokenForms.InSentence(dish))),
        [] => book.Say("dish_no_allergens", ("dish", dish)),
        _ => book.Say("dish_allergens", ("dish", dish), ("allergens", spoken.List(allergens.Select(spoken.Allergen)))),
    };

    public string Tagged(string tag, string dishes) => book.Fill(tags[tag].Some, tag, ("dishes", dishes));

    public string NoneTagged(string tag) => tags[tag].None;
}
