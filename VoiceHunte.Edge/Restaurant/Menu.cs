namespace VoiceHunte.Edge.Restaurant;

/// <param name="Currency">ISO 4217, one of <see cref="Currencies"/>.</param>
internal sealed record Menu(string Currency, IReadOnlyList<MenuSection> Sections)
{
    /// <summary>The currencies that every language file can say aloud.</summary>
    public static readonly IReadOnlyList<string> Currencies = ["EUR", "GBP", "USD"];

    public IEnumerable<Dish> Dishes => Sections.SelectMany(section => section.Dishes);
}

internal sealed record MenuSection(LocalText Name, IReadOnlyList<Dish> Dishes);

/// <param name="Price">In units of the menu's currency: 8.90.</param>
/// <param name="Allergens">
/// Numbers 1 to 14 as restaurants in the EU print them (Regulation 1169/2011, annex II); empty means none of them,
/// null means that the file does not say.
/// </param>
/// <param name="Tags">Of <see cref="KnownTags"/>.</param>
internal sealed record Dish(LocalText Name, decimal Price, IReadOnlyList<int>? Allergens, IReadOnlyList<string> Tags)
{
    public const int LastAllergen = 14;

    public static readonly IReadOnlyList<string> KnownTags =
        ["alcohol", "gluten_free", "kids", "lactose_free", "seasonal", "signature", "spicy", "vegan", "vegetarian"];
}
