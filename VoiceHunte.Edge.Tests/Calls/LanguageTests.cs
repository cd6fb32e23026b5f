using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Tests.Calls;

/// <summary>The language of a call, and what Twilio is told to listen for.</summary>
public sealed class LanguageTests
{
    private static readonly Phrases Slovak = Phrases.For(Language.Slovak);

    [Fact]
    public async Task A_caller_who_plainly_speaks_another_language_is_answered_in_it_at_once()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring("+421900123456");
        await call.StartAsync();
        await call.SayAsync("kedy máte otvorené");

        var english = await call.SayAsync("sorry can you tell me what you have for people who are vegan");
        var ukrainian = await call.SayAsync("скажіть будь ласка коли ви відчинені");

        Assert.Equal(("en-US", "deepgram_nova-3", "Polly.Joanna"), (english.Listening!.Language, english.Listening.SpeechModel, english.Voice));
        Assert.Equal(("uk-UA", "Polly.Tatyana"), (ukrainian.Listening!.Language, ukrainian.Voice));
        Assert.Equal(["uk"], house.Sql("SELECT language FROM customers"));
    }

    [Fact]
    public async Task The_first_thing_said_decides_the_language()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring("+421900123456");
        await call.StartAsync();
        await call.StaySilentAsync();

        var heard = await call.SayAsync("are you open");

        Assert.Equal("en-US", heard.Listening!.Language);
    }

    [Fact]
    public async Task A_few_borrowed_words_change_the_language_only_with_the_second_turn_in_a_row()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring("+421900123456");
        await call.StartAsync();
        await call.SayAsync("kedy máte otvorené");

        var once = await call.SayAsync("are you open");
        await call.SayAsync("kedy máte otvorené");
        var again = await call.SayAsync("are you open");
        await house.RestartAsync();
        var inARow = await call.SayAsync("are you open");

        Assert.Equal(["sk-SK", "sk-SK", "en-US"], new[] { once, again, inARow }.Select(heard => heard.Listening!.Language));
        Assert.Contains("desiatej", once.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_language_is_spoken_at_once_where_it_is_asked_for()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring("+421900123456");
        await call.StartAsync();
        await call.SayAsync("kedy máte otvorené");

        var heard = await call.SayAsync("po anglicky prosím");

        Assert.Equal("en-US", heard.Listening!.Language);
    }

    [Theory]
    [InlineData("+421900123456", "stôl pre dvoch", "piatok", "kapustnica")]
    [InlineData("+14155550123", "table for two", "Friday", "Pod Lipou")]
    [InlineData("+380671234567", "столик на двох", "п'ятниця", "Під липою")]
    [InlineData("+79161234567", "столик на двоих", "пятница", "Под липой")]
    public async Task Twilio_is_told_the_words_of_tables_and_of_the_menu(string from, params string[] expected)
    {
        await using var house = await House.OpenAsync();

        var heard = await house.Ring(from).StartAsync();
        var hints = heard.Listening!.Hints!.Split(',');

        Assert.All(expected, word => Assert.Contains(hints, hint => hint.Contains(word, StringComparison.OrdinalIgnoreCase)));
        Assert.InRange(hints.Length, 30, 100);
        Assert.True(heard.Documents[^1].Length < 8 * 1024);
    }

    [Fact]
    public async Task Where_only_keys_are_listened_to_there_is_nothing_to_expect()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring();
        await call.StartAsync();
        await call.StaySilentAsync();
        await call.StaySilentAsync();

        var heard = await call.StaySilentAsync();

        Assert.Equal(Slovak.OfferKeys(person: false), heard.Text);
        Assert.Null(heard.Listening!.Hints);
    }
}
