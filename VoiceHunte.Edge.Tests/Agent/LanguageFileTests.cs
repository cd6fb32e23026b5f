using System.Buffers;
using System.Text.RegularExpressions;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Agent.Grammar;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Tests.Agent;

public sealed partial class LanguageFileTests
{
    private static readonly LanguageFile English = LanguageFile.Of(Language.English);

    private static readonly SearchValues<char> Unspeakable = SearchValues.Create("0123456789*#/&@%<>()");

    public static TheoryData<string> Codes => [.. Language.All.Select(language => language.Code)];

    [Theory, MemberData(nameof(Codes))]
    public void Each_language_has_the_same_phrases_with_the_same_placeholders(string code)
    {
        var file = LanguageFile.Of(Language.Find(code)!);
        Assert.Equal(English.Phrases.Keys.Order(), file.Phrases.Keys.Order());
        Assert.All(file.Phrases, phrase => Assert.Equal(Placeholders(English.Phrases[phrase.Key]), Placeholders(phrase.Value)));
    }

    [Theory, MemberData(nameof(Codes))]
    public void Each_language_says_all_numbers_hours_days_and_allergens(string code)
    {
        var speech = LanguageFile.Of(Language.Find(code)!).Speech;
        Assert.Equal((20, 8, 9), (speech.Numbers.Count, speech.Tens.Count, speech.Hundreds.Count));
        Assert.Equal((24, 11), (speech.Hours.Count, speech.Minutes.Count));
        Assert.All(speech.Hours, hour => Assert.Equal(["minutes"], Placeholders(hour)));
        Assert.Equal((7, 7, 7), (speech.OnWeekday.Count, speech.FromWeekday.Count, speech.ToWeekday.Count));
        Assert.Equal((12, 31), (speech.Months.Count, speech.DaysOfMonth.Distinct().Count()));
        Assert.Equal(Dish.LastAllergen, speech.Allergens.Count);
        Assert.Equal(Menu.Currencies, speech.Currencies.Keys.Order());
        Assert.NotEmpty(Plurals.Form(speech.Plural, 1));
    }

    [Theory, MemberData(nameof(Codes))]
    public void Each_language_understands_the_same_things(string code)
    {
        var file = LanguageFile.Of(Language.Find(code)!);
        var (words, menu) = (file.Words, file.Menu);
        Assert.Equal(English.Words.Intents.Keys.Order(), words.Intents.Keys.Order());
        Assert.Equal(English.Grammar.Asked.Keys.Order(), file.Grammar.Asked.Keys.Order());
        Assert.NotNull(LanguageGrammar.For(Language.Find(code)!));
        Assert.Equal(Dish.KnownTags.Order(), menu.Tags.Keys.Order());
        Assert.All(menu.Tags.Values, tag => Assert.Equal(tag.NotHeard.Count > 0, tag.NotLabel.Length > 0));
        Assert.Equal(Dish.LastAllergen, menu.Allergens.Count);
        Assert.Equal(English.Menu.Kinds.Keys, menu.Kinds.Keys);
        Assert.Equal(English.Menu.Holidays.Keys, menu.Holidays.Keys);
        Assert.Equal(English.Menu.Amounts.Keys, menu.Amounts.Keys);
        Assert.NotNull(MenuVocabulary.For(Language.Find(code)!));
        Assert.Equal(Language.All.Select(language => language.Code).Order(), words.Languages.Keys.Order());
        Assert.NotNull(Vocabulary.For(Language.Find(code)!));
    }

    [Theory, MemberData(nameof(Codes))]
    public void No_phrase_is_written_with_digits_or_signs_that_a_voice_would_stumble_over(string code)
    {
        foreach (var (name, phrase) in LanguageFile.Of(Language.Find(code)!).Phrases)
            Assert.False(phrase.AsSpan().ContainsAny(Unspeakable), $"{code} {name}: {phrase}");
    }

    /// <summary>Letters that a language does not have are words left in a neighbour's, or keyboards mixed up.</summary>
    [Theory]
    [InlineData("en", "A-Za-z")]
    [InlineData("ru", "А-Яа-яЁё")]
    [InlineData("uk", "А-ЩЬЮЯа-щьюяҐґЄєІіЇї")]
    [InlineData("sk", "A-Za-zÁÄČĎÉÍĹĽŇÓÔŔŠŤÚÝŽáäčďéíĺľňóôŕšťúýž")]
    public void Each_phrase_is_in_the_letters_of_its_language(string code, string letters)
    {
        var known = new Regex($"^[{letters} .,!?:;'’–-]*$", RegexOptions.NonBacktracking);
        foreach (var (name, phrase) in LanguageFile.Of(Language.Find(code)!).Phrases)
            Assert.True(known.IsMatch(Placeholder().Replace(phrase, "")), $"{code} {name}: {phrase}");
    }

    [Fact]
    public void A_missing_phrase_names_the_language_and_the_phrase()
    {
        var book = new PhraseBook(Language.Slovak, new Dictionary<string, string> { ["half"] = "Dobrý {time}" });
        Assert.Equal("languages/sk/phrases.json has no phrase \"greeting\"", Assert.Throws<InvalidDataException>(() => book.Say("greeting")).Message);
        Assert.Contains("{time}", Assert.Throws<InvalidDataException>(() => book.Say("half")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_caller_said_is_never_taken_for_a_placeholder() =>
        Assert.Equal("Did I hear you right: {heard} {restaurant}?", Phrases.For(Language.English).ConfirmHeard("{heard} {restaurant}"));

    private static string[] Placeholders(string phrase) => [.. Placeholder().Matches(phrase).Select(found => found.Value.Trim('{', '}')).Order()];

    [GeneratedRegex(@"\{[a-z]+\}", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}
