using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Recordings;

/// <summary>Whether a caller is recorded: told first, asked by nobody twice, and honoured.</summary>
public sealed class ConsentTests : IAsyncLifetime
{
    private TwilioRecordings recordings = null!;

    public async ValueTask InitializeAsync() => recordings = await TwilioRecordings.StartAsync();

    public ValueTask DisposeAsync() => recordings.DisposeAsync();

    [Theory]
    [InlineData("+447700900123", "en")]
    [InlineData("+421900123456", "sk")]
    [InlineData("+380501234567", "uk")]
    [InlineData("+79161234567", "ru")]
    public async Task A_caller_hears_in_their_language_that_the_call_is_recorded_before_anything_is(string from, string language)
    {
        await using var house = await House.OpenAsync(recordings.Settings());
        var call = house.Ring(from);

        var greeted = await call.StartAsync();

        Assert.StartsWith(Phrases.For(Language.Find(language)!).Recorded(mayRefuse: true), greeted.Text, StringComparison.Ordinal);
        Assert.Null(greeted.RecordingTold);
        var answered = await call.StaySilentAsync();
        Assert.Equal(new Uri(house.Appliance.Url, "/twilio/recording-status"), answered.RecordingTold);
        Assert.Null((await call.StaySilentAsync()).RecordingTold);
        Assert.Equal(["begun"], house.Sql("SELECT recording FROM calls"));
    }

    [Theory]
    [InlineData("+447700900123", "en", "Please don't record this.")]
    [InlineData("+447700900123", "en", "I don't want to be recorded")]
    [InlineData("+421900123456", "sk", "Nenahrávajte ma, prosím.")]
    [InlineData("+421900123456", "sk", "Nechcem byť nahrávaný")]
    [InlineData("+380501234567", "uk", "Не записуйте, будь ласка")]
    [InlineData("+79161234567", "ru", "Не записывайте разговор")]
    [InlineData("+421900123456", "sk", "без записи пожалуйста")]
    public async Task Who_refuses_in_words_is_not_recorded_in_that_call(string from, string language, string words)
    {
        await using var house = await House.OpenAsync(recordings.Settings());
        var call = house.Ring(from);
        await call.StartAsync();

        var refused = await call.SayAsync(words);

        Assert.Equal(Phrases.For(Language.Find(language)!).RecordingRefused, refused.Text);
        Assert.NotNull(refused.Listening);
        Assert.Null(refused.RecordingTold);
        Assert.Null((await call.SayAsync("a")).RecordingTold);
        Assert.Equal(["refused"], house.Sql("SELECT recording FROM calls"));
    }

    [Theory]
    [InlineData("I'd like to book a table")]
    [InlineData("Write me down for seven")]
    [InlineData("Запишите меня на семь")]
    [InlineData("Do you play records on Friday?")]
    public async Task Other_words_refuse_nothing(string words)
    {
        await using var house = await House.OpenAsync(recordings.Settings());
        var call = house.Ring("+447700900123");
        await call.StartAsync();

        Assert.NotNull((await call.SayAsync(words)).RecordingTold);
    }

    [Fact]
    public async Task The_key_9_refuses_and_a_restart_remembers_it()
    {
        await using var house = await House.OpenAsync(recordings.Settings());
        var call = house.Ring("+447700900123");
        await call.StartAsync();

        var refused = await call.PressAsync("9");
        await house.RestartAsync();
        var goesOn = await call.SayAsync("When are you open?");

        Assert.Equal(Phrases.For(Language.English).RecordingRefused, refused.Text);
        Assert.Null(goesOn.RecordingTold);
        Assert.Equal(["refused"], house.Sql("SELECT recording FROM calls"));
    }

    [Fact]
    public async Task Who_refuses_late_has_what_was_recorded_stopped_and_deleted_at_Twilio()
    {
        await using var house = await House.OpenAsync(recordings.Settings());
        var call = house.Ring("+447700900123");
        await call.StartAsync();
        var told = (await call.SayAsync("When are you open?")).RecordingTold!;

        await call.SayAsync("Stop the recording");
        var sid = recordings.Record(call.CallSid);
        await call.RecordedAsync(told, sid);

        await house.UntilAsync("SELECT recording_sid FROM recordings UNION SELECT recording_sid FROM recording_work");
        Assert.Empty(recordings.Kept);
        Assert.Equal([call.CallSid], recordings.Stopped);
        Assert.DoesNotContain(recordings.Requests, request => request.EndsWith(".wav", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_nobody_may_refuse_it_runs_from_the_announcement_on()
    {
        await using var house = await House.OpenAsync(recordings.Settings(("RECORDING_MAY_REFUSE", "off")));
        var call = house.Ring("+447700900123");

        var greeted = await call.StartAsync();

        Assert.StartsWith(Phrases.For(Language.English).Recorded(mayRefuse: false), greeted.Text, StringComparison.Ordinal);
        Assert.NotNull(greeted.RecordingTold);
        Assert.NotEqual(Phrases.For(Language.English).RecordingRefused, (await call.SayAsync("Don't record this")).Text);
    }

    [Fact]
    public async Task Without_the_setting_nothing_is_said_of_it_and_nothing_recorded()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring("+447700900123");

        var greeted = await call.StartAsync();

        Assert.DoesNotContain("record", greeted.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Null((await call.SayAsync("When are you open?")).RecordingTold);
        Assert.Equal(["NULL"], house.Sql("SELECT recording FROM calls"));
    }

    [Fact]
    public async Task What_could_not_be_fetched_is_not_recorded()
    {
        await using var house = await House.OpenAsync(new() { ["ENABLE_RECORDING"] = "true" });
        var call = house.Ring("+447700900123");

        Assert.DoesNotContain("record", (await call.StartAsync()).Text, StringComparison.OrdinalIgnoreCase);
        Assert.Null((await call.SayAsync("When are you open?")).RecordingTold);
    }

    [Fact]
    public async Task On_ConversationRelay_the_greeting_announces_it_and_the_first_turn_starts_it_by_the_REST_API()
    {
        await using var house = await House.OpenAsync(recordings.Settings(("CALL_MODE", "relay")));
        var call = house.Ring("+447700900123");
        var connect = (await call.StartAsync()).Connect!;
        Assert.StartsWith(Phrases.For(Language.English).Recorded(mayRefuse: true), connect.WelcomeGreeting, StringComparison.Ordinal);
        await using var line = await VoiceHunte.Edge.Tests.Live.RelayLine.OpenAsync(house.Appliance.Url, call, connect);

        await line.AskAsync("When are you open?");

        await house.UntilAsync("SELECT recording FROM calls", "begun");
        await recordings.StartedOnce;
        var (callSid, form) = Assert.Single(recordings.Started);
        Assert.Equal(call.CallSid, callSid);
        Assert.Equal(("dual", $"{house.Appliance.Url}twilio/recording-status"), (form["RecordingChannels"], form["RecordingStatusCallback"]));
    }
}
