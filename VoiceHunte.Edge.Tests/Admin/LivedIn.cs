using VoiceHunte.Edge.Tests.Calls;

namespace VoiceHunte.Edge.Tests.Admin;

/// <summary>A restaurant that has had callers: one booked, one left a message, one asked and was handed over, one said nothing.</summary>
internal static class LivedIn
{
    public const string Booker = "+421900123456", Messenger = "+447700900123", Asker = "+14155550142", Silent = "+380441234567";

    public const string Colleague = "+421905000111";

    public static readonly IReadOnlyList<string> Numbers = [Booker, Messenger, Asker, Silent, Colleague];

    public static Task<House> OpenAsync(TimeProvider? time = null, params (string Name, string Value)[] settings) =>
        House.OpenAsync(settings.ToDictionary(one => one.Name, one => one.Value), transferNumber: Colleague, time: time);

    /// <returns>The ids of their calls, in that order.</returns>
    public static async Task<IReadOnlyList<string>> CallersAsync(this House house) =>
        [await house.BookAsync(), await house.LeaveMessageAsync(), await house.AskForHumanAsync(), await house.SayNothingAsync()];

    public static async Task<string> BookAsync(this House house, string from = Booker)
    {
        var call = house.Ring(from);
        await call.StartAsync();
        await call.SayAsync("a table for two tomorrow at seven pm, my name is Anna");
        await call.SayAsync("yes");
        await call.HangUpAsync(61);
        return call.CallSid;
    }

    public static async Task<string> LeaveMessageAsync(this House house)
    {
        var call = house.Ring(Messenger);
        await call.StartAsync();
        await call.SayAsync("I want to speak to a human");
        await call.DialEndsAsync("no-answer");
        await call.SayAsync("I left my umbrella under table five");
        await call.HangUpAsync(33);
        return call.CallSid;
    }

    public static async Task<string> AskForHumanAsync(this House house)
    {
        var call = house.Ring(Asker);
        await call.StartAsync();
        await call.SayAsync("are you open tomorrow");
        await call.SayAsync("let me speak to a human");
        await call.HangUpAsync(25);
        return call.CallSid;
    }

    public static async Task<string> SayNothingAsync(this House house)
    {
        var call = house.Ring(Silent);
        await call.StartAsync();
        await call.HangUpAsync(3);
        return call.CallSid;
    }
}
