namespace VoiceHunte.Edge.Restaurant;

/// <summary>What the menu file states of a dish, and nothing that it does not.</summary>
internal static class MenuFacts
{
    // Annex II to Regulation (EU) No 1169/2011.
    public const int Gluten = 1;
    public const int Milk = 7;

    private const int Peanuts = 5;
    private const int Nuts = 8;

    /// <summary>Null where the file is silent. Who says "nuts" means peanuts too.</summary>
    public static bool? Contains(Dish dish, int allergen) =>
        dish.Allergens is not { } stated ? null : stated.Contains(allergen) || (allergen == Nuts && stated.Contains(Peanuts));

    public static bool IsStatedWithout(Dish dish, int allergen) =>
        Contains(dish, allergen) == false || (allergen == Gluten && dish.Tags.Contains("gluten_free"));

    /// <summary>By its tags and what follows from them: what is vegan is vegetarian, and what states no milk has no lactose.</summary>
    public static bool Has(Dish dish, string tag) => dish.Tags.Contains(tag) || tag switch
    {
        "vegetarian" => dish.Tags.Contains("vegan"),
        "gluten_free" => Contains(dish, Gluten) == false,
        "lactose_free" => Contains(dish, Milk) == false,
        _ => false,
    };
}
