using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Live;

/// <summary>ConversationRelay by the clock: silence, and the ends that wait until they were heard.</summary>
public sealed class RelayClockTests
{
    private const string Colleague = "+421905000111";

    private static readonly Phrases English = Phrases.For(Language.English);

    private readonly WatchedClock clock = new();

    [Fact]
    public async Task A_silent_caller_is_asked_after_10_seconds_and_the_call_ends_after_15_more()
    {
        await using var house = await OpenAsync();
        var call = house.Ring("+14155550123");
        var (connect, line) = await RelayLine.StartAsync(house.Appliance.Url, call);
        await using var _ = line;
        await line.AskAsync("are you open tomorrow");

        var asking = line.AnswerAsync();
        var untilAsked = await clock.PassUntilAsync(asking);
        var leaving = line.AnswerAsync();
        var untilLeft = await clock.PassUntilAsync(leaving);
        var ending = line.EndAsync();
        await clock.PassUntilAsync(ending);
        await line.DisposeAsync();
        var after = await call.ConnectEndsAsync(connect);

        Assert.Equal(English.StillThere, await asking);
        Assert.InRange(untilAsked.TotalSeconds, 10, 30);
        Assert.Equal(English.GoodbyeAfterSilence, await leaving);
        Assert.InRange(untilLeft.TotalSeconds, 15, 30);
        Assert.Equal("""{"next":"hangup"}""", await ending);
        Assert.True(after.HungUp);
        Assert.Empty(after.Says);
    }

    [Fact]
    public async Task A_caller_who_is_there_after_all_is_asked_anew_after_another_10_seconds()
    {
        await using var house = await OpenAsync();
        var call = house.Ring("+14155550123");
        var (_, line) = await RelayLine.StartAsync(house.Appliance.Url, call);
        await using var __ = line;

        await clock.PassUntilAsync(line.AnswerAsync());
        await line.AskAsync("are you open tomorrow");
        var again = line.AnswerAsync();
        var until = await clock.PassUntilAsync(again);

        Assert.Equal(English.StillThere, await again);
        Assert.InRange(until.TotalSeconds, 10, 30);
    }

    [Fact]
    public async Task A_transfer_waits_until_its_sentence_was_heard()
    {
        await using var house = await OpenAsync(Colleague);
        var call = house.Ring("+14155550123");
        var (connect, line) = await RelayLine.StartAsync(house.Appliance.Url, call);
        await using var _ = line;

        var sentence = await line.AskAsync("I want to speak to a human");
        var ending = line.EndAsync();
        var heardFor = await clock.PassUntilAsync(ending);
        await line.DisposeAsync();
        var after = await call.ConnectEndsAsync(connect, await ending);

        Assert.Equal(English.Transfer, sentence);
        Assert.True(heardFor > sentence.Length * TimeSpan.FromMilliseconds(60), $"{heardFor} for {sentence.Length} characters");
        Assert.Equal("""{"next":"transfer"}""", await ending);
        Assert.Equal(Colleague, after.DialledNumber);
        Assert.Equal([English.Transfer], house.Sql("SELECT heard_text FROM turns"));
    }

    [Fact]
    public async Task A_transfer_that_the_caller_cuts_off_is_none()
    {
        await using var house = await OpenAsync(Colleague);
        var call = house.Ring("+14155550123");
        var (connect, line) = await RelayLine.StartAsync(house.Appliance.Url, call);
        await using var _ = line;

        await line.AskAsync("I want to speak to a human");
        await line.InterruptAsync("I'll put");
        await line.AskAsync("wait, are you open tomorrow");
        await line.DisposeAsync();
        var after = await call.ConnectEndsAsync(connect);

        Assert.Null(after.DialledNumber);
        Assert.NotNull(after.Listening);
    }

    [Fact]
    public async Task After_a_goodbye_Twilio_hangs_up()
    {
        await using var house = await OpenAsync();
        var call = house.Ring("+14155550123");
        var (connect, line) = await RelayLine.StartAsync(house.Appliance.Url, call);
        await using var _ = line;

        var goodbye = await line.AskAsync("goodbye");
        var ending = line.EndAsync();
        await clock.PassUntilAsync(ending);
        await line.DisposeAsync();
        var after = await call.ConnectEndsAsync(connect, await ending);

        Assert.Equal(English.Goodbye, goodbye);
        Assert.True(after.HungUp);
        Assert.Empty(after.Says);
    }

    [Fact]
    public async Task A_session_that_Twilio_does_not_end_is_closed()
    {
        await using var house = await OpenAsync();
        var call = house.Ring("+14155550123");
        var (_, line) = await RelayLine.StartAsync(house.Appliance.Url, call);
        await using var __ = line;

        await line.AskAsync("goodbye");
        var closing = line.Socket.WaitForCloseAsync();
        await clock.PassUntilAsync(closing);

        Assert.Equal(1000, await closing);
        Assert.Empty(house.Appliance.Lines.At(LogLevel.Warning));
    }

    [Fact]
    public async Task A_call_of_too_many_turns_ends_politely()
    {
        await using var house = await OpenAsync(null, ("MAX_TURNS", "2"));
        var call = house.Ring("+14155550123");
        var (_, line) = await RelayLine.StartAsync(house.Appliance.Url, call);
        await using var __ = line;
        await line.AskAsync("are you open tomorrow");
        await line.AskAsync("are you open on Friday");

        var last = await line.AskAsync("are you open on Saturday");
        var ending = line.EndAsync();
        await clock.PassUntilAsync(ending);

        Assert.Equal(English.GoodbyeAfterLongCall, last);
        Assert.Equal("""{"next":"hangup"}""", await ending);
    }

    [Fact]
    public async Task Whoever_sends_no_setup_for_10_seconds_is_closed_with_1008()
    {
        await using var house = await OpenAsync();
        var heard = await house.Ring("+14155550123").StartAsync();
        await using var socket = await LiveSocket.OpenAsync(house.Appliance.Url, heard.Connect!.Url);

        var closing = socket.WaitForCloseAsync();
        var after = await clock.PassUntilAsync(closing);

        Assert.Equal(1008, await closing);
        Assert.InRange(after.TotalSeconds, 10, 20);
    }

    private Task<House> OpenAsync(string? transferNumber = null, params (string Name, string Value)[] settings) => House.OpenAsync(
        new Dictionary<string, string>(settings.Select(s => KeyValuePair.Create(s.Name, s.Value))) { ["CALL_MODE"] = "relay" }, transferNumber, clock);
}
