using System.Text.Json.Nodes;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Restaurant;

namespace VoiceHunte.Edge.Tests.Agent;

/// <summary>The small house: closed on Mondays, on Fridays open at noon and from the evening till two.</summary>
public sealed class HoursTalkTests
{
    private const string Tuesday = "2026-11-24T12:00:00+01:00";
    private const string Monday = "2026-11-23T12:00:00+01:00";
    private const string AfterMidnight = "2026-11-28T00:30:00+01:00";

    [Theory]
    [InlineData("en", "are you open now", Tuesday, "Yes, we're open until 10 p.m.")]
    [InlineData("ru", "вы сейчас работаете", Tuesday, "Да, сейчас открыто, работаем до десяти вечера.")]
    [InlineData("uk", "ви зараз працюєте", Tuesday, "Так, зараз відчинено, працюємо до десятої вечора.")]
    [InlineData("sk", "máte teraz otvorené", Tuesday, "Áno, máme otvorené do dvadsiatej druhej.")]
    [InlineData("sk", "máte teraz otvorené", AfterMidnight, "Áno, máme otvorené do druhej v noci.")]
    [InlineData("en", "are you open now", Monday, "No, we're closed at the moment. Tomorrow we're open from 10 a.m. to 10 p.m.")]
    [InlineData("ru", "вы сейчас открыты", Monday, "Нет, сейчас у нас закрыто. Завтра мы работаем с десяти утра до десяти вечера.")]
    [InlineData("uk", "ви зараз відчинені", Monday, "Ні, зараз у нас зачинено. Завтра ми працюємо з десятої ранку до десятої вечора.")]
    [InlineData("sk", "máte teraz otvorené", Monday, "Nie, momentálne máme zatvorené. Zajtra máme otvorené od desiatej do dvadsiatej druhej.")]
    public void Now_is_answered_with_yes_or_no(string language, string heard, string at, string said) => Assert.Equal(said, Answer(heard, language, at));

    [Theory]
    [InlineData("en", "are you open today", "We're open now until 2 a.m. Today we're open from 6 p.m. to 2 a.m.")]
    [InlineData("sk", "máte dnes otvorené", "Teraz máme otvorené do druhej v noci. Dnes máme otvorené od osemnástej do druhej v noci.")]
    public void After_midnight_in_the_hours_of_the_evening_before_it_does_not_sound_closed(string language, string heard, string said) =>
        Assert.Equal(said, Answer(heard, language, AfterMidnight));

    [Theory]
    [InlineData("sk", "máte otvorené na Štedrý deň", "Vo štvrtok dvadsiateho štvrtého decembra máme zatvorené.")]
    [InlineData("en", "are you open on Christmas Eve", "On Thursday the twenty-fourth of December we're closed.")]
    [InlineData("uk", "чи працюєте на Святвечір", "У четвер, двадцять четвертого грудня у нас зачинено.")]
    [InlineData("ru", "вы работаете на новый год", "В четверг, тридцать первого декабря мы работаем с десяти утра до десяти вечера. В пятницу, первого января мы работаем с двенадцати дня до восьми вечера.")]
    [InlineData("en", "are you open on easter monday", "On Monday the twenty-ninth of March we're closed.")]
    public void A_holiday_is_answered_with_its_date(string language, string heard, string said) => Assert.Equal(said, Answer(heard, language, Tuesday));

    [Theory]
    [InlineData("en", "do you close for lunch on Friday, is there a break", "On Friday we have a break from 2:30 p.m. to 6 p.m.")]
    [InlineData("uk", "у п'ятницю працюєте без перерви", "У п'ятницю у нас перерва з другої тридцять дня до шостої вечора.")]
    [InlineData("ru", "вы работаете без перерыва", "Сегодня мы работаем без перерыва, с десяти утра до десяти вечера.")]
    [InlineData("sk", "máte v piatok otvorené bez prestávky", "V piatok máme prestávku od štrnástej tridsať do osemnástej.")]
    public void A_break_is_told(string language, string heard, string said) => Assert.Equal(said, Answer(heard, language, Tuesday));

    [Theory]
    [InlineData(2026, 11, 24, "easter", 2027, 3, 28)]
    [InlineData(2026, 4, 5, "easter", 2026, 4, 5)]
    [InlineData(2024, 1, 1, "easter", 2024, 3, 31)]
    [InlineData(2027, 1, 1, "new year", 2027, 1, 1)]
    [InlineData(2027, 1, 2, "new year", 2027, 12, 31)]
    [InlineData(2026, 12, 27, "christmas eve", 2027, 12, 24)]
    [InlineData(2026, 11, 24, "good friday", 2027, 3, 26)]
    public void A_holiday_is_the_coming_one(int year, int month, int day, string heard, int thenYear, int thenMonth, int thenDay) => Assert.Equal(
        new DateOnly(thenYear, thenMonth, thenDay),
        Holidays.In(heard.Split(' '), MenuVocabulary.For(Language.English), new DateOnly(year, month, day))[0]);

    [Theory, MemberData(nameof(LanguageFileTests.Codes), MemberType = typeof(LanguageFileTests))]
    public void Every_holiday_in_the_files_has_a_date(string code)
    {
        foreach (var (name, heard) in LanguageFile.Of(Language.Find(code)!).Menu.Holidays)
            Assert.NotEmpty(Holidays.In(HeardWords.Of(heard[0]).Plain, MenuVocabulary.For(Language.Find(code)!), new DateOnly(2026, 11, 24)));
    }

    private static string Answer(string heard, string language, string at) =>
        new HoursTalk(House.With(file =>
        {
            file["languages"] = new JsonArray("sk", "en", "ru", "uk");
            file["menu"]!["sections"]!.AsArray().Clear();
            file["menu"]!["sections"]!.AsArray().Add(JsonNode.Parse("""{ "name": "Menu", "dishes": [{ "name": "Menu", "price": 5 }] }"""));
            file["exceptions"] = JsonNode.Parse("""{ "2026-12-24": { "hours": [] }, "2027-01-01": { "hours": ["12:00-20:00"] } }""");
        })).Answer(Turns.Said(heard, Language.Find(language)!, at));
}
