using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Restaurant;

/// <summary>Finds the dishes of a menu by words of their names and by what they are.</summary>
internal sealed class MenuSearch
{
    private readonly Dish[] dishes;
    private readonly MenuIndex index;

    /// <param name="names">The words by which a dish's name is found.</param>
    /// <param name="kinds">What a dish of a section is: soup, beef.</param>
    public MenuSearch(Menu menu, Func<Dish, IEnumerable<string>> names, Func<MenuSection, Dish, IEnumerable<string>> kinds)
    {
        dishes = [.. menu.Dishes];
        index = MenuIndex.Of(menu.Sections.SelectMany(section =>
            section.Dishes.Select(dish => new IndexedDish(names(dish), kinds(section, dish)))));
    }

    public IReadOnlyList<string> NameWords => index.NameWords;

    /// <summary>In the menu's order, as all of these.</summary>
    public IEnumerable<Dish> WithName(IReadOnlyCollection<string> words) => words.Count == 0 ? [] : index.WithName(words).Select(place => dishes[place]);

    public IEnumerable<Dish> OfKind(string kind) => index.OfKind(kind).Select(place => dishes[place]);
}
