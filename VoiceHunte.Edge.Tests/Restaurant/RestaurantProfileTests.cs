using System.Text.Json.Nodes;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Tests.Restaurant;

public sealed class RestaurantProfileTests
{
    private readonly RestaurantProfile demo = RestaurantProfile.Load(path: null);

    [Fact]
    public void The_demo_is_the_house_that_the_manual_describes()
    {
        Assert.Equal("Europe/Bratislava", demo.TimeZone.Id);
        Assert.Equal([Language.English, Language.Russian, Language.Ukrainian, Language.Slovak], demo.Languages);
        Assert.Equal(40, demo.Seats);
        Assert.Null(demo.TransferNumber);
        Assert.Equal(12, demo.Menu.Dishes.Count());
        Assert.All(Enum.GetValues<DayOfWeek>(), day => Assert.Equal(["10:00-22:00"], demo.Hours.On(day).Select(hours => hours.ToString())));
    }

    [Fact]
    public void The_demo_dishes_have_a_name_of_their_own_in_each_language()
    {
        foreach (var language in Language.All)
            Assert.Equal(12, demo.Menu.Dishes.Select(dish => dish.Name.In(language)).Distinct().Count());
    }

    [Theory]
    [InlineData("+421905123456", "sk")]
    [InlineData("+420601123456", "sk")]
    [InlineData("+380501234567", "uk")]
    [InlineData("+79161234567", "ru")]
    [InlineData("+375291234567", "ru")]
    [InlineData("+14155550100", "en")]
    [InlineData("+447700900123", "en")]
    [InlineData("+353851234567", "en")]
    [InlineData("+61491570006", "en")]
    [InlineData("+6421123456", "en")]
    [InlineData("+4915112345678", "en")]
    [InlineData("anonymous", "en")]
    [InlineData("", "en")]
    [InlineData(null, "en")]
    public void A_caller_is_greeted_in_the_likely_language_of_their_country(string? from, string language) =>
        Assert.Equal(language, demo.LanguageForNumber(from).Code);

    [Fact]
    public void A_language_the_restaurant_does_not_speak_gives_way_to_its_first() =>
        Assert.Equal(Language.Slovak, House.With().LanguageForNumber("+380501234567"));

    [Fact]
    public void A_greeting_of_the_restaurants_own_is_kept_by_language()
    {
        var house = House.With(file => file["greeting"] = new JsonObject { ["sk"] = "Mlyn, dobrý deň.", ["en"] = "The Mill, hello." });
        Assert.Equal("The Mill, hello.", house.Greeting(Language.English));
    }
}
