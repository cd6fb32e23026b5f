using Microsoft.Playwright;

namespace VoiceHunte.Edge.Tests.Browser;

/// <summary>Whatever a caller says or is called is text on every page, and no formula in a spreadsheet.</summary>
[Collection(BrowserTests.Name)]
public sealed class HostileCallerTests(Chromium chromium)
{
    private const string Markup = "<img src=x onerror=alert(1)><script>alert(2)</script><a href=\"javascript:alert(3)\">you won</a>";
    private const string Formula = "=HYPERLINK(\"http://evil.invalid\",\"1+1\")";
    private const string Name = "=1+1 \"><svg onload=alert(4)> O'Brien";

    // Right-to-left override and an isolate that is never closed.
    private const string Turned = "\u202Egnp.exe\u2066 table 4";

    private static readonly string Long = string.Concat(Enumerable.Repeat("<b>four thousand</b> ", 190));

    [Fact]
    public async Task Markup_bidi_controls_quotes_and_long_speech_are_text_wherever_they_are_shown()
    {
        await using var office = await Office.OpenAsync();
        var day = await office.DayAsync(1);
        await office.BookAsync(Name, 2, day, "18:00", Markup);
        await office.HoldAsync("+447700900101", "I want to speak to a human", $"call me back {Markup} {Turned}", "goodbye");
        var call = office.Ring();
        await call.StartAsync();
        foreach (var said in (string[])[Formula, Markup, Turned, Long]) await call.SayAsync(said);
        await using var window = await Window.OpenAsync(chromium, office);

        await window.GoAsync("/");
        await ShowsAsync(window, Long.Trim());
        await call.HangUpAsync();
        await window.GoAsync("/calls");
        await ShowsAsync(window, Formula);
        foreach (var view in (string[])["", "?view=inspect"])
        {
            await window.GoAsync($"/calls/{call.CallSid}{view}");
            foreach (var said in (string[])[Formula, Markup, Turned, Long.Trim()]) await ShowsAsync(window, said);
        }

        await window.GoAsync("/messages");
        await ShowsAsync(window, Markup);
        await window.GoAsync($"/reservations?day={day}");
        await ShowsAsync(window, Name);
        await ShowsAsync(window, Markup);
        await window.Button(Name).ClickAsync();
        await Expect(window.Field("Name")).ToHaveValueAsync(Name);
        await window.GoAsync("/calls?words=" + Uri.EscapeDataString("onerror"));
        await ShowsAsync(window, "onerror=alert(1)");
    }

    [Fact]
    public async Task A_word_without_an_end_widens_no_page()
    {
        var endless = new string('W', 100);
        await using var office = await Office.OpenAsync();
        var day = await office.DayAsync(1);
        await office.BookAsync(endless, 2, day, "18:00", endless);
        await office.HoldAsync("+447700900101", "I want to speak to a human", $"call me back {endless}", "goodbye");
        var callId = await office.HoldAsync("+447700900101", endless, "goodbye");
        await using var window = await Window.OpenAsync(chromium, office);
        foreach (var size in (ViewportSize[])[WindowShape.Desk, WindowShape.Narrow])
        {
            await window.Page.SetViewportSizeAsync(size.Width, size.Height);
            foreach (var page in (string[])["/calls", $"/calls/{callId}?view=inspect", "/messages", $"/reservations?day={day}"])
            {
                await window.GoAsync(page);
                await Expect(window.Main.Locator("bdi", new() { HasText = endless }).First).ToBeVisibleAsync();
                Assert.Equal(size.Width, await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            }
        }
    }

    [Fact]
    public async Task An_exported_list_has_the_call_and_no_cell_that_is_a_formula()
    {
        await using var office = await Office.OpenAsync();
        var day = await office.DayAsync(1);
        await office.BookAsync(Name, 2, day, "18:00", "@SUM(A1)");
        var callId = await office.HoldAsync("+447700900101", Formula, "goodbye");
        await using var window = await Window.OpenAsync(chromium, office);

        var calls = await SaveAsync(window, "/calls", "calls.csv");
        Assert.StartsWith("\uFEFF\"call_id\"", calls, StringComparison.Ordinal);
        Assert.Contains($"\"{callId}\"", calls, StringComparison.Ordinal);
        Assert.Contains("\"'" + Formula.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"", calls, StringComparison.Ordinal);

        var book = await SaveAsync(window, $"/reservations?day={day}", "reservations.csv");
        Assert.Contains("\"'=1+1 \"\"><svg onload=alert(4)> O'Brien\"", book, StringComparison.Ordinal);
        Assert.Contains("\"'@SUM(A1)\"", book, StringComparison.Ordinal);

        await window.GoAsync("/calls?words=nobody-said-this");
        await window.Main.Locator(".exports a").First.ClickAsync();
        await Expect(window.Page.Locator(".toast")).ToHaveTextAsync("There is nothing to export.");
    }

    /// <summary>Stands there as text, in no language's direction but its own, and none of it became an element.</summary>
    private static async Task ShowsAsync(Window window, string text)
    {
        await Expect(window.Main.Locator("bdi", new() { HasText = text }).First).ToBeVisibleAsync();
        await Expect(window.Main.Locator("img, script, b:has-text('four thousand'), a[href^='javascript'], svg[onload], bdi *")).ToHaveCountAsync(0);
    }

    private static async Task<string> SaveAsync(Window window, string page, string file)
    {
        await window.GoAsync(page);
        var download = await window.Page.RunAndWaitForDownloadAsync(() => window.Main.Locator(".exports a").First.ClickAsync());
        Assert.Equal(file, download.SuggestedFilename);
        return await File.ReadAllTextAsync(await download.PathAsync(), new System.Text.UTF8Encoding(false), TestContext.Current.CancellationToken) is var text && text.StartsWith('\uFEFF') ? text : "\uFEFF" + text;
    }
}
