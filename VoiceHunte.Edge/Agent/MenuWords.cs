namespace VoiceHunte.Edge.Agent;

/// <summary>The words by which questions about the menu and the hours are understood (<c>menu.json</c>).</summary>
/// <param name="Allergens">1 to 14.</param>
/// <param name="AboutAllergens">"Does it contain", "what is in".</param>
/// <param name="Without">"Without", "allergic to".</param>
/// <param name="It">The dish named just before.</param>
/// <param name="Which">Asks for several: "what", "something".</param>
/// <param name="AtMost">Before a highest price.</param>
/// <param name="Little">Words that no dish is known by.</param>
/// <param name="Amounts">Whole numbers in words; 25 is a 20 and a 5.</param>
/// <param name="Tags">By <see cref="Restaurant.Dish.KnownTags"/>.</param>
/// <param name="Kinds">What a dish or a section is, so that a soup is found by a word its own name does not have.</param>
/// <param name="Hours"><c>now</c> and <c>break</c>.</param>
/// <param name="Holidays">By <see cref="Agent.Holidays"/>.</param>
internal sealed record MenuWords(
    IReadOnlyList<AllergenWords> Allergens, IReadOnlyList<string> AboutAllergens, IReadOnlyList<string> Without,
    IReadOnlyList<string> It, IReadOnlyList<string> Which, IReadOnlyList<string> AsksPrice, IReadOnlyList<string> Cheapest,
    IReadOnlyList<string> Dearest, IReadOnlyList<string> AtMost, IReadOnlyList<string> Money, IReadOnlyList<string> Little,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Amounts, IReadOnlyDictionary<string, TagWords> Tags,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Kinds, IReadOnlyDictionary<string, IReadOnlyList<string>> Hours,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Holidays);

/// <param name="Without">What a list of dishes that lack it is called.</param>
internal sealed record AllergenWords(IReadOnlyList<string> Heard, string Without);

/// <summary>How a caller asks for dishes with a tag or (where that is asked) without it, and what a list of them is called.</summary>
internal sealed record TagWords(IReadOnlyList<string> Heard, string Label, IReadOnlyList<string> NotHeard, string NotLabel);
