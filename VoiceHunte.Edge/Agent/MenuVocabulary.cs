using System.Globalization;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Agent;

/// <summary>The menu words of one language, made ready for matching.</summary>
internal sealed class MenuVocabulary
{
    private static readonly Dictionary<Language, Lazy<MenuVocabulary>> ByLanguage =
        Language.All.ToDictionary(language => language, language => new Lazy<MenuVocabulary>(() => new MenuVocabulary(language)));

    private readonly Vocabulary everyday;
    private readonly PatternList little;

    private MenuVocabulary(Language language)
    {
        everyday = Vocabulary.For(language);
        var words = LanguageFile.Of(language).Menu;
        little = new PatternList(words.Little);
        Allergens = [.. words.Allergens.Select(allergen => new PatternList(allergen.Heard))];
        AboutAllergens = new PatternList(words.AboutAllergens);
        Without = new PatternList(words.Without);
        It = new PatternList(words.It);
        Which = new PatternList(words.Which);
        AsksPrice = new PatternList(words.AsksPrice);
        Cheapest = new PatternList(words.Cheapest);
        Dearest = new PatternList(words.Dearest);
        AtMost = new PatternList(words.AtMost);
        Money = new PatternList(words.Money);
        Amounts = [.. words.Amounts.Select(amount => (int.Parse(amount.Key, CultureInfo.InvariantCulture), new PatternList(amount.Value)))];
        Tags = [.. words.Tags.Select(tag => (tag.Key, new PatternList(tag.Value.Heard), new PatternList(tag.Value.NotHeard)))];
        Kinds = [.. words.Kinds.Select(kind => (kind.Key, new PatternList(kind.Value)))];
        Now = new PatternList(words.Hours["now"]);
        Break = new PatternList(words.Hours["break"]);
        Holidays = [.. words.Holidays.Select(holiday => (holiday.Key, new PatternList(holiday.Value)))];
    }

    /// <summary>1 to 14, from place 0 on.</summary>
    public IReadOnlyList<PatternList> Allergens { get; }
    public PatternList AboutAllergens { get; }
    public PatternList Without { get; }
    public PatternList It { get; }
    public PatternList Which { get; }
    public PatternList AsksPrice { get; }
    public PatternList Cheapest { get; }
    public PatternList Dearest { get; }
    public PatternList AtMost { get; }
    public PatternList Money { get; }
    public IReadOnlyList<(int Amount, PatternList Words)> Amounts { get; }
    public IReadOnlyList<(string Tag, PatternList Words, PatternList NotWords)> Tags { get; }
    public IReadOnlyList<(string Kind, PatternList Words)> Kinds { get; }
    public PatternList Now { get; }
    public PatternList Break { get; }
    public IReadOnlyList<(string Name, PatternList Words)> Holidays { get; }

    public static MenuVocabulary For(Language language) => ByLanguage[language].Value;

    /// <summary>A word that may be a dish's: neither an everyday one nor one that any question about a menu has.</summary>
    public bool MayNameADish(string plain) =>
        plain.Length >= NameWords.Shortest && !everyday.IsCommon(plain) && little.LongestAt([plain], 0) == 0;
}
