namespace VoiceHunte.Edge.Tests.Agent;

public sealed class MenuInOneLanguageTests
{
    [Theory]
    [InlineData("en", "what soups do you have", "Polievky: cesnaková polievka for four euros and ninety cents and slepačí vývar for four euros and fifty cents.")]
    [InlineData("ru", "есть ли супы", "Polievky: cesnaková polievka за четыре евро девяносто центов и slepačí vývar за четыре евро пятьдесят центов.")]
    [InlineData("uk", "юшка є", "Polievky: cesnaková polievka за чотири євро дев'яносто центів та slepačí vývar за чотири євро п'ятдесят центів.")]
    [InlineData("en", "do you have vegetarian dishes", "Without meat: cesnaková polievka for four euros and ninety cents. That's all we have like that.")]
    [InlineData("ru", "что-нибудь острое", "Острое: hovädzí guláš за одиннадцать евро. Больше такого у нас нет.")]
    [InlineData("en", "how much is the schnitzel", "Vyprážaný rezeň: the price is twelve euros.")]
    [InlineData("ru", "сколько стоят брындзове халушки", "Bryndzové halušky so slaninou: цена девять евро девяносто центов.")]
    [InlineData("uk", "що з риби", "Pečený pstruh: ціна п'ятнадцять євро.")]
    [InlineData("uk", "скільки коштує пиво", "Pivo Šariš: ціна два євро двадцять центів.")]
    [InlineData("en", "what drinks do you have", "Nápoje, for example: Pivo Šariš for two euros and twenty cents, biele víno for three euros and káva for two euros. And there's more to choose from.")]
    [InlineData("sk", "máte nealkoholické nápoje", "Bez alkoholu: káva za dve eurá, domáca limonáda za tri eurá päťdesiat centov a jablkový džús za dve eurá päťdesiat centov. Viac takých v ponuke nemáme.")]
    public void A_slovak_menu_is_answered_from_in_the_callers_language(string language, string heard, string said) =>
        Assert.Equal(said, Menus.Slovak.Asked(heard, language));

    [Theory]
    [InlineData("sk", "aké máte polievky", "Soups: tomato soup za päť eur a seafood chowder za sedem eur päťdesiat centov.")]
    [InlineData("sk", "koľko stojí steak", "Ribeye steak: cena je dvadsaťštyri eur.")]
    [InlineData("sk", "máte niečo s hubami", "Mushroom risotto: cena je trinásť eur.")]
    [InlineData("ru", "что есть из рыбы", "Fish and chips: цена двенадцать евро пятьдесят центов.")]
    [InlineData("ru", "есть арахис в курице", "Да. Satay chicken: из аллергенов содержит арахис и сою.")]
    [InlineData("uk", "десерти", "Sweets: chocolate cake за шість євро.")]
    [InlineData("uk", "вегетаріанський суп", "Без м'яса: tomato soup за п'ять євро. Більше такого в нас немає.")]
    [InlineData("en", "how much is the steak", "Ribeye steak: the price is twenty-four euros.")]
    public void So_is_an_english_one(string language, string heard, string said) => Assert.Equal(said, Menus.English.Asked(heard, language));
}
