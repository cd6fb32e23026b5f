using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Tests.Agent;

/// <summary>Only what the file states; where it is silent we do not know.</summary>
public sealed class MenuAllergensTests
{
    public static TheoryData<string, int, string> Everyday
    {
        get
        {
            var all = new TheoryData<string, int, string>();
            foreach (var language in Language.All)
                foreach (var (at, allergen) in LanguageFile.Of(language).Menu.Allergens.Index())
                    all.Add(language.Code, at + 1, allergen.Heard[0].TrimEnd('*'));
            return all;
        }
    }

    [Theory]
    [InlineData("en", "does the schnitzel contain gluten", "Yes. Wiener schnitzel with potato salad: of the allergens it contains gluten, eggs, milk and mustard.")]
    [InlineData("ru", "есть ли в шницеле рыба", "Согласно нашему меню, нет. Венский шницель с картофельным салатом: из аллергенов содержит глютен, яйца, молоко и горчицу. "
        + "Если это аллергия, предупредите, пожалуйста, сотрудников при заказе.")]
    [InlineData("sk", "je rezeň bez lepku", "Áno. Viedenský rezeň so zemiakovým šalátom: z alergénov obsahuje lepok, vajcia, mlieko a horčicu.")]
    public void An_allergen_in_a_dish_is_answered_yes_or_not_according_to_the_menu(string language, string heard, string said) =>
        Assert.Equal(said, RestaurantProfile.Load(path: null).Asked(heard, language));

    [Theory]
    [InlineData("en", "does the chicken broth contain gluten", "I'm sorry, I don't know what allergens are in it: slepačí vývar. Shall I put you through to a colleague who can tell you?")]
    [InlineData("ru", "есть ли орехи в бульоне", "К сожалению, у меня нет сведений об аллергенах: slepačí vývar. Соединить вас с сотрудником, который это уточнит?")]
    [InlineData("uk", "чи містить бульйон молоко", "На жаль, я не маю відомостей про алергени: slepačí vývar. З'єднати вас із працівником, який це уточнить?")]
    [InlineData("sk", "čo obsahuje vývar", "Žiaľ, o alergénoch v tomto jedle nič neviem: slepačí vývar. Mám vás spojiť s kolegom, ktorý to overí?")]
    public void Where_the_file_is_silent_a_person_is_offered(string language, string heard, string said)
    {
        Assert.Equal(said, Menus.Slovak.Asked(heard, language));
        var turn = Turns.Said(heard, Language.Find(language)!);
        Assert.True(new MenuTalk(Menus.Slovak).AnswerIfNamed(turn)!.OffersPerson);
        Assert.EndsWith(Phrases.For(turn.Language).Menu.OfferPerson, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_yes_to_that_offer_puts_the_caller_through()
    {
        await using var house = new OpenHouse(Menus.Slovak);
        var talk = new Talk(house);
        Assert.EndsWith(talk.Phrases.Menu.OfferPerson, await talk.SayAsync("does the chicken broth contain gluten"), StringComparison.Ordinal);
        await talk.SayAsync("yes please");
        Assert.Equal(Then.Transfer, talk.Last.Then);
    }

    [Theory]
    [InlineData("en", "what can I eat with a nut allergy")]
    [InlineData("ru", "что есть без орехов")]
    [InlineData("uk", "що можна без горіхів")]
    [InlineData("sk", "čo máte bez orechov")]
    public void A_dish_of_which_nothing_is_stated_is_never_named_as_free_of_something(string language, string heard)
    {
        var question = new MenuQuestionReader(Menus.Slovak.Menu).Read(Turns.Said(heard, Language.Find(language)!));
        Assert.True(question.Avoids);
        Assert.Equal([8], question.Allergens);
        Assert.Equal(5, Menus.Slovak.Menu.Dishes.Count(question.Fits));
        Assert.All(Menus.Slovak.Menu.Dishes.Where(question.Fits), dish => Assert.DoesNotContain(8, dish.Allergens!));
    }

    [Fact]
    public void Who_says_nuts_means_peanuts_too() =>
        Assert.StartsWith("Yes. Satay chicken", Menus.English.Asked("does the satay chicken contain nuts", "en"), StringComparison.Ordinal);

    [Fact]
    public void Where_nothing_is_stated_at_all_none_is_no_answer()
    {
        var silent = Menus.With("""[{ "name": "Pizze", "dishes": [{ "name": "Pizza Margherita", "price": 8 }] }]""");
        Assert.Equal("I'm sorry, our menu doesn't tell me which dishes those are. Shall I put you through to a colleague who can tell you?",
            silent.Asked("do you have a pizza without gluten", "en"));
    }

    [Fact]
    public void The_staff_are_to_be_told_once_in_a_call()
    {
        var first = Menus.English.Asked("what do you have without nuts", "en");
        var caution = Phrases.For(Language.English).Menu.TellStaff;
        Assert.EndsWith(caution, first, StringComparison.Ordinal);
        Assert.DoesNotContain(caution, Menus.English.Asked("and what without fish", "en", new Exchange("nuts", first)), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Everyday))]
    public void Each_allergen_has_an_everyday_word(string language, int allergen, string word)
    {
        string[] without = ["without {0} menu", "меню без {0}", "меню без {0}", "menu bez {0}"];
        var heard = without[Language.All.ToList().IndexOf(Language.Find(language)!)].Replace("{0}", word, StringComparison.Ordinal);
        var question = new MenuQuestionReader(Menus.English.Menu).Read(Turns.Said(heard, Language.Find(language)!));
        Assert.True(question.Allergens.Contains(allergen) || (allergen == 1 && question.Tags.Contains("gluten_free")), heard);
    }
}
