using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Tests.Calls;

/// <summary>What the caller hears when they say nothing, mumble, or press keys.</summary>
public sealed class ListeningTests
{
    private static readonly Phrases Slovak = Phrases.For(Language.Slovak);

    [Fact]
    public async Task A_silent_caller_is_asked_again_twice_then_offered_the_keys_then_wished_goodbye()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring();
        await call.StartAsync();

        var first = await call.StaySilentAsync();
        var second = await call.StaySilentAsync();
        var third = await call.StaySilentAsync();
        var fourth = await call.StaySilentAsync();

        Assert.Equal(Slovak.AskAgain(1), first.Text);
        Assert.Equal(Slovak.AskAgain(2), second.Text);
        Assert.Equal(Slovak.OfferKeys(person: false), third.Text);
        Assert.Equal("dtmf", third.Listening!.Input);
        Assert.Equal(Slovak.GoodbyeAfterSilence, fourth.Text);
        Assert.True(fourth.HungUp);
    }

    [Fact]
    public async Task A_word_in_between_makes_the_silences_count_anew()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring();
        await call.StartAsync();

        await call.StaySilentAsync();
        await call.StaySilentAsync();
        await call.SayAsync("kedy máte otvorené");
        var heard = await call.StaySilentAsync();

        Assert.Equal(Slovak.AskAgain(1), heard.Text);
    }

    [Fact]
    public async Task Doubtful_speech_is_read_back_and_counts_after_a_yes()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring();
        await call.StartAsync();

        var readBack = await call.SayAsync("máte dnes otvorené", confidence: 0.2);
        var answer = await call.SayAsync("áno", confidence: 0.3);

        Assert.Equal(Slovak.ConfirmHeard("máte dnes otvorené"), readBack.Text);
        Assert.Contains("desiatej", answer.Text, StringComparison.Ordinal);
        Assert.Equal(["hours_info"], house.Sql("SELECT intent FROM turns WHERE turn_id = 2"));
    }

    [Fact]
    public async Task Doubtful_speech_that_was_misheard_is_asked_for_again_after_a_no()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring();
        await call.StartAsync();

        await call.SayAsync("dovidenia", confidence: 0.2);
        var heard = await call.SayAsync("nie");

        Assert.Equal(Slovak.PleaseRepeat, heard.Text);
        Assert.False(heard.HungUp);
    }

    [Fact]
    public async Task Doubtful_speech_followed_by_something_else_is_forgotten()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring();
        await call.StartAsync();

        await call.SayAsync("dovidenia", confidence: 0.2);
        var heard = await call.SayAsync("chcem vedieť kedy máte otvorené");

        Assert.Contains("desiatej", heard.Text, StringComparison.Ordinal);
        Assert.False(heard.HungUp);
    }

    [Fact]
    public async Task Doubtful_speech_after_doubtful_speech_is_read_back_too()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring();
        await call.StartAsync();

        await call.SayAsync("dovidenia", confidence: 0.2);
        var heard = await call.SayAsync("kedy máte otvorené", confidence: 0.2);

        Assert.Equal(Slovak.ConfirmHeard("kedy máte otvorené"), heard.Text);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(null)]
    public async Task Speech_whose_confidence_was_not_measured_is_trusted(double? confidence)
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring();
        await call.StartAsync();

        var heard = await call.SayAsync("máte dnes otvorené", confidence);

        Assert.Contains("desiatej", heard.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_tell_hours_and_menu()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring();
        await call.StartAsync();

        var hours = await call.PressAsync("1");
        var menu = await call.PressAsync("2");
        var nothing = await call.PressAsync("7");

        Assert.Contains("desiatej", hours.Text, StringComparison.Ordinal);
        Assert.Contains("hlavné jedlá", menu.Text, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith(Slovak.UnknownKey, nothing.Text, StringComparison.Ordinal);
        Assert.Equal(["keys 1|hours_info", "keys 2|menu_question", "keys ·|NULL"], house.Sql("SELECT user_text, intent FROM turns ORDER BY turn_id"));
    }

    [Fact]
    public async Task Key_0_puts_the_caller_through_and_an_unanswered_colleague_gives_them_back()
    {
        await using var house = await House.OpenAsync(transferNumber: "+421905000111");
        var call = house.Ring();
        await call.StartAsync();

        var transfer = await call.PressAsync("0");
        var back = await call.DialEndsAsync("no-answer");
        await call.SayAsync("spojte ma s človekom");
        var end = await call.DialEndsAsync("completed");

        Assert.Equal("+421905000111", transfer.DialledNumber);
        Assert.Equal(Slovak.Transfer, transfer.Text);
        Assert.Equal(Slovak.Message.AskAsNobodyAnswered, back.Text);
        Assert.NotNull(back.Listening);
        Assert.True(end.HungUp);
        Assert.Empty(end.Text);
    }

    [Fact]
    public async Task Key_0_without_anyone_to_transfer_to_asks_for_a_message()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring();
        await call.StartAsync();

        var heard = await call.PressAsync("0");

        Assert.Equal(Slovak.Message.AskAsNobodyIsThere, heard.Text);
        Assert.NotNull(heard.Listening);
    }

    [Fact]
    public async Task After_MAX_TURNS_the_call_goes_to_a_human_or_ends_politely()
    {
        await using var alone = await House.OpenAsync(new() { ["MAX_TURNS"] = "1" });
        await using var staffed = await House.OpenAsync(new() { ["MAX_TURNS"] = "1" }, transferNumber: "+421905000111");

        var goodbye = await TwoTurnsAsync(alone);
        var transfer = await TwoTurnsAsync(staffed);

        Assert.Equal(Slovak.GoodbyeAfterLongCall, goodbye.Text);
        Assert.True(goodbye.HungUp);
        Assert.Equal("+421905000111", transfer.DialledNumber);
    }

    private static async Task<VoiceHunte.Edge.Tests.Support.Heard> TwoTurnsAsync(House house)
    {
        var call = house.Ring();
        await call.StartAsync();
        await call.SayAsync("máte dnes otvorené");
        return await call.SayAsync("máte dnes otvorené");
    }
}
