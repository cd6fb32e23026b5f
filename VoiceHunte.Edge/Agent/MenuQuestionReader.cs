using System.Globalization;
using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Agent;

/// <summary>Takes a question about the menu apart.</summary>
internal sealed class MenuQuestionReader(Menu menu)
{
    /// <summary>Stands where words were that have had their meaning; no word of a caller's.</summary>
    private const string Taken = "-";

    private const int PriceReach = 3;

    private readonly NamesHeard names = new(menu);

    public NamedOnMenu Names(string text, TurnContext turn) => names.In(HeardWords.Of(text).Plain, turn.Language, guess: false);

    public MenuQuestion Read(TurnContext turn)
    {
        var known = MenuVocabulary.For(turn.Language);
        var words = HeardWords.Of(turn.Heard).Plain;
        var asksPrice = known.AsksPrice.IsIn(words);
        var guess = asksPrice || turn.Understood.Intent == Intents.MenuQuestion;
        var about = known.AboutAllergens.IsIn(words);
        var which = known.Which.IsIn(words);
        var (cheapest, dearest) = (known.Cheapest.IsIn(words), known.Dearest.IsIn(words));
        var atMost = cheapest ? null : AtMost(words, known, surely: which || turn.Understood.Intent == Intents.MenuQuestion);
        var it = known.It.IsIn(words);
        Take(words, known.Cheapest);
        Take(words, known.Dearest);
        var (tags, notTags) = Tags(words, known);
        var without = known.Without.IsIn(words);
        var (allergens, named) = Allergens(words, turn, surely: about || without || (it && !which && turn.History.Count > 0), guess);
        return new MenuQuestion
        {
            Named = named, Tags = tags, NotTags = notTags, Allergens = allergens, AboutAllergens = about, Without = without, Which = which,
            It = it, AsksPrice = asksPrice, Cheapest = cheapest, Dearest = dearest, AtMost = atMost,
        };
    }

    private static (List<string> Tags, List<string> NotTags) Tags(string[] words, MenuVocabulary known)
    {
        var (tags, notTags) = (new List<string>(), new List<string>());
        foreach (var (tag, _, notHeard) in known.Tags)
            if (Take(words, notHeard)) notTags.Add(tag);
        foreach (var (tag, heard, _) in known.Tags)
            if (Take(words, heard)) tags.Add(tag);

        return (tags, notTags);
    }

    /// <summary>"Fish" is an allergen in "does it contain fish", and a dish in "do you have fish".</summary>
    private (List<int> Allergens, NamedOnMenu Named) Allergens(string[] words, TurnContext turn, bool surely, bool guess)
    {
        var known = MenuVocabulary.For(turn.Language);
        string[] others = [.. words];
        var heard = new List<int>();
        for (var i = 0; i < known.Allergens.Count; i++)
        {
            if (!known.Allergens[i].IsIn(words)) continue;
            heard.Add(i + 1);
            Take(others, known.Allergens[i]);
        }

        var named = names.In(others, turn.Language, guess);
        if (heard.Count == 0 || surely) return (heard, named);

        var withFood = names.In(words, turn.Language, guess);
        var isFood = withFood.Words > named.Words || (withFood.Missing && !named.Missing && named.Dish is null);
        return isFood ? ([], withFood) : (heard, named);
    }

    private static decimal? AtMost(string[] words, MenuVocabulary known, bool surely)
    {
        for (var at = 0; at < words.Length; at++)
        {
            var length = known.AtMost.LongestAt(words, at);
            for (var next = at + length; length > 0 && next < Math.Min(words.Length, at + length + PriceReach); next++)
            {
                if (Amount(words, next, known) is { } amount && (surely || known.Money.IsIn(words.AsSpan(next)))) return amount;
            }
        }

        return null;
    }

    private static int? Amount(string[] words, int at, MenuVocabulary known)
    {
        if (int.TryParse(words[at], NumberStyles.None, CultureInfo.InvariantCulture, out var digits)) return digits;
        if (Spoken(at) is not { } amount) return null;
        return amount is >= 20 and < 100 && at + 1 < words.Length && Spoken(at + 1) is < 10 and var ones ? amount + ones : amount;

        int? Spoken(int place) => known.Amounts.Where(known => known.Words.LongestAt(words, place) > 0).Select(known => (int?)known.Amount).FirstOrDefault();
    }

    private static bool Take(string[] words, PatternList heard)
    {
        var taken = false;
        for (var at = 0; at < words.Length; at++)
        {
            var length = heard.LongestAt(words, at);
            if (length == 0) continue;
            Array.Fill(words, Taken, at, length);
            taken = true;
        }

        return taken;
    }
}
