using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Calls;

/// <summary>Callers who want a human, and what becomes of them when there is none.</summary>
public sealed class MessageTests
{
    private const string Colleague = "+421905000111";
    private const string Open = "SELECT from_number, language, text, kind, status FROM messages";

    private static readonly Phrases Slovak = Phrases.For(Language.Slovak);

    [Theory]
    [InlineData("no-answer")]
    [InlineData("busy")]
    [InlineData("failed")]
    [InlineData("canceled")]
    public async Task When_the_colleague_does_not_answer_a_message_is_taken_and_the_call_goes_on(string status)
    {
        await using var house = await House.OpenAsync(transferNumber: Colleague);
        var call = house.Ring();
        await call.StartAsync();
        await call.SayAsync("spojte ma s človekom");

        var asked = await call.DialEndsAsync(status);
        var taken = await call.SayAsync("volá Novák, prosím zavolajte mi na 0900 123 456");
        var onDisk = house.Sql(Open);
        var after = await call.SayAsync("kedy máte otvorené");

        Assert.Equal(Slovak.Message.AskAsNobodyAnswered, asked.Text);
        Assert.Equal(Slovak.Message.Taken, taken.Text);
        Assert.NotNull(taken.Listening);
        Assert.Equal(["+421900123456|sk|volá Novák, prosím zavolajte mi na 0900 123 456|text|open"], onDisk);
        Assert.Contains("desiatej", after.Text, StringComparison.Ordinal);
        Assert.Single(house.Sql(Open));
        Assert.Equal(["asked"], house.Sql("SELECT transfer_reason FROM calls"));
    }

    [Fact]
    public async Task Where_there_is_nobody_at_all_a_message_is_taken_at_once()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring("anonymous");
        await call.StartAsync();

        var asked = await call.SayAsync("I want to speak to a human");
        await call.SayAsync("this is Michael, I left my umbrella at table four yesterday evening");

