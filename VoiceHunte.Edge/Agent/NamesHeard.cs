using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Agent;

/// <summary>Finds the dishes and sections a caller named, by their names and by what they are.</summary>
internal sealed class NamesHeard(Menu menu)
{
    private const int ShortestSlip = 5;

    private readonly MenuSearch search = new(menu, dish => NameWords.Of(dish.Name), MenuKinds.Of);
    private readonly (MenuSection Section, HashSet<string> Words, HashSet<string> Kinds)[] sections =
        [.. menu.Sections.Select(section => (section, NameWords.Of(section.Name).ToHashSet(), MenuKinds.Of(section.Name)))];

    /// <param name="guess">Also by words one letter off: only where a dish is surely meant.</param>
    public NamedOnMenu In(ReadOnlySpan<string> words, Language language, bool guess)
    {
        var (found, sectionHits) = (new Dictionary<Dish, (int All, int ByName)>(), new Dictionary<MenuSection, (int All, int ByName)>());
        var missing = false;
        for (var at = 0; at < words.Length;)
        {
            var (kinds, length) = Kinds(words, at, language);
            var byName = length > 1 ? [] : Named(words[at], language, guess && kinds.Count == 0);
            Dish[] ofKind = [.. kinds.SelectMany(search.OfKind)];
            foreach (var dish in byName.Union(ofKind)) Count(found, dish, byName.Contains(dish));
            missing |= kinds.Count > 0 && byName.Count == 0 && ofKind.Length == 0;
            CountSections(words[at], kinds, language, sectionHits);
            at += length;
        }

        return new NamedOnMenu(Most(found, out var best), best.All, best.ByName, Most(sectionHits, out var most), most.All, most.ByName, missing);
    }

    /// <summary>The kinds whose longest words stand there, and how many words they take; no kind takes one.</summary>
    private static (List<string> Kinds, int Length) Kinds(ReadOnlySpan<string> words, int at, Language language)
    {
        var (kinds, longest) = (new List<string>(), 1);
        foreach (var (kind, heard) in MenuVocabulary.For(language).Kinds)
        {
            var length = heard.LongestAt(words, at);
            if (length > longest) kinds.Clear();
            if (length >= longest) kinds.Add(kind);
            longest = Math.Max(longest, length);
        }

        return (kinds, longest);
    }

    private HashSet<Dish> Named(string word, Language language, bool guess)
    {
        if (!MenuVocabulary.For(language).MayNameADish(word)) return [];
        var latin = LatinLetters.Of(word);
        HashSet<Dish> dishes = [.. search.WithName([.. NameWords.LookedUp(word, language)])];
        if (dishes.Count == 0 && latin != word) dishes = [.. search.WithName([.. NameWords.LookedUp(latin, language)])];
        if (dishes.Count > 0 || !guess || word.Length < ShortestSlip) return dishes;
        return [.. search.WithName([.. search.NameWords.Where(name => name.Length >= ShortestSlip && (NameWords.IsOneSlip(name, word) || NameWords.IsOneSlip(name, latin)))])];
    }

    private void CountSections(string word, List<string> kinds, Language language, Dictionary<MenuSection, (int All, int ByName)> hits)
    {
        var mayBeNamed = MenuVocabulary.For(language).MayNameADish(word);
        foreach (var (section, ownWords, ownKinds) in sections)
        {
            var named = mayBeNamed && NameWords.LookedUp(word, language).Any(ownWords.Contains);
            if (named || kinds.Exists(ownKinds.Contains)) Count(hits, section, named);
        }
    }

    private static void Count<T>(Dictionary<T, (int All, int ByName)> hits, T thing, bool byName) where T : notnull
    {
        var (all, named) = hits.GetValueOrDefault(thing);
        hits[thing] = (all + 1, named + (byName ? 1 : 0));
    }

    private static List<T> Most<T>(Dictionary<T, (int All, int ByName)> counted, out (int All, int ByName) most) where T : notnull
    {
        var best = counted.Count == 0 ? default : counted.Values.Max();
        most = best;
        return [.. counted.Where(thing => thing.Value.Equals(best)).Select(thing => thing.Key)];
    }
}

/// <summary>Those of the menu whose most words were heard.</summary>
/// <param name="Words">How many words of each of the dishes were heard.</param>
/// <param name="NameWords">How many of these are of its name, and not of what it is.</param>
/// <param name="SectionNameWords">How many are of the section's own name.</param>
/// <param name="Missing">Something was named that the menu does not have.</param>
internal sealed record NamedOnMenu(
    IReadOnlyList<Dish> Dishes, int Words, int NameWords, IReadOnlyList<MenuSection> Sections, int SectionWords, int SectionNameWords, bool Missing)
{
    /// <summary>The one dish that is meant; null where several may be, or a whole section.</summary>
    public Dish? Dish => Dishes is [var dish] && TheSection is null ? dish : null;

    /// <summary>The one section that is meant, and no dish of it: "the broth" is the one soup of that name.</summary>
    public MenuSection? TheSection =>
        Sections is [var section] && SectionWords >= Words && !(Dishes.Count == 1 && NameWords > SectionNameWords) ? section : null;

    public bool Nothing => Dishes.Count == 0 && Sections.Count == 0;
}
