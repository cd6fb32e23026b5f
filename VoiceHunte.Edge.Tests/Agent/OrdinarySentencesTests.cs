using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Tests.Agent;

/// <summary>Sentences that once hung up, put through or re-languaged a caller who wanted none of it.</summary>
public sealed class OrdinarySentencesTests
{
    [Theory]
    [InlineData("Пока нет", "ru")]
    [InlineData("Пока да", "ru")]
    [InlineData("Пока ничего не нужно", "ru")]
    [InlineData("Čau", "sk")]
    [InlineData("Čaute", "sk")]
    [InlineData("that's it", "en")]
    public void A_greeting_or_a_not_yet_is_no_farewell(string heard, string language) =>
        Assert.NotEqual(Intents.Goodbye, Intent(heard, language));

    [Theory]
    [InlineData("Спасибо, пока", "ru")]
    [InlineData("пока", "ru")]
    [InlineData("ďakujem, čau", "sk")]
    [InlineData("that's it, thanks, bye", "en")]
    public void A_farewell_is_still_one(string heard, string language) => Assert.Equal(Intents.Goodbye, Intent(heard, language));

    [Theory]
    [InlineData("Хочу забронировать стол для сотрудников компании", "ru")]
    [InlineData("Можно позвать с собой друзей", "ru")]
    [InlineData("приду с кем-то из друзей", "ru")]
    [InlineData("Забронюйте стіл для працівників компанії", "uk")]
    [InlineData("Chcem rezervovať stôl pre desať zamestnancov", "sk")]
    [InlineData("Prídem s niekým", "sk")]
    [InlineData("Chcel by som rezervovať stôl, budem s kolegom a kolegyňou", "sk")]
    [InlineData("I'd like to book a table for two near the operator", "en")]
    public void Company_at_the_table_is_no_wish_for_a_person_on_the_phone(string heard, string language) =>
        Assert.NotEqual(Intents.Transfer, Intent(heard, language));

    [Theory]
    [InlineData("Соедините меня с сотрудником", "ru")]
    [InlineData("Переведите меня на оператора", "ru")]
    [InlineData("З'єднайте мене з працівником", "uk")]
    [InlineData("Spojte ma s kolegom", "sk")]
    [InlineData("let me talk to your staff", "en")]
    public void A_person_on_the_phone_is_still_heard(string heard, string language) => Assert.Equal(Intents.Transfer, Intent(heard, language));

    [Theory]
    [InlineData("Я плохо говорю по-английски", "ru")]
    [InlineData("Есть ли гуляш по-словацки", "ru")]
    [InlineData("Я погано розмовляю англійською", "uk")]
    [InlineData("Чи є гуляш по-словацьки", "uk")]
    [InlineData("Zle hovorím po anglicky", "sk")]
    [InlineData("Máte steak po anglicky", "sk")]
    public void A_dish_or_an_excuse_changes_no_language(string heard, string language) =>
        Assert.Null(Turns.Understand(heard, Language.Find(language)!).Switch);

    [Theory]
    [InlineData("Давайте англійською", "uk", "en")]
    [InlineData("Перейдімо на російську", "uk", "ru")]
    [InlineData("Можно по-украински?", "ru", "uk")]
    [InlineData("По-английски, пожалуйста", "ru", "en")]
    [InlineData("Hovoríte po rusky?", "sk", "ru")]
    public void A_wish_for_another_language_is_heard(string heard, string language, string wanted) =>
        Assert.Equal(Language.Find(wanted), Turns.Understand(heard, Language.Find(language)!).Switch);

    [Theory]
    [InlineData("is there gluten in the garlic soup", "en", "gluten")]
    [InlineData("Je v cesnakovej polievke lepok", "sk", "lepok")]
    [InlineData("Есть ли в чесночном супе глютен", "ru", "глютен")]
    [InlineData("Чи є в часниковому супі глютен", "uk", "глютен")]
    public async Task Whoever_asks_for_an_allergen_in_a_dish_hears_its_allergens_and_not_its_price(string heard, string language, string allergen)
    {
        await using var house = new OpenHouse();
        var said = (await house.Rules.ThinkAsync(Turns.Said(heard, Language.Find(language)!), TestContext.Current.CancellationToken)).Text;

        Assert.Contains(allergen, said, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(Phrases.For(Language.Find(language)!).Spoken.Allergen(7), said, StringComparison.OrdinalIgnoreCase);
    }

    private static string? Intent(string heard, string language) => Turns.Understand(heard, Language.Find(language)!).Intent;
}
