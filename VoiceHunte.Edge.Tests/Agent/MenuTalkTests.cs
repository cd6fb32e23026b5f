using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Tests.Agent;

/// <summary>The demo menu, which is written in all four languages.</summary>
public sealed class MenuTalkTests
{
    private readonly RestaurantProfile demo = RestaurantProfile.Load(path: null);

    [Theory]
    [InlineData("en", "how much is the golash", "Beef goulash with bread dumplings: the price is twelve euros and fifty cents.")]
    [InlineData("ru", "сколько стоит гуляша порция", "Говяжий гуляш с кнедликами: цена двенадцать евро пятьдесят центов.")]
    [InlineData("uk", "скільки коштує порція галушок", "Галушки з бринзою та беконом: ціна дев'ять євро дев'яносто центів.")]
    [InlineData("sk", "kolko stoji rezen", "Viedenský rezeň so zemiakovým šalátom: cena je pätnásť eur deväťdesiat centov.")]
    [InlineData("en", "do you have fish", "Grilled trout with herb butter: the price is sixteen euros and forty cents.")]
    [InlineData("en", "how much is the broth", "Chicken broth with noodles: the price is four euros and fifty cents.")]
    public void A_dish_is_known_by_any_ending_without_its_marks_and_with_one_letter_wrong(string language, string heard, string said) =>
        Assert.Equal(said, demo.Asked(heard, language));

    [Theory]
    [InlineData("en", "a vegetarian soup", "Without meat: garlic soup with croutons for four euros and ninety cents. That's all we have like that.")]
    [InlineData("en", "what's the cheapest main course", "The cheapest: pierogi with sheep's cheese and sour cream for nine euros and fifty cents.")]
    [InlineData("ru", "какое самое дорогое блюдо", "Самое дорогое: запечённая утка с красной капустой и картофельными лепёшками за восемнадцать евро девяносто центов.")]
    [InlineData("ru", "что вы посоветуете", "Фирменное: суп из квашеной капусты с колбасой за пять евро девяносто центов и галушки с брынзой и беконом за девять евро девяносто центов. Больше такого у нас нет.")]
    [InlineData("uk", "щось веганське", "Веганське: запечені овочі з нутом за десять євро дев'яносто центів. Більше такого в нас немає.")]
    [InlineData("sk", "polievka do päť eur bez mäsa", "Bez mäsa: cesnaková polievka s krutónmi za štyri eurá deväťdesiat centov. Viac takých v ponuke nemáme.")]
    public void Wishes_together_are_all_fulfilled(string language, string heard, string said) => Assert.Equal(said, demo.Asked(heard, language));

    [Theory]
    [InlineData("en", "anything under ten euros", "There are four more dishes like that.")]
    [InlineData("en", "do you have something up to 15", "There are six more dishes like that.")]
    [InlineData("ru", "что-нибудь до десяти евро", "Есть ещё четыре таких блюда.")]
    [InlineData("ru", "вегетарианские блюда есть", "Есть ещё два таких блюда.")]
    [InlineData("uk", "щось до десяти євро", "Є ще чотири такі страви.")]
    [InlineData("uk", "що є без горіхів", "Є ще вісім таких страв.")]
    [InlineData("sk", "máte niečo do desať eur", "Také jedlá máme ešte štyri.")]
    [InlineData("sk", "mám alergiu na orechy čo môžem jesť", "Takých jedál máme ešte osem.")]
    public void Three_dishes_are_named_and_the_others_counted(string language, string heard, string more) =>
        Assert.Contains(more, demo.Asked(heard, language), StringComparison.Ordinal);

    [Theory]
    [InlineData("en", "do you have pizza", "I'm sorry, we don't have anything like that. On the menu we have soups, main courses and desserts. What would you like to hear about?")]
    [InlineData("ru", "а что из напитков", "К сожалению, ничего такого у нас нет. В нашем меню есть супы, основные блюда и десерты. О чём рассказать подробнее?")]
    [InlineData("uk", "щось гостре", "На жаль, нічого такого в нас немає. У нашому меню є супи, основні страви та десерти. Про що розповісти докладніше?")]
    [InlineData("sk", "máte hubovú polievku", "Žiaľ, nič také v ponuke nemáme. Polievky: cesnaková polievka s krutónmi za štyri eurá deväťdesiat centov, "
        + "kapustnica s klobásou za päť eur deväťdesiat centov a slepačí vývar s rezancami za štyri eurá päťdesiat centov.")]
    [InlineData("en", "a soup under two euros", "I'm sorry, we don't have anything like that. The cheapest: chicken broth with noodles for four euros and fifty cents.")]
    public void Where_nothing_fits_the_nearest_is_offered(string language, string heard, string said) => Assert.Equal(said, demo.Asked(heard, language));

    [Theory]
    [InlineData("en", "how much is the goulash", "and does it contain nuts", "Not according to our menu. Beef goulash")]
    [InlineData("en", "how much is the goulash", "is it spicy", "Beef goulash with bread dumplings: our menu doesn't say")]
    [InlineData("ru", "сколько стоит гуляш", "а орехи в нем есть", "Согласно нашему меню, нет. Говяжий гуляш")]
    [InlineData("ru", "какие аллергены в форели", "и сколько она стоит", "Форель на гриле с маслом и травами: цена")]
    [InlineData("uk", "що містить форель", "а скільки вона коштує", "Форель на грилі з маслом і травами: ціна")]
    [InlineData("sk", "koľko stoja halušky", "a obsahujú orechy", "Podľa nášho jedálneho lístka nie. Bryndzové halušky")]
    [InlineData("sk", "čo obsahuje pstruh", "a koľko stojí", "Grilovaný pstruh s bylinkovým maslom: cena")]
    public void It_is_the_dish_named_just_before(string language, string before, string heard, string said) => Assert.StartsWith(said,
        demo.Asked(heard, language, new Exchange(before, demo.Asked(before, language))), StringComparison.Ordinal);

    [Theory]
    [InlineData("AND OR NEAR(\"garlic\" * soup) --", "Garlic soup with croutons")]
    [InlineData("menu '; UPDATE dishes SET price = 0; --", "On the menu we have")]
    [InlineData("menu names : \"* ^ NOT ( {", "On the menu we have")]
    [InlineData("menu \0 \ud83d\ude00 ﷽ ½ ٣ ǆ", "On the menu we have")]
    public void Whatever_is_said_is_looked_up_as_words(string heard, string said) =>
        Assert.StartsWith(said, demo.Asked(heard, "en"), StringComparison.Ordinal);

    [Fact]
    public void Many_calls_may_ask_at_once()
    {
        var menu = new MenuTalk(demo);
        var expected = demo.Asked("how much is the goulash", "en");
        Parallel.For(0, 2000, new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken }, _ =>
            Assert.Equal(expected, menu.Answer(Turns.Said("how much is the goulash", VoiceHunte.Edge.Settings.Language.English)).Text));
    }
}
