using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Agent;

/// <summary>What a caller asks of the menu: only what was said.</summary>
internal sealed record MenuQuestion
{
    public required NamedOnMenu Named { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Tags that are not wanted: "not spicy".</summary>
    public required IReadOnlyList<string> NotTags { get; init; }

    /// <summary>1 to 14.</summary>
    public required IReadOnlyList<int> Allergens { get; init; }

    /// <summary>Asks what is in a dish.</summary>
    public bool AboutAllergens { get; init; }

    /// <summary>The allergens must not be in it.</summary>
    public bool Without { get; init; }

    /// <summary>Asks for several dishes: "what", "something".</summary>
    public bool Which { get; init; }

    /// <summary>"Is it spicy": the dish named just before.</summary>
    public bool It { get; init; }

    public bool AsksPrice { get; init; }

    public bool Cheapest { get; init; }

    public bool Dearest { get; init; }

    public decimal? AtMost { get; init; }

    public bool Avoids => Without && Allergens.Count > 0;

    public bool HasTags => Tags.Count + NotTags.Count > 0;

    /// <summary>What is said in answer may make somebody ill.</summary>
    public bool ConcernsAllergens => Allergens.Count > 0 || Tags.Contains("gluten_free") || Tags.Contains("lactose_free");

    /// <summary>Wants a list of what fits, and not all of a section.</summary>
    public bool IsNarrow => HasTags || Allergens.Count > 0 || AtMost is not null || Cheapest || Dearest;

    public bool Fits(Dish dish) =>
        Tags.All(tag => MenuFacts.Has(dish, tag)) && !NotTags.Any(dish.Tags.Contains)
        && (AtMost is not { } most || dish.Price <= most)
        && (Allergens.Count == 0 || (Without
            ? Allergens.All(allergen => MenuFacts.IsStatedWithout(dish, allergen))
            : Allergens.All(allergen => MenuFacts.Contains(dish, allergen) == true)));
}
