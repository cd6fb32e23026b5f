using System.Text.Json.Nodes;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Restaurant;

namespace VoiceHunte.Edge.Tests.Agent;

public sealed class RulesMindTests
{
    private readonly RestaurantProfile demo = RestaurantProfile.Load(path: null);

    [Theory]
    [InlineData("en", "when are you open", "We're open every day from 10 a.m. to 10 p.m.")]
    [InlineData("ru", "во сколько вы открываетесь", "Мы работаем ежедневно с десяти утра до десяти вечера.")]
    [InlineData("uk", "коли ви працюєте", "Ми працюємо щодня з десятої ранку до десятої вечора.")]
    [InlineData("sk", "kedy máte otvorené", "Otvorené máme každý deň od desiatej do dvadsiatej druhej.")]
    [InlineData("en", "are you open on Sunday", "On Sunday we're open from 10 a.m. to 10 p.m.")]
    [InlineData("ru", "а завтра работаете", "Завтра мы работаем с десяти утра до десяти вечера.")]
    [InlineData("uk", "у п'ятницю відчинено", "У п'ятницю ми працюємо з десятої ранку до десятої вечора.")]
    [InlineData("sk", "dnes máte otvorené", "Dnes máme otvorené od desiatej do dvadsiatej druhej.")]
    [InlineData("en", "what's on the menu", "On the menu we have soups, main courses and desserts. What would you like to hear about?")]
    [InlineData("ru", "что есть в меню", "В нашем меню есть супы, основные блюда и десерты. О чём рассказать подробнее?")]
    [InlineData("uk", "що є в меню", "У нашому меню є супи, основні страви та десерти. Про що розповісти докладніше?")]
    [InlineData("sk", "čo máte v ponuke", "V ponuke máme polievky, hlavné jedlá a dezerty. O čom by ste chceli počuť viac?")]
    [InlineData("en", "how much is the garlic soup", "Garlic soup with croutons: the price is four euros and ninety cents.")]
    [InlineData("ru", "сколько стоит шницель", "Венский шницель с картофельным салатом: цена пятнадцать евро девяносто центов.")]
    [InlineData("uk", "скільки коштують вареники", "Вареники з бринзою та сметаною: ціна дев'ять євро п'ятдесят центів.")]
    [InlineData("sk", "koľko stojí porcia halušiek", "Bryndzové halušky so slaninou: cena je deväť eur deväťdesiat centov.")]
    [InlineData("en", "what desserts do you have", "Desserts: apple strudel with walnuts for five euros and fifty cents and crêpes with plum jam for five euros and twenty cents.")]
    [InlineData("sk", "aké máte polievky", "Polievky: cesnaková polievka s krutónmi za štyri eurá deväťdesiat centov, kapustnica s klobásou za päť eur deväťdesiat centov a slepačí vývar s rezancami za štyri eurá päťdesiat centov.")]
    [InlineData("ru", "десерты", "Десерты: яблочный штрудель с грецкими орехами за пять евро пятьдесят центов и блинчики со сливовым повидлом за пять евро двадцать центов.")]
    [InlineData("en", "does the trout contain anything I should know of", "Grilled trout with herb butter: of the allergens it contains fish and milk.")]
    [InlineData("ru", "какие аллергены в форели", "Форель на гриле с маслом и травами: из аллергенов содержит рыбу и молоко.")]
    [InlineData("uk", "що містить форель", "Форель на грилі з маслом і травами: з алергенів містить рибу та молоко.")]
    [InlineData("sk", "čo obsahuje pstruh", "Grilovaný pstruh s bylinkovým maslom: z alergénov obsahuje ryby a mlieko.")]
    [InlineData("en", "I have an allergy", "Tell me the dish, and I'll tell you which allergens it contains.")]
    [InlineData("sk", "máte niečo vegánske", "Vegánske: pečená zelenina s cícerom za desať eur deväťdesiat centov. Viac takých v ponuke nemáme.")]
    public async Task A_caller_hears_what_the_restaurants_file_says(string language, string heard, string said) =>
        Assert.Equal((said, Then.Listen), await AnswerAsync(demo, heard, language));

    [Theory]
    [InlineData("en", "bye", "Thank you for calling. Goodbye!")]
    [InlineData("ru", "спасибо, до свидания", "Спасибо за звонок. До свидания!")]
    [InlineData("uk", "дякую, на все добре", "Дякуємо за дзвінок. До побачення!")]
    [InlineData("sk", "dovidenia", "Ďakujeme za zavolanie. Dopočutia!")]
    public async Task A_goodbye_ends_the_call(string language, string heard, string said) =>
        Assert.Equal((said, Then.HangUp), await AnswerAsync(demo, heard, language));

