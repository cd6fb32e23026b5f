using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Tests.Calls;

/// <summary>Something breaks that nobody thought of.</summary>
public sealed class FaultTests
{
    private static readonly Phrases Slovak = Phrases.For(Language.Slovak);

    [Fact]
    public async Task An_unexpected_fault_is_an_apology_in_the_callers_language_and_one_line_in_the_log()
    {
        var clock = new BreakableClock();
        await using var house = await House.OpenAsync(time: clock);
        var call = house.Ring();
        await call.StartAsync();

        clock.IsBroken = true;
        var sorry = await call.SayAsync("máte dnes otvorené");
        clock.IsBroken = false;
        var answer = await call.SayAsync("máte dnes otvorené");

        Assert.Equal(Slovak.Apology, sorry.Text);
        Assert.Contains("desiatej", answer.Text, StringComparison.Ordinal);
        Assert.Contains(call.CallSid, Assert.Single(house.Appliance.Lines.At(LogLevel.Error)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_apology_is_in_the_language_that_the_call_has_come_to()
    {
        var clock = new BreakableClock();
        await using var house = await House.OpenAsync(time: clock);
        var call = house.Ring("+421900123456");
        await call.StartAsync();
        await call.SayAsync("English please");

        clock.IsBroken = true;
        var sorry = await call.SayAsync("are you open today");
        clock.IsBroken = false;

        Assert.Equal(Phrases.For(Language.English).Apology, sorry.Text);
        Assert.Equal("en-US", sorry.Listening!.Language);
    }

    [Fact]
    public async Task An_appliance_that_stays_broken_apologises_twice_and_then_says_goodbye()
    {
        var clock = new BreakableClock();
        await using var house = await House.OpenAsync(time: clock);
        var call = house.Ring();
        await call.StartAsync();

        clock.IsBroken = true;
        var first = await call.SayAsync("máte dnes otvorené");
        var second = await call.SayAsync("máte dnes otvorené");
        var third = await call.SayAsync("máte dnes otvorené");
        clock.IsBroken = false;

        Assert.Equal([Slovak.Apology, Slovak.Apology, Slovak.ApologyAndGoodbye], [first.Text, second.Text, third.Text]);
        Assert.True(third.HungUp);
    }

    /// <summary>
    /// A clock whose stopwatch throws on demand: the desk meets it in the middle of a turn. Not the store's writer, which may
    /// still be timing the commit of the turn before.
    /// </summary>
    private sealed class BreakableClock : TimeProvider
    {
        public volatile bool IsBroken;

        public override long GetTimestamp() => IsBroken && Thread.CurrentThread.Name != "store writer" ? throw new InvalidOperationException("the clock is broken") : base.GetTimestamp();
    }
}
