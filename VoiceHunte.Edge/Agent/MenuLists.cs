using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Agent;

/// <summary>Lists of dishes with their prices, and what is said when none fits.</summary>
internal sealed class MenuLists(Menu menu, MenuAllergens allergens)
{
    /// <summary>More than three dishes are not remembered on the phone.</summary>
    private const int MostNamed = 3;

    public string Overview(Language language) =>
        Phrases.For(language).Menu.Overview(menu.Sections.Select(section => section.Name.In(language)));

    public MenuAnswer Section(Language language, MenuSection section) =>
        new(Listed(language, section.Name.In(language), section.Dishes));

    public MenuAnswer Dishes(Language language, IReadOnlyList<Dish> dishes) => new(Listed(language, label: null, dishes));

    /// <summary>Something the menu does not have: the nearest that it has, else its sections.</summary>
    public MenuAnswer Missing(TurnContext turn, MenuQuestion question)
    {
        var none = Phrases.For(turn.Language).Menu.None;
        if (question.Named.Nothing) return new MenuAnswer($"{none} {Overview(turn.Language)}");
        var nearest = question.Named.TheSection is { } section ? Section(turn.Language, section) : Dishes(turn.Language, question.Named.Dishes);
        return new MenuAnswer($"{none} {nearest.Text}");
    }

    /// <summary>What fits a wish among what was named; else what fits it of all the menu; else the sections.</summary>
    public MenuAnswer Fitting(TurnContext turn, MenuQuestion question)
    {
        var among = question.Named.TheSection?.Dishes ?? (question.Named.Dishes.Count > 0 ? question.Named.Dishes : [.. menu.Dishes]);
        Dish[] fitting = question.Named is { Missing: true, Nothing: true } ? [] : [.. among.Where(question.Fits)];
        if (fitting.Length == 0) return NoneFits(turn, question, among);

        var answer = OfWish(turn.Language, question, [.. Extreme(question, fitting)]).Text;
        if (question is { Cheapest: false, Dearest: false } && fitting.Length <= MostNamed) answer += $" {All(turn, question, among)}";
        return new MenuAnswer(Caution(turn, question, answer));
    }

    /// <summary>Under the names of all that was wished.</summary>
    public MenuAnswer OfWish(Language language, MenuQuestion question, IReadOnlyList<Dish> dishes) =>
        new(Listed(language, Phrases.For(language).Menu.Wish(question), dishes));

    private MenuAnswer NoneFits(TurnContext turn, MenuQuestion question, IReadOnlyList<Dish> among)
    {
        var none = Phrases.For(turn.Language).Menu.None;
        var wider = question with { AtMost = null };
        if (question.AtMost is not null && among.Where(wider.Fits).MinBy(dish => dish.Price) is { } cheapest)
            return new MenuAnswer(Caution(turn, question, $"{none} {OfWish(turn.Language, wider with { Cheapest = true }, [cheapest]).Text}"));
        // "There is none" would be a guess where the file does not say.
        if (question.ConcernsAllergens && among.Any(dish => dish.Allergens is null)) return allergens.NoneStated(turn.Language);

        Dish[] elsewhere = [.. menu.Dishes.Where(question.Fits)];
        return new MenuAnswer(elsewhere.Length > 0 && question is { Cheapest: false, Dearest: false }
            ? Caution(turn, question, $"{none} {OfWish(turn.Language, question, elsewhere).Text}")
            : $"{none} {Overview(turn.Language)}");
    }

    private static IEnumerable<Dish> Extreme(MenuQuestion question, Dish[] dishes) =>
        question.Cheapest ? dishes.Where(dish => dish.Price == dishes.Min(other => other.Price))
        : question.Dearest ? dishes.Where(dish => dish.Price == dishes.Max(other => other.Price))
        : dishes;

    /// <summary>That is all of them, unless the file is silent of some.</summary>
    private static string All(TurnContext turn, MenuQuestion question, IReadOnlyList<Dish> among)
    {
        var phrases = Phrases.For(turn.Language).Menu;
        return question.ConcernsAllergens && among.Any(dish => dish.Allergens is null) ? phrases.OthersUnknown : phrases.ThatIsAll;
    }

    private static string Caution(TurnContext turn, MenuQuestion question, string text) =>
        question.ConcernsAllergens ? MenuAllergens.WithCaution(turn, text) : text;

    private string Listed(Language language, string? label, IReadOnlyList<Dish> dishes)
    {
        var phrases = Phrases.For(language);
        var named = phrases.Spoken.List(dishes.Take(MostNamed)
            .Select(dish => phrases.Menu.InList(dish.Name.In(language), dish.Price, menu.Currency)));
        var sentence = phrases.Menu.Listed(label, named, all: dishes.Count <= MostNamed);
        var more = dishes.Count - MostNamed;
        return more <= 0 ? sentence : $"{sentence} {phrases.Menu.More(more, food: !dishes.Any(IsDrink))}";
    }

    private bool IsDrink(Dish dish) =>
        menu.Sections.First(section => section.Dishes.Contains(dish)) is var section && MenuKinds.Of(section, dish).Contains(MenuKinds.Drink);
}