    [Fact]
    public async Task Who_asks_for_a_person_is_put_through() =>
        Assert.Equal((Phrases.For(Language.Slovak).Transfer, Then.Transfer), await AnswerAsync(Staffed(), "spojte ma s vedúcim", "sk"));

    [Fact]
    public async Task A_yes_to_nothing_transfers_nobody() =>
        Assert.Equal(Then.Listen, (await AnswerAsync(Staffed(), "yes", "en", history: new Exchange("hello", "Hello"))).Then);

    [Theory]
    [InlineData("2026-11-24T12:00:00+01:00", "dnes otvorené", "Dnes máme otvorené od desiatej do dvadsiatej druhej.")]
    [InlineData("2026-11-24T22:30:00+01:00", "máte dnes otvorené", "Dnes už máme zatvorené. Zajtra máme otvorené od desiatej do dvadsiatej druhej.")]
    [InlineData("2026-11-23T12:00:00+01:00", "máte dnes otvorené", "Dnes máme zatvorené. Zajtra máme otvorené od desiatej do dvadsiatej druhej.")]
    [InlineData("2026-11-24T12:00:00+01:00", "v piatok otvorené", "V piatok máme otvorené od jedenástej tridsať do štrnástej tridsať a od osemnástej do druhej v noci.")]
    [InlineData("2026-11-24T12:00:00+01:00", "v pondelok otvorené", "V pondelok máme zatvorené.")]
    [InlineData("2026-11-24T12:00:00+01:00", "kedy máte otvorené",
        "Otvorené máme od utorka do štvrtka od desiatej do dvadsiatej druhej, v piatok od jedenástej tridsať do štrnástej tridsať a od osemnástej do druhej v noci, "
        + "v sobotu od osemnástej do druhej v noci, v nedeľu od desiatej do polnoci. V pondelok máme zatvorené.")]
    public async Task Hours_are_told_for_the_day_and_the_moment(string at, string heard, string said) =>
        Assert.Equal(said, (await AnswerAsync(House.With(), heard, "sk", at)).Text);

    [Fact]
    public async Task A_day_out_of_the_ordinary_is_told_with_its_note()
    {
        var house = House.With(file => file["exceptions"] = new JsonObject
        {
            ["2026-12-24"] = new JsonObject
            {
                ["hours"] = new JsonArray("10:00-14:00"),
                ["note"] = new JsonObject { ["sk"] = "Veselé Vianoce!", ["en"] = "Merry Christmas!" },
            },
        });

        Assert.Equal("On Thursday we're open from 10 a.m. to 2 p.m. Merry Christmas!", (await AnswerAsync(house, "are you open on Thursday", "en", "2026-12-21T12:00:00+01:00")).Text);
        Assert.EndsWith("Vo štvrtok máme otvorené od desiatej do štrnástej. Veselé Vianoce!", (await AnswerAsync(house, "kedy máte otvorené", "sk", "2026-12-21T12:00:00+01:00")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Vianoce", (await AnswerAsync(house, "kedy máte otvorené", "sk", "2026-12-10T12:00:00+01:00")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_menu_does_not_say_of_allergens_is_not_guessed() =>
        Assert.Equal("I'm sorry, I don't know what allergens are in it: bean soup. Please ask our staff before you order.", (await AnswerAsync(House.With(), "what is in the bean soup", "en")).Text);

    [Fact]
    public async Task Anything_else_is_answered_with_what_can_be_done() =>
        Assert.Equal((Phrases.For(Language.Ukrainian).WhatICanDo(person: false), Then.Listen), await AnswerAsync(demo, "гарна погода", "uk"));

    private static RestaurantProfile Staffed() => House.With(file => file["transfer_number"] = "+421212345678");

    private static async Task<(string Text, Then Then)> AnswerAsync(
        RestaurantProfile restaurant, string heard, string language, string at = Turns.Noon, params IReadOnlyList<Exchange> history)
    {
        await using var house = new OpenHouse(restaurant, at);
        var thought = await house.Rules.ThinkAsync(Turns.Said(heard, Language.Find(language)!, at, history), TestContext.Current.CancellationToken);
        return (thought.Text, thought.Then);
    }
}
