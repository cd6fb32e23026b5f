using System.Text.Json;

namespace VoiceHunte.Edge.Restaurant;

/// <summary>Reads <c>menu</c> of the restaurant file.</summary>
internal sealed class MenuReader(LocalTextReader texts)
{
    // By the numbers of Annex II to Regulation (EU) No 1169/2011: gluten 1, crustaceans 2, eggs 3, fish 4, milk 7, molluscs 14.
    private static readonly (string Tag, int[] Allergens)[] NeverTogether =
        [("gluten_free", [1]), ("vegan", [2, 3, 4, 7, 14]), ("vegetarian", [2, 4, 14])];

    private const decimal HighestPrice = 999.99m;

    public Menu? Read(Field? field)
    {
        if (field is not { } menu || !menu.IsObjectOf("currency", "sections")) return null;
        var currency = Currency(menu.Required("currency"));
        var sections = new List<MenuSection>();
        foreach (var item in menu.Required("sections")?.SomeItems("""[{ "name": …, "dishes": […] }]""") ?? [])
        {
            if (!item.IsObjectOf("name", "dishes")) continue;
            var name = texts.Read(item.Required("name"));
            var dishes = Dishes(item.Required("dishes"));
            if (name is not null) sections.Add(new MenuSection(name, dishes));
        }

        return currency is null ? null : new Menu(currency, sections);
    }

    private static string? Currency(Field? field)
    {
        if (field?.Text("\"EUR\"") is not { } currency) return null;
        return Menu.Currencies.Contains(currency)
            ? currency
            : field.Value.Problem<string>($"\"{currency}\" cannot be said aloud; known: {string.Join(", ", Menu.Currencies)}");
    }

    private List<Dish> Dishes(Field? field)
    {
        var dishes = new List<Dish>();
        foreach (var item in field?.SomeItems("""[{ "name": …, "price": 8.90 }]""") ?? [])
        {
            if (!item.IsObjectOf("name", "price", "allergens", "tags")) continue;
            var name = texts.Read(item.Required("name"));
            var price = Price(item.Required("price"));
            var allergens = item.Optional("allergens") is { } numbers ? Allergens(numbers) : null;
            var tags = item.Optional("tags") is { } words ? Tags(words) : [];
            ReportContradictions(item, allergens ?? [], tags);
            if (name is not null && price is not null) dishes.Add(new Dish(name, price.Value, allergens, tags));
        }

        return dishes;
    }

    // A caller with an allergy believes what they hear: a file that says both is not served.
    private static void ReportContradictions(Field dish, int[] allergens, List<string> tags)
    {
        if (allergens.Distinct().Count() < allergens.Length) dish.Problem("the same allergen stands in it twice");
        foreach (var (tag, forbidden) in NeverTogether)
        {
            if (tags.Contains(tag) && allergens.FirstOrDefault(forbidden.Contains) is > 0 and var allergen)
                dish.Problem($"\"{tag}\" cannot hold allergen {allergen}: take one of them away");
        }
    }

    private static decimal? Price(Field? field)
    {
        if (field is not { } price) return null;
        if (price.Value.ValueKind == JsonValueKind.Number && price.Value.TryGetDecimal(out var amount)
            && amount is > 0 and <= HighestPrice && decimal.Round(amount, 2) == amount) return amount;
        return price.Problem<decimal?>($"{price.Shown} is no price; write 8.90");
    }

    private static int[] Allergens(Field field) =>
        [.. field.Items("[1, 3, 7]").Select(item => item.Number(1, Dish.LastAllergen)).OfType<int>()];

    private static List<string> Tags(Field field)
    {
        var tags = new List<string>();
        foreach (var item in field.Items("""["vegetarian"]"""))
        {
            if (item.Text("\"vegetarian\"") is not { } tag) continue;
            if (Dish.KnownTags.Contains(tag)) tags.Add(tag);
            else item.Problem($"\"{tag}\" is no tag; known: {string.Join(", ", Dish.KnownTags)}");
        }

        return tags;
    }
}
