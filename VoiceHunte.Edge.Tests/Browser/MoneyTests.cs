using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace VoiceHunte.Edge.Tests.Browser;

/// <summary>What the manager reads of money and of figures.</summary>
[Collection(BrowserTests.Name)]
public sealed partial class MoneyTests(Chromium chromium, DemoHouse demo)
{
    [Fact]
    public async Task The_days_limit_is_held_against_what_the_day_cost_not_the_month()
    {
        var office = await demo.OpenAsync();
        await using var window = await Window.OpenAsync(chromium, office);
        await window.GoAsync("/money");

        await Expect(Stat(window, "Spent today")).ToContainTextAsync(PartOfTheLimit());
        await Expect(Stat(window, "This month")).Not.ToContainTextAsync("of");
        await Expect(window.Main.GetByRole(AriaRole.Table, new() { Name = "By service and model" })).ToContainTextAsync("Telephony");
    }

    [Fact]
    public async Task A_chart_is_read_by_arrow_keys_and_as_a_table()
    {
        var office = await demo.OpenAsync();
        await using var window = await Window.OpenAsync(chromium, office);
        await window.GoAsync("/numbers");
        var figure = window.Main.Locator("figure").First;

        await figure.GetByText("Show as table").ClickAsync();
        await Expect(figure.GetByRole(AriaRole.Table)).ToContainTextAsync("Booked");
        await figure.Locator("[tabindex='0']").First.FocusAsync();
        await window.Page.Keyboard.PressAsync("End");
        await Expect(figure.Locator("[role=status], [aria-live]").First).ToContainTextAsync("Booked");
    }

    private static ILocator Stat(Window window, string label) => window.Main.Locator(".stat").Filter(new() { HasText = label });

    [GeneratedRegex(@"\d%\sof\s\$5\.00")]
    private static partial Regex PartOfTheLimit();
}
