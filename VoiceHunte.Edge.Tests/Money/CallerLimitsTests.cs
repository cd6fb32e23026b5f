using Microsoft.Extensions.Time.Testing;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Money;

/// <summary>CALLER_CALLS_PER_HOUR, CALLER_MINUTES_PER_DAY, CALLER_USD_PER_DAY: who is turned away, and who is not.</summary>
public sealed class CallerLimitsTests
{
    private const string Slovak = "+421900123456";

    // Half past ten in the evening in Bratislava.
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 24, 21, 30, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("CALLER_CALLS_PER_HOUR", "1", 1)]
    [InlineData("CALLER_MINUTES_PER_DAY", "2", 120)]
    [InlineData("CALLER_USD_PER_DAY", "0.01", 61)]
    public async Task Who_is_over_a_limit_is_turned_away_politely_and_noted(string limit, string most, int seconds)
    {
        await using var house = await OpenAsync((limit, most));
        var first = await house.GreetedAsync(Slovak);
        await first.HangUpAsync(seconds);

        var second = house.Ring(Slovak);
        var heard = await second.StartAsync();
        await second.RetryAsync();
        var other = await house.Ring("+421900123457").StartAsync();

        Assert.Equal(Phrases.For(Language.Slovak).RateLimited, heard.Text);
        Assert.True(heard.HungUp);
        Assert.NotNull(other.Listening);
        Assert.Equal([$"{Slovak}|{limit}|{second.CallSid}"], house.Sql("SELECT phone, limit_name, call_id FROM limit_hits"));
        var line = Assert.Single(house.Appliance.Lines.At(LogLevel.Warning), line => line.Contains(limit, StringComparison.Ordinal));
        Assert.DoesNotContain("900123456", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CALLER_CALLS_PER_HOUR", "2", 60)]
    [InlineData("CALLER_MINUTES_PER_DAY", "2", 119)]
    [InlineData("CALLER_USD_PER_DAY", "0.01", 60)]
    public async Task Who_is_below_it_is_let_in(string limit, string most, int seconds)
    {
        await using var house = await OpenAsync((limit, most));
        await (await house.GreetedAsync(Slovak)).HangUpAsync(seconds);

        Assert.NotNull((await house.Ring(Slovak).StartAsync()).Listening);
        Assert.Empty(house.Sql("SELECT phone FROM limit_hits"));
    }

    [Theory]
    [InlineData("CALLER_MINUTES_PER_DAY", "1")]
    [InlineData("CALLER_USD_PER_DAY", "0.01")]
    [InlineData("CALLER_CALLS_PER_HOUR", "1")]
    public async Task A_call_in_progress_is_never_cut_off(string limit, string most)
    {
        await using var house = await OpenAsync((limit, most));
        var call = await house.GreetedAsync(Slovak);
        var another = house.Ring(Slovak);
        await another.HangUpAsync(600);

        var heard = await call.SayAsync("máte zajtra otvorené?");

        Assert.NotNull(heard.Listening);
        Assert.Equal(["rules"], house.Sql("SELECT source FROM turns"));
        Assert.True((await house.Ring(Slovak).StartAsync()).HungUp);
    }

    [Theory]
    [InlineData("anonymous")]
    [InlineData("+266696687")]
    public async Task A_hidden_number_is_let_in(string hidden)
    {
        await using var house = await OpenAsync(("CALLER_CALLS_PER_HOUR", "1"), ("CALLER_MINUTES_PER_DAY", "1"), ("CALLER_USD_PER_DAY", "0.01"));
        for (var i = 0; i < 3; i++) await (await house.GreetedAsync(hidden)).HangUpAsync(600);

        Assert.NotNull((await house.Ring(hidden).StartAsync()).Listening);
    }

    [Fact]
    public async Task An_hour_after_the_calls_the_caller_is_let_in_whatever_they_tried_meanwhile()
    {
        await using var house = await OpenAsync(("CALLER_CALLS_PER_HOUR", "1"));
        await (await house.GreetedAsync(Slovak)).HangUpAsync();
        clock.Advance(TimeSpan.FromMinutes(30));
        var refused = house.Ring(Slovak);
        var away = await refused.StartAsync();
        await refused.HangUpAsync(3);
        clock.Advance(TimeSpan.FromMinutes(31));

        Assert.True(away.HungUp);
        Assert.NotNull((await house.Ring(Slovak).StartAsync()).Listening);
    }

    [Theory]
    [InlineData("CALLER_MINUTES_PER_DAY", "1")]
    [InlineData("CALLER_USD_PER_DAY", "0.01")]
    public async Task A_new_day_begins_at_the_restaurants_midnight(string limit, string most)
    {
        await using var house = await OpenAsync((limit, most));
        await (await house.GreetedAsync(Slovak)).HangUpAsync(600);
        clock.Advance(TimeSpan.FromMinutes(89));
        Assert.True((await house.Ring(Slovak).StartAsync()).HungUp);
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.NotNull((await house.Ring(Slovak).StartAsync()).Listening);
    }

    [Fact]
    public async Task On_a_stream_or_relay_too_the_caller_is_turned_away_before_there_is_a_socket()
    {
        await using var house = await OpenAsync(("CALLER_CALLS_PER_HOUR", "1"), ("CALL_MODE", "relay"));
        Assert.NotNull((await house.Ring(Slovak).StartAsync()).Connect);

        var second = house.Ring(Slovak);
        var heard = await second.StartAsync();
        await second.HangUpAsync(3);

        Assert.Null(heard.Connect);
        Assert.True(heard.HungUp);
        Assert.Equal(["""telephony|twilio-voice|{"milliseconds":60000}|8500"""], house.Used(second.CallSid));
    }

    [Fact]
    public async Task A_disk_that_cannot_say_lets_everybody_in()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("voicehunte.db"), "rubbish that is no database", TestContext.Current.CancellationToken);
        await using var appliance = await RunningAppliance.StartAsync(folder.Path, new Dictionary<string, string> { ["CALLER_CALLS_PER_HOUR"] = "1" });
        using var twilio = new TwilioStandIn(RunningAppliance.AuthToken);

        for (var i = 0; i < 3; i++) Assert.NotNull((await twilio.Ring(appliance.Url, Slovak).StartAsync()).Listening);
    }

    private Task<House> OpenAsync(params (string Name, string Value)[] limits) =>
        House.OpenAsync(limits.ToDictionary(limit => limit.Name, limit => limit.Value), time: clock);
}
