namespace VoiceHunte.Edge.Tests.Browser;

/// <summary>The appliance is restarted under an open page.</summary>
[Collection(BrowserTests.Name)]
public sealed class ReconnectTests(Chromium chromium)
{
    [Fact]
    public async Task While_the_appliance_is_away_the_page_says_it_is_not_live_and_then_goes_on_by_itself()
    {
        await using var office = await Office.OpenAsync();
        await using var window = await Window.OpenAsync(chromium, office);
        window.Expects("ERR_CONNECTION_REFUSED");
        window.Expects("ERR_INCOMPLETE_CHUNKED_ENCODING");
        var line = window.Page.Locator(".connection");
        await window.GoAsync("/");
        await Expect(line).ToHaveTextAsync("Live");

        await office.CloseAsync();
        await Expect(line).ToContainTextAsync("Not live");
        await Expect(window.Main.Locator(".card.dimmed")).ToContainTextAsync("On the telephone now");

        await office.ReopenAsync();
        await Expect(line).ToHaveTextAsync("Live", new() { Timeout = 30_000 });
        await Expect(window.Main.Locator(".dimmed")).ToHaveCountAsync(0);
        var call = office.Ring();
        await call.StartAsync();
        await call.SayAsync("are you open tomorrow");
        await Expect(window.Main.Locator(".live-list > li")).ToContainTextAsync("are you open tomorrow");
        await window.GoAsync("/calls");
        await Expect(window.Heading).ToHaveTextAsync("Calls");
    }
}
