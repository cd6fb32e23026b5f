using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace VoiceHunte.Edge.Tests.Browser;

/// <summary>A call as the manager watches it: on the board while it lasts, word by word in the history afterwards.</summary>
[Collection(BrowserTests.Name)]
public sealed partial class LiveCallTests(Chromium chromium)
{
    private const string Wish = "Hi, I'd like to book a table for four tomorrow at seven p.m., under the name Brown";

    [Fact]
    public async Task A_call_stands_on_the_board_while_it_lasts_and_is_read_turn_by_turn_afterwards()
    {
        await using var office = await Office.OpenAsync();
        await using var window = await Window.OpenAsync(chromium, office);
        await window.GoAsync("/");
        await Expect(window.Page.Locator(".connection")).ToContainTextAsync("Live");
        await window.Page.EvaluateAsync("window.name = 'not reloaded'");
        var card = window.Main.Locator(".live-list > li");

        var call = office.Ring("+447700900123");
        await call.StartAsync();
        await Expect(card).ToHaveCountAsync(1);
        await call.SayAsync(Wish);
        await Expect(card).ToContainTextAsync(Wish);
        await Expect(card).ToContainTextAsync("under the name Brown. Is that right?");
        await Expect(card).Not.ToContainTextAsync("+447700900123");
        await call.SayAsync("yes, that's right");
        await Expect(card).ToContainTextAsync("yes, that's right");
        await call.SayAsync("no thank you, goodbye");
        await call.HangUpAsync();
        await Expect(card).ToHaveCountAsync(0);
        await Expect(window.Main).ToContainTextAsync("Nobody is on the line.");
        Assert.Equal("not reloaded", await window.Page.EvaluateAsync<string>("window.name"));

        await window.Page.Locator(".rail a[href='/calls']").ClickAsync();
        await Expect(window.Heading).ToHaveTextAsync("Calls");
        await Expect(window.Main.Locator("tbody tr")).ToContainTextAsync(["Booked"]);
        await window.Main.Locator("tbody a[href^='/calls/']").ClickAsync();
        await ReadAsync(window);
        await RevealAsync(window);
    }

    /// <summary>The transcript for a manager, then all of it for an engineer.</summary>
    private static async Task ReadAsync(Window window)
    {
        var turns = window.Main.Locator(".turns > li");
        await Expect(turns.Filter(new() { HasText = Wish })).ToContainTextAsync("Is that right?");
        await Expect(window.Main.Locator(".understood")).ToHaveCountAsync(0);

        await window.Link("Inspect").ClickAsync();
        var asked = turns.Filter(new() { HasText = Wish });
        await Expect(asked.Locator(".understood")).ToContainTextAsync("book a table");
        await Expect(asked.Locator(".slots")).ToContainTextAsync("Brown");
        await Expect(asked.Locator(".slots")).ToContainTextAsync("4");
        await Expect(asked).ToContainTextAsync("Confidence 92%");
        await Expect(turns.Filter(new() { HasText = "yes, that's right" }).Locator(".tool")).ToContainTextAsync("book_table");
        await Expect(window.Main.Locator(".stat").Filter(new() { HasText = "Cost" })).ToContainTextAsync("$");
        await Expect(window.Main.GetByRole(AriaRole.Table, new() { Name = "Reservations" })).ToContainTextAsync("Brown");
        await Expect(window.Main.GetByRole(AriaRole.Table, new() { Name = "What was used" })).ToContainTextAsync("Telephony");
    }

    /// <summary>The whole number is one click away.</summary>
    private static async Task RevealAsync(Window window)
    {
        await Expect(window.Main).Not.ToContainTextAsync("+447700900123");
        await window.Main.Locator(".call-head").GetByRole(AriaRole.Button, new() { NameRegex = Reveal() }).ClickAsync();
        await Expect(window.Main.Locator(".call-head")).ToContainTextAsync("+447700900123");
        await window.GoAsync("/settings?view=audit");
        await Expect(window.Main).ToContainTextAsync("number shown");
    }

    [GeneratedRegex("^Show the whole number")]
    private static partial Regex Reveal();
}
