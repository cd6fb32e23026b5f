using System.Collections.Frozen;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Agent;

/// <summary>What dishes are, by the words of the four languages: so a soup is a soup on a menu in another language.</summary>
internal static class MenuKinds
{
    public const string Drink = "drink";

    /// <summary>Beef is meat too; whoever asks for beef wants no pork.</summary>
    private static readonly FrozenDictionary<string, string> Wider = new Dictionary<string, string>
    {
        ["broth"] = "soup", ["borscht"] = "soup", ["cabbage_soup"] = "soup",
        ["beef"] = "meat", ["pork"] = "meat", ["lamb"] = "meat", ["game"] = "meat", ["veal"] = "meat", ["chicken"] = "meat",
        ["turkey"] = "meat", ["duck"] = "meat", ["goose"] = "meat", ["sausage"] = "meat", ["bacon"] = "meat", ["steak"] = "meat",
        ["trout"] = "fish", ["salmon"] = "fish", ["carp"] = "fish", ["tuna"] = "fish", ["bryndza"] = "cheese",
        ["strudel"] = "dessert", ["cake"] = "dessert", ["ice_cream"] = "dessert",
        ["beer"] = Drink, ["wine"] = Drink, ["spirits"] = Drink, ["cocktail"] = Drink, ["coffee"] = Drink, ["tea"] = Drink,
        ["water"] = Drink, ["juice"] = Drink, ["lemonade"] = Drink, ["cola"] = Drink,
    }.ToFrozenDictionary();

    /// <summary>
    /// A dish is what its section is, unless its name says which of it: in "Beer and wine" a lager is no wine.
    /// </summary>
    public static IEnumerable<string> Of(MenuSection section, Dish dish)
    {
        var (own, all) = (Of(dish.Name), Of(section.Name));
        return own.Overlaps(all) ? own : own.Union(all);
    }

    /// <summary>By every language's words, as a menu may be written in one language for all.</summary>
    public static HashSet<string> Of(LocalText name)
    {
        var kinds = new HashSet<string>();
        foreach (var language in Language.All)
        {
            var words = HeardWords.Of(name.In(language)).Plain;
            foreach (var (kind, heard) in MenuVocabulary.For(language).Kinds)
                if (heard.IsIn(words)) kinds.UnionWith(WithWider(kind));
        }

        return kinds;
    }

    private static IEnumerable<string> WithWider(string kind) => Wider.TryGetValue(kind, out var wider) ? [kind, wider] : [kind];
}