        Assert.Equal(Phrases.For(Language.English).Message.AskAsNobodyIsThere, asked.Text);
        Assert.Equal(["NULL|en|this is Michael, I left my umbrella at table four yesterday evening|text|open"], house.Sql(Open));
    }

    [Theory]
    [InlineData("nie, ďakujem")]
    [InlineData("nie")]
    public async Task Who_wants_to_leave_no_message_leaves_none(string no)
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring();
        await call.StartAsync();
        await call.SayAsync("spojte ma s človekom");

        var heard = await call.SayAsync(no);
        var after = await call.SayAsync("kedy máte otvorené");

        Assert.Equal(Slovak.Message.Declined, heard.Text);
        Assert.Contains("desiatej", after.Text, StringComparison.Ordinal);
        Assert.Empty(house.Sql(Open));
    }

    [Fact]
    public async Task A_goodbye_or_a_silence_or_a_question_in_place_of_the_message_is_none()
    {
        await using var house = await House.OpenAsync();

        Assert.True((await AfterTheAskingAsync(house, call => call.SayAsync("dovidenia"))).HungUp);
        Assert.Equal(Slovak.AskAgain(1), (await AfterTheAskingAsync(house, call => call.StaySilentAsync())).Text);
        Assert.Contains("desiatej", (await AfterTheAskingAsync(house, call => call.SayAsync("kedy máte otvorené"))).Text, StringComparison.Ordinal);
        Assert.Contains("desiatej", (await AfterTheAskingAsync(house, call => call.PressAsync("1"))).Text, StringComparison.Ordinal);
        Assert.Equal(Slovak.Message.Ask, (await AfterTheAskingAsync(house, call => call.SayAsync("áno, prosím"))).Text);
        Assert.Empty(house.Sql(Open));
    }

    [Fact]
    public async Task Doubtful_speech_is_a_message_only_after_a_yes()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring();
        await call.StartAsync();
        await call.SayAsync("spojte ma s človekom");

        var readBack = await call.SayAsync("zavolajte mi späť kvôli sobotnej oslave prosím vás", confidence: 0.2);
        var before = house.Sql(Open);
        var taken = await call.SayAsync("áno");
        var next = await call.SayAsync("áno");

        Assert.Equal(Slovak.ConfirmHeard("zavolajte mi späť kvôli sobotnej oslave prosím vás"), readBack.Text);
        Assert.Empty(before);
        Assert.Equal(Slovak.Message.Taken, taken.Text);
        Assert.NotEqual(taken.Text, next.Text);
        Assert.Single(house.Sql(Open));
    }

    [Fact]
    public async Task A_caller_asked_for_a_message_may_leave_it_after_a_restart_and_Twilios_repeat_leaves_no_second()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring();
        await call.StartAsync();
        await call.SayAsync("spojte ma s človekom");
        await house.RestartAsync();

        var taken = await call.SayAsync("volá Novák ohľadom stratenej peňaženky zo včera");
        var again = await call.RetryAsync();

        Assert.Equal(Slovak.Message.Taken, taken.Text);
        Assert.Equal(taken.Documents[^1], again.Body);
        Assert.Single(house.Sql(Open));
    }

    [Fact]
    public async Task Who_is_not_understood_twice_in_a_row_is_put_through()
    {
        await using var house = await House.OpenAsync(transferNumber: Colleague);
        var call = house.Ring();
        await call.StartAsync();

        await call.SayAsync("modrá žirafa letí");
        await call.SayAsync("kedy máte otvorené");
        var first = await call.SayAsync("modrá žirafa letí");
        await house.RestartAsync();
        var second = await call.SayAsync("žirafa modrá");

        Assert.Null(first.DialledNumber);
        Assert.Equal(Colleague, second.DialledNumber);
        Assert.Equal(Slovak.TransferOfMisunderstood, second.Text);
        Assert.Equal(["stuck"], house.Sql("SELECT transfer_reason FROM calls"));
    }

    [Fact]
    public async Task Who_is_not_understood_where_nobody_is_there_is_asked_for_a_message()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring();
        await call.StartAsync();

        await call.SayAsync("modrá žirafa letí");
        var heard = await call.SayAsync("žirafa modrá");

        Assert.Equal(Slovak.Message.AskAsNothingIsUnderstood, heard.Text);
    }

    [Fact]
    public async Task After_too_many_turns_and_nobody_answering_a_message_is_taken_and_nobody_is_rung_again()
    {
        await using var house = await House.OpenAsync(new() { ["MAX_TURNS"] = "1" }, transferNumber: Colleague);
        var call = house.Ring();
        await call.StartAsync();
        await call.SayAsync("kedy máte otvorené");
        await call.SayAsync("kedy máte otvorené");

        await call.DialEndsAsync("no-answer");
        var taken = await call.SayAsync("volá Novák, ozvite sa mi prosím kvôli tej rezervácii na sobotu");
        var end = await call.SayAsync("kedy máte otvorené");

        Assert.Equal(Slovak.Message.Taken, taken.Text);
        Assert.Equal(Slovak.GoodbyeAfterLongCall, end.Text);
        Assert.True(end.HungUp);
        Assert.Single(house.Sql(Open));
        Assert.Equal(["too_many_turns"], house.Sql("SELECT transfer_reason FROM calls"));
    }

    [Fact]
    public async Task In_writing_a_transfer_and_a_message_are_among_the_actions()
    {
        await using var alone = await House.OpenAsync();
        await using var staffed = await House.OpenAsync(transferNumber: Colleague);
        using var writer = new TextCaller(alone);
        using var other = new TextCaller(staffed);

        await writer.SayAsync("spojte ma s človekom");
        var message = await writer.SayAsync("volá Novák, ozvite sa mi prosím kvôli tej rezervácii na sobotu");
        var transfer = await other.SayAsync("spojte ma s človekom");

        Assert.Equal(["message"], message.Actions());
        Assert.Equal(["transfer (asked)"], transfer.Actions());
    }

    private static async Task<Heard> AfterTheAskingAsync(House house, Func<TwilioCall, Task<Heard>> then)
    {
        var call = house.Ring();
        await call.StartAsync();
        await call.SayAsync("spojte ma s človekom");
        return await then(call);
    }
}
