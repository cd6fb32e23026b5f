using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Tests.Agent;

public sealed class PhrasesTests
{
    public static TheoryData<string> Codes => LanguageFileTests.Codes;

    [Theory, MemberData(nameof(Codes))]
    public void Everything_the_desk_may_have_to_say_can_be_said(string code)
    {
        var language = Language.Find(code)!;
        var phrases = Phrases.For(language);
        string[] said =
        [
            Phrases.Greeting(RestaurantProfile.Load(path: null), language),
            phrases.AskAgain(1), phrases.AskAgain(2), phrases.OfferKeys(person: false), phrases.OfferKeys(person: true),
            phrases.UnknownKey, phrases.Goodbye, phrases.GoodbyeAfterSilence, phrases.GoodbyeAfterLongCall,
            phrases.ConfirmHeard("x"), phrases.PleaseRepeat, phrases.AnythingElse, phrases.Holding(0), phrases.Holding(1),
            phrases.Holding(2), phrases.PleaseWait, phrases.Apology, phrases.ApologyAndGoodbye, phrases.Transfer,
            phrases.TransferOfMisunderstood, phrases.Message.Ask, phrases.Message.AskAsNobodyIsThere, phrases.Message.AskAsNobodyAnswered,
            phrases.Message.AskAsNothingIsUnderstood, phrases.Message.Taken, phrases.Message.Declined, phrases.RateLimited,
            phrases.WhatICanDo(person: false), phrases.WhatICanDo(person: true),
        ];

        Assert.Equal(said.Length, said.Distinct().Count());
        Assert.All(said, sentence => Assert.DoesNotContain('{', sentence));
    }

    [Fact]
    public void The_restaurants_own_greeting_goes_before_ours() => Assert.Equal("Mlyn, prosím?",
        Phrases.Greeting(Restaurant.House.With(file => file["greeting"] = "Mlyn, prosím?"), Language.Slovak));

    [Theory]
    [InlineData("en", 8.90, "eight euros and ninety cents")]
    [InlineData("en", 1, "one euro")]
    [InlineData("en", 25.01, "twenty-five euros and one cent")]
    [InlineData("ru", 8.90, "восемь евро девяносто центов")]
    [InlineData("ru", 22.21, "двадцать два евро двадцать один цент")]
    [InlineData("ru", 11.12, "одиннадцать евро двенадцать центов")]
    [InlineData("uk", 9.50, "дев'ять євро п'ятдесят центів")]
    [InlineData("uk", 3.02, "три євро два центи")]
    [InlineData("sk", 1, "jedno euro")]
    [InlineData("sk", 2.50, "dve eurá päťdesiat centov")]
    [InlineData("sk", 4.20, "štyri eurá dvadsať centov")]
    [InlineData("sk", 22.02, "dvadsaťdva eur dva centy")]
    [InlineData("sk", 125, "sto dvadsaťpäť eur")]
    public void A_price_is_said_in_words_with_the_right_ending(string code, double price, string said) =>
        Assert.Equal(said, Phrases.For(Language.Find(code)!).Spoken.Price((decimal)price, "EUR"));

    [Theory]
    [InlineData("en", "ten dollars and five cents")]
    [InlineData("ru", "десять долларов пять центов")]
    [InlineData("uk", "десять доларів п'ять центів")]
    [InlineData("sk", "desať dolárov päť centov")]
    public void Other_currencies_are_said_too(string code, string said) =>
        Assert.Equal(said, Phrases.For(Language.Find(code)!).Spoken.Price(10.05m, "USD"));

    [Theory]
    [InlineData("en", "from 10 a.m. to 2:30 p.m. and from 6 p.m. to midnight")]
    [InlineData("ru", "с десяти утра до двух тридцати дня и с шести вечера до полуночи")]
    [InlineData("uk", "з десятої ранку до другої тридцять дня та з шостої вечора до опівночі")]
    [InlineData("sk", "od desiatej do štrnástej tridsať a od osemnástej do polnoci")]
    public void Times_are_said_as_people_say_them(string code, string said) => Assert.Equal(said, Phrases.For(Language.Find(code)!)
        .Spoken.Times([OpeningInterval.Parse("10:00-14:30")!, OpeningInterval.Parse("18:00-24:00")!]));

    [Theory]
    [InlineData("en", 2026, 11, 27, "on Friday the twenty-seventh of November")]
    [InlineData("ru", 2026, 11, 27, "в пятницу, двадцать седьмого ноября")]
    [InlineData("uk", 2026, 11, 27, "у п'ятницю, двадцять сьомого листопада")]
    [InlineData("sk", 2026, 11, 27, "v piatok dvadsiateho siedmeho novembra")]
    [InlineData("sk", 2026, 12, 31, "vo štvrtok tridsiateho prvého decembra")]
    [InlineData("uk", 2027, 2, 1, "у понеділок, першого лютого")]
    [InlineData("ru", 2026, 11, 25, "завтра")]
    [InlineData("en", 2026, 11, 24, "today")]
    public void A_date_is_said_with_its_weekday_day_and_month(string code, int year, int month, int day, string said) =>
        Assert.Equal(said, Phrases.For(Language.Find(code)!).Spoken.Date(new DateOnly(year, month, day), new DateOnly(2026, 11, 24)));

    [Theory]
    [InlineData("Garlic soup", "garlic soup")]
    [InlineData("Венский шницель", "венский шницель")]
    [InlineData("BBQ ribs", "BBQ ribs")]
    [InlineData("Caesar salad à la Karol", "Caesar salad à la Karol")]
    public void A_dish_in_the_middle_of_a_sentence_loses_only_the_capital_of_a_sentence(string name, string inside) =>
        Assert.Equal(inside, SpokenForms.InSentence(name));
}
