using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Agent;

/// <summary>The words by which a claim shows, in one language, made ready for matching.</summary>
internal sealed class ClaimVocabulary
{
    public const string Booked = "booked";
    public const string Changed = "changed";
    public const string Cancelled = "cancelled";
    public const string Promised = "promised";

    private static readonly Dictionary<Language, Lazy<ClaimVocabulary>> ByLanguage =
        Language.All.ToDictionary(language => language, language => new Lazy<ClaimVocabulary>(() => new ClaimVocabulary(LanguageFile.Of(language).Claims)));

    private ClaimVocabulary(ClaimWords words)
    {
        Claims =
        [
            (Booked, new PatternList(words.Booked)), (Changed, new PatternList(words.Changed)),
            (Cancelled, new PatternList(words.Cancelled)), (Promised, new PatternList(words.Promised)),
        ];
        Unless = new PatternList(words.Unless);
        Joins = new PatternList(words.Joins);
        Money = new PatternList(words.Money);
        SmallMoney = new PatternList(words.SmallMoney);
    }

    public IReadOnlyList<(string Claim, PatternList Words)> Claims { get; }
    public PatternList Unless { get; }
    public PatternList Joins { get; }
    public PatternList Money { get; }
    public PatternList SmallMoney { get; }

    public static ClaimVocabulary For(Language language) => ByLanguage[language].Value;
}
