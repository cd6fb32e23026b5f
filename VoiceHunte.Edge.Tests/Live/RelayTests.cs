using System.Globalization;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Live;

/// <summary>Calls over ConversationRelay that the rules answer.</summary>
public sealed class RelayTests
{
    private const string Colleague = "+421905000111";

    private static readonly Phrases English = Phrases.For(Language.English);

    [Fact]
    public async Task A_new_call_is_put_on_ConversationRelay_with_greeting_languages_and_what_follows()
    {
        await using var house = await OpenAsync();
        var call = house.Ring("+14155550123");

        var heard = await call.StartAsync();

        Assert.Equal(("ConversationRelay", "/twilio/voice?live=1"), (heard.Connect!.Verb, heard.Connect.Action));
        Assert.Equal($"wss://{house.Appliance.Url.Authority}/twilio/relay", heard.Connect.Url.OriginalString);
        Assert.Contains("Pod Lipou", heard.Connect.WelcomeGreeting, StringComparison.Ordinal);
        Assert.Equal(32, heard.Connect.Parameters["token"].Length);
        foreach (var locale in (string[])["en-US", "ru-RU", "uk-UA", "sk-SK"])
            Assert.Contains($"<Language code=\"{locale}\"", heard.Documents[^1], StringComparison.Ordinal);
        Assert.Contains("ttsProvider=\"Amazon\" voice=\"Joanna-Neural\"", heard.Documents[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_is_booked_in_a_talk_and_all_of_it_is_in_the_database()
    {
        await using var house = await OpenAsync();
        var call = house.Ring("+14155550123");
        var (connect, line) = await RelayLine.StartAsync(house.Appliance.Url, call);
        await using var _ = line;

        await line.AskAsync("I'd like to book a table for two tomorrow at seven in the evening");
        var confirm = await line.AskAsync("Novak");
        var booked = await line.AskAsync("yes please");
        await line.DisposeAsync();
        await call.ConnectEndsAsync(connect);

        var number = Assert.Single(house.Sql("SELECT CAST(id AS TEXT) FROM reservations"));
        Assert.Contains("Novak", confirm, StringComparison.Ordinal);
        Assert.Contains(English.Spoken.Digits(long.Parse(number, CultureInfo.InvariantCulture)), booked, StringComparison.Ordinal);
        Assert.Equal(["relay"], house.Sql("SELECT mode FROM calls"));
        Assert.Equal(
            ["1|I'd like to book a table for two tomorrow at seven in the evening", "2|Novak", "3|yes please"],
            house.Sql("SELECT CAST(turn_id AS TEXT), user_text FROM turns ORDER BY turn_id"));
        Assert.Equal([confirm, booked], house.Sql("SELECT assistant_text FROM turns WHERE turn_id > 1 ORDER BY turn_id"));
        Assert.Equal([confirm, booked], house.Sql("SELECT heard_text FROM turns WHERE turn_id > 1 ORDER BY turn_id"));
    }

    [Fact]
    public async Task Only_the_last_piece_of_a_prompt_is_answered_and_what_is_unknown_is_passed_over()
    {
        await using var house = await OpenAsync();
        var call = house.Ring("+14155550123");
        var (_, line) = await RelayLine.StartAsync(house.Appliance.Url, call);
        await using var __ = line;

        await line.Socket.SendAsync("""{"type":"info","name":"clientSpeaking","value":"on","ts":1}""");
        await line.Socket.SendAsync("""{"type":"something new","x":[1,{}]}""");
        await line.Socket.SendAsync("""{"type":"error","description":"64107"}""");
        await line.PromptAsync("", last: true);
        await line.PromptAsync("are you", last: false);
        await line.PromptAsync("are you open", last: false);
        await line.PromptAsync("are you open tomorrow", last: null);

        Assert.Equal("Tomorrow we're open from 10 a.m. to 10 p.m.", await line.AnswerAsync());
        Assert.Equal(["are you open tomorrow"], house.Sql("SELECT user_text FROM turns"));
        Assert.Contains(house.Appliance.Lines.At(LogLevel.Warning), text => text.Contains("64xxx", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keys_tell_hours_menu_and_a_human()
    {
        await using var house = await OpenAsync(transferNumber: Colleague);
        var call = house.Ring("+14155550123");
        var (connect, line) = await RelayLine.StartAsync(house.Appliance.Url, call);
        await using var _ = line;

        await line.PressAsync('1');
        var hours = await line.AnswerAsync();
        await line.PressAsync('2');
        var menu = await line.AnswerAsync();
        await line.PressAsync('0');
        var transfer = await line.AnswerAsync();
        await line.DisposeAsync();
        var after = await call.ConnectEndsAsync(connect);

        Assert.Contains("10 a.m.", hours, StringComparison.Ordinal);
        Assert.NotEqual(hours, menu);
        Assert.Equal(English.Transfer, transfer);
        Assert.Equal(Colleague, after.DialledNumber);
        Assert.Equal(["keys 1", "keys 2", "keys 0"], house.Sql("SELECT user_text FROM turns ORDER BY turn_id"));
    }

    [Fact]
    public async Task Whoever_goes_on_in_another_language_is_heard_and_answered_in_it()
    {
        await using var house = await OpenAsync();
        var call = house.Ring("+421900123456");
        var (_, line) = await RelayLine.StartAsync(house.Appliance.Url, call);
        await using var __ = line;

        await line.AskAsync("kedy máte otvorené");
        await line.AskAsync("скажіть будь ласка коли ви відчинені");
        await line.AskAsync("а завтра коли ви відчинені");
        await line.AskAsync("povedzte mi prosím kedy máte otvorené zajtra");

        Assert.Equal(
            ["text sk-SK", "language uk-UA", "text uk-UA", "language sk-SK", "text sk-SK"],
            line.Socket.Passed.Select(m => $"{m["type"]} {m["lang"] ?? m["transcriptionLanguage"]}").Aggregate(
                new List<string>(), (all, one) => all.Count > 0 && all[^1] == one ? all : [.. all, one]));
        Assert.All(line.Socket.Passed.Where(m => (string?)m["type"] == "language"), m => Assert.Equal((string?)m["ttsLanguage"], (string?)m["transcriptionLanguage"]));
        Assert.Equal(["sk", "uk", "uk", "sk"], house.Sql("SELECT language FROM turns ORDER BY turn_id"));
    }

    [Fact]
    public async Task Where_there_is_no_human_a_message_is_taken()
    {
        await using var house = await OpenAsync();
        var call = house.Ring("+14155550123");
        var (_, line) = await RelayLine.StartAsync(house.Appliance.Url, call);
        await using var __ = line;

        var asked = await line.AskAsync("I want to speak to a human");
        var taken = await line.AskAsync("this is Michael, I left my umbrella at table four");

        Assert.Equal(English.Message.AskAsNobodyIsThere, asked);
        Assert.Equal(English.Message.Taken, taken);
        Assert.Equal(["+14155550123|en|this is Michael, I left my umbrella at table four"], house.Sql("SELECT from_number, language, text FROM messages"));
    }

    [Fact]
    public async Task An_interrupted_answer_is_kept_as_far_as_it_was_heard()
    {
        await using var house = await OpenAsync();
        var call = house.Ring("+14155550123");
        var (connect, line) = await RelayLine.StartAsync(house.Appliance.Url, call);
        await using var _ = line;

        var whole = await line.AskAsync("are you open tomorrow");
        await line.InterruptAsync("Tomorrow we're open from");
        await line.AskAsync("and on Friday");
        await line.DisposeAsync();
        await call.ConnectEndsAsync(connect);

        Assert.Equal([$"{whole}|Tomorrow we're open from"], house.Sql("SELECT assistant_text, heard_text FROM turns WHERE turn_id = 1"));
        Assert.Equal(["1"], house.Sql("SELECT CAST(assistant_text = heard_text AS TEXT) FROM turns WHERE turn_id = 2"));
    }

    [Fact]
    public async Task A_socket_that_is_cut_is_followed_by_a_gather_that_repeats_nothing()
    {
        await using var house = await OpenAsync();
        var call = house.Ring("+14155550123");
        var (connect, line) = await RelayLine.StartAsync(house.Appliance.Url, call);
        await using var _ = line;
        var said = await line.AskAsync("are you open tomorrow");

        line.Socket.Cut();
        var after = await call.ConnectEndsAsync(connect);
        var next = await call.SayAsync("what vegetarian dishes do you have");

        Assert.Equal(English.PleaseRepeat, after.Text);
        Assert.NotNull(after.Listening);
        Assert.NotEqual(said, next.Text);
        Assert.Equal(["1", "2"], house.Sql("SELECT CAST(turn_id AS TEXT) FROM turns ORDER BY turn_id"));
    }

    [Fact]
    public async Task A_session_that_never_opens_is_followed_by_the_greeting()
    {
        await using var house = await OpenAsync();
        var call = house.Ring("+14155550123");
        var heard = await call.StartAsync();

        var after = await call.ConnectEndsAsync(heard.Connect!);

        Assert.Equal(heard.Connect!.WelcomeGreeting, after.Text);
        Assert.NotNull(after.Listening);
    }

    [Fact]
    public async Task A_stopped_appliance_closes_with_1001_and_the_call_goes_on_where_it_was_on_a_socket_of_the_next_process()
    {
        await using var house = await OpenAsync();
        var call = house.Ring("+14155550123");
        var (connect, line) = await RelayLine.StartAsync(house.Appliance.Url, call);
        await using var _ = line;
        var question = await line.AskAsync("I'd like to book a table for two tomorrow at seven in the evening");

        // It is still being spoken when everybody has to go: the next process says it again.
        var restarting = house.RestartAsync();
        var closedWith = await line.Socket.WaitForCloseAsync();
        await restarting;
        var after = await call.ConnectEndsAsync(connect);
        await using var next = await RelayLine.OpenAsync(house.Appliance.Url, call, after.Connect!);
        var confirm = await next.AskAsync("Novak");

        Assert.Equal(1001, closedWith);
        Assert.Equal(question, after.Connect!.WelcomeGreeting);
        Assert.Contains("Novak", confirm, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transfer_that_was_decided_before_a_restart_is_dialled_after_it()
    {
        await using var house = await OpenAsync(transferNumber: Colleague);
        var call = house.Ring("+14155550123");
        var (connect, line) = await RelayLine.StartAsync(house.Appliance.Url, call);
        await line.AskAsync("are you open tomorrow");
        await line.DisposeAsync();

        await house.RestartAsync();
        var after = await call.ConnectEndsAsync(connect, """{"next":"transfer"}""");

        Assert.Equal(Colleague, after.DialledNumber);
    }

    [Fact]
    public async Task A_caller_over_the_limit_hears_why_the_call_ends()
    {
        await using var house = await OpenAsync(settings: ("TWILIO_RATE_LIMIT", "2/minute"));
        var call = house.Ring("+14155550123");
        var (_, line) = await RelayLine.StartAsync(house.Appliance.Url, call);
        await using var __ = line;

        await line.AskAsync("are you open tomorrow");
        await line.AskAsync("are you open on Friday");

        Assert.Equal(English.RateLimited, await line.AskAsync("are you open on Saturday"));
    }

    private static Task<House> OpenAsync(string? transferNumber = null, params (string Name, string Value)[] settings) =>
        House.OpenAsync(new Dictionary<string, string>(settings.Select(s => KeyValuePair.Create(s.Name, s.Value))) { ["CALL_MODE"] = "relay" }, transferNumber);
}
