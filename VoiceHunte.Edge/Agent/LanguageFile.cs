using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using VoiceHunte.Edge.Agent.Grammar;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Agent;

/// <summary>
/// All that is written in one language, in files that a native speaker can read and extend: what the appliance says
/// (<c>Languages/xx/phrases.json</c>, <c>reservations.json</c>), how numbers, times and days are said (<c>speech.json</c>),
/// the words callers are understood by (<c>words.json</c>), those of the menu (<c>menu.json</c>), how they put dates, times,
/// parties and names (<c>grammar.json</c>), what Twilio shall expect to hear
/// (<c>hints.json</c>), and what a model may not claim (<c>claims.json</c>).
/// </summary>
/// <param name="Phrases">What the appliance says, by name, with placeholders: <c>{restaurant}</c>.</param>
internal sealed record LanguageFile(
    IReadOnlyDictionary<string, string> Phrases, SpeechForms Speech, KnownWords Words, MenuWords Menu, GrammarFile Grammar,
    IReadOnlyList<string> Hints, ClaimWords Claims)
{
    private static readonly Dictionary<Language, Lazy<LanguageFile>> Files =
        Language.All.ToDictionary(language => language, language => new Lazy<LanguageFile>(() => Read(language)));

    /// <summary>Read at the first use, once.</summary>
    public static LanguageFile Of(Language language) => Files[language].Value;

    private static LanguageFile Read(Language language) => new(
        Sentences(language, "phrases", "reservations"),
        Read(language, "speech", LanguageJson.Default.SpeechForms),
        Read(language, "words", LanguageJson.Default.KnownWords),
        Read(language, "menu", LanguageJson.Default.MenuWords),
        Read(language, "grammar", LanguageJson.Default.GrammarFile),
        Read(language, "hints", LanguageJson.Default.IReadOnlyListString),
        Read(language, "claims", LanguageJson.Default.ClaimWords));

    /// <summary>Of several files; a name may stand in one of them only.</summary>
    private static Dictionary<string, string> Sentences(Language language, params ReadOnlySpan<string> parts)
    {
        var sentences = new Dictionary<string, string>();
        foreach (var part in parts)
            foreach (var (name, sentence) in Read(language, part, LanguageJson.Default.IReadOnlyDictionaryStringString)) sentences.Add(name, sentence);

        return sentences;
    }

    private static T Read<T>(Language language, string part, JsonTypeInfo<T> type)
    {
        var name = $"languages/{language.Code}/{part}.json";
        using var zipped = typeof(LanguageFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidDataException($"{name} is not in this build");
        using var json = new GZipStream(zipped, CompressionMode.Decompress);
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new InvalidDataException($"{name} is empty");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{name}: {e.Message}", e);
        }
    }
}

/// <summary>How numbers, prices, times and days are said.</summary>
/// <param name="Plural"><c>one_other</c>, <c>east_slavic</c> or <c>west_slavic</c>.</param>
/// <param name="Numbers">0 to 19.</param>
/// <param name="Tens">20 to 90.</param>
/// <param name="Hundreds">100 to 900.</param>
/// <param name="TensToOnes">What stands between twenty and five.</param>
/// <param name="Midnight">After "from" and "to", as all the hours.</param>
/// <param name="Hours">0 to 23, with a place for the minutes.</param>
/// <param name="Minutes">5, 10, … 55; the full hour has none.</param>
/// <param name="AtHours">0 to 23, when something is to happen on the hour: "at 7 p.m.".</param>
/// <param name="AtHoursAndMinutes">The same with a place for the minutes.</param>
/// <param name="AtMinutes">5, 10, … 55, as they stand in it.</param>
/// <param name="ForPeople">"for four people", by the number itself or by its plural form.</param>
/// <param name="OnWeekday">Monday first, as the two after it.</param>
/// <param name="Months">As they stand after the day of the month.</param>
/// <param name="DaysOfMonth">1 to 31, as they stand in a date.</param>
/// <param name="Allergens">1 to 14, as they stand after "it contains".</param>
/// <param name="Currencies">By ISO 4217.</param>
internal sealed record SpeechForms(
    string Plural, string And, IReadOnlyList<string> Numbers, IReadOnlyList<string> Tens, IReadOnlyList<string> Hundreds,
    string TensToOnes, string Midnight, IReadOnlyList<string> Hours, IReadOnlyList<string> Minutes,
    IReadOnlyList<string> AtHours, IReadOnlyList<string> AtHoursAndMinutes, IReadOnlyList<string> AtMinutes,
    IReadOnlyDictionary<string, string> ForPeople, string Today, string Tomorrow, IReadOnlyList<string> OnWeekday,
    IReadOnlyList<string> FromWeekday, IReadOnlyList<string> ToWeekday, IReadOnlyList<string> Months,
    IReadOnlyList<string> DaysOfMonth, IReadOnlyList<string> Allergens, IReadOnlyDictionary<string, CurrencyForms> Currencies);

/// <summary>Each by the number itself where that is irregular, else by <c>one</c>, <c>few</c>, <c>many</c>.</summary>
internal sealed record CurrencyForms(IReadOnlyDictionary<string, string> Whole, IReadOnlyDictionary<string, string> Part);

/// <summary>The words by which callers are understood. How a pattern is written: <see cref="WordPattern"/>.</summary>
/// <param name="Letters">Letters that none of our other languages has.</param>
/// <param name="Common">Everyday words by which the language shows.</param>
/// <param name="Negations">Words that turn "speak English" into its opposite.</param>
/// <param name="Languages">How a caller asks for a language, by its code.</param>
/// <param name="Farewells">How a call ends.</param>
/// <param name="Courtesies">What may surround a farewell without making it a request.</param>
/// <param name="Choices">How one of two things that were named is picked: <c>first</c>, <c>second</c>, <c>earlier</c>, <c>later</c>.</param>
/// <param name="Fillers">What may stand before a yes or no.</param>
internal sealed record KnownWords(
    string Letters, IReadOnlyList<string> Common, IReadOnlyList<string> Negations,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Languages, IReadOnlyDictionary<string, IReadOnlyList<string>> Intents,
    IReadOnlyList<string> Farewells, IReadOnlyList<string> Courtesies, IReadOnlyList<string> Fillers,
    IReadOnlyList<string> Yes, IReadOnlyList<string> No,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Choices);

/// <summary>The words by which a model's answer claims something, in the patterns of <see cref="WordPattern"/>.</summary>
/// <param name="Promised">What nobody may promise: a call back, a discount, a waiting time.</param>
/// <param name="Unless">What makes of a claim in the same clause a denial or a condition.</param>
/// <param name="Joins">What parts two clauses without a comma.</param>
/// <param name="SmallMoney">Cents and pence.</param>
internal sealed record ClaimWords(
    IReadOnlyList<string> Booked, IReadOnlyList<string> Changed, IReadOnlyList<string> Cancelled, IReadOnlyList<string> Promised,
    IReadOnlyList<string> Unless, IReadOnlyList<string> Joins, IReadOnlyList<string> Money, IReadOnlyList<string> SmallMoney);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(SpeechForms))]
[JsonSerializable(typeof(KnownWords))]
[JsonSerializable(typeof(MenuWords))]
[JsonSerializable(typeof(GrammarFile))]
[JsonSerializable(typeof(ClaimWords))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class LanguageJson : JsonSerializerContext;
