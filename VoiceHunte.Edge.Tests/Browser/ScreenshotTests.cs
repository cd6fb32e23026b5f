using Microsoft.Playwright;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Browser;

/// <summary>The README's pictures, taken anew where SCREENSHOTS=1 asks for them.</summary>
[Collection(BrowserTests.Name)]
public sealed class ScreenshotTests(Chromium chromium, DemoHouse demo)
{
    private static readonly string Folder = Path.Combine(Repository.Root, "packaging", "screenshots");

    [Fact]
    public async Task The_pictures_of_the_README()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("SCREENSHOTS") == "1", "SCREENSHOTS=1 takes the README's pictures anew.");
        var office = await demo.OpenAsync();
        var call = office.Ring("+447700900117");
        await call.StartAsync();
        await call.SayAsync("Good evening, is there still a table for two at eight?");

        await TakeAsync("today", "/", new());
        await TakeAsync("today-phone-dark", "/", new() { Size = WindowShape.Phone, Colours = ColorScheme.Dark, Language = "sk" });
        await TakeAsync("call", $"/calls/{demo.BookedCall}?view=inspect", new());
        await TakeAsync("reservations", $"/reservations?day={demo.Tomorrow}", new(), window => window.Button("Zuzana Kováčová").ClickAsync());
        await TakeAsync("numbers", "/numbers", new());
        await TakeAsync("money", "/money", new());
        await TakeAsync("test-phone", "/phone", new() { Language = "uk" }, TalkAsync);
        await call.HangUpAsync();
    }

    private static async Task TalkAsync(Window window)
    {
        var answers = window.Main.Locator(".turns .said");
        await window.Main.Locator("button.primary").ClickAsync();
        await Expect(answers).ToHaveCountAsync(1);
        foreach (var words in (string[])["Добрий день, хочу забронювати столик на чотирьох на завтра на восьму вечора на прізвище Мельник", "так, усе правильно"])
        {
            var before = await answers.CountAsync();
            await window.Main.Locator(".say input").FillAsync(words);
            await window.Page.Keyboard.PressAsync("Enter");
            await Expect(answers).ToHaveCountAsync(before + 1);
        }
    }

    private async Task TakeAsync(string name, string page, WindowShape shape, Func<Window, Task>? before = null)
    {
        await using var window = await Window.OpenAsync(chromium, await demo.OpenAsync(), shape);
        await window.GoAsync(page);
        await Expect(window.Page.Locator(".connection.live")).ToBeVisibleAsync();
        if (before is not null) await before(window);
        await window.Page.EvaluateAsync("scrollTo(0, 0)");
        await window.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, name + ".png"), Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide });
    }
}
