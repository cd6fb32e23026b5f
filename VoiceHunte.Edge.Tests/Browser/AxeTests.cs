using System.Text.Json;
using Microsoft.Playwright;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Browser;

/// <summary>axe-core on every page in four languages, by day and by night, on a desk and on a telephone: nothing serious.</summary>
[Collection(BrowserTests.Name)]
public sealed class AxeTests(Chromium chromium, DemoHouse demo)
{
    private static readonly string Axe = Path.Combine(Repository.Root, "artifacts", "dashboard", "node_modules", "axe-core", "axe.min.js");

    // At night nothing differs but the colours.
    private const string All = "{ resultTypes: ['violations'] }";
    private const string Colours = "{ resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block'] }";

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    [InlineData("uk")]
    [InlineData("sk")]
    public async Task Nothing_serious_is_found_on_any_page(string language)
    {
        var office = await demo.OpenAsync();
        var found = new List<string>();
        await using var window = await Window.OpenAsync(chromium, office, new() { Language = language });
        var look = await LookAsync(window);
        foreach (var page in demo.Pages)
        {
            await window.Page.SetViewportSizeAsync(WindowShape.Desk.Width, WindowShape.Desk.Height);
            await window.GoAsync(page);
            await OpenAllAsync(window);
            await look($"{language} {page}", found);
        }

        Assert.Empty(found);
    }

    [Fact]
    public async Task Nothing_serious_is_found_at_the_door_in_a_dialog_in_the_menu_or_during_a_call()
    {
        var office = await demo.OpenAsync();
        var found = new List<string>();
        await using (var door = await Window.OpenAsync(chromium, office, new() { SignedIn = false }))
        {
            await door.GoAsync("/");
            await (await LookAsync(door))("the door", found);
        }

        await using var window = await Window.OpenAsync(chromium, office);
        var look = await LookAsync(window);
        await window.GoAsync($"/reservations?day={demo.Tomorrow}");
        await window.Button("Peter Horváth").ClickAsync();
        await look("a reservation", found);
        await window.Button("Cancel the reservation").ClickAsync();
        await look("a question", found);

        await window.GoAsync("/phone");
        await window.Button("Ring").ClickAsync();
        await Expect(window.Main.Locator(".turns .said")).ToBeVisibleAsync();
        await OpenAllAsync(window);
        await look("the test phone", found);

        var call = office.Ring("+447700900199");
        await call.StartAsync();
        await call.SayAsync("are you open tomorrow");
        await window.GoAsync("/");
        await Expect(window.Main.Locator(".live-list > li")).ToBeVisibleAsync();
        await look("a live call", found);
        await call.HangUpAsync();

        await window.Page.SetViewportSizeAsync(WindowShape.Phone.Width, WindowShape.Phone.Height);
        await window.Button("More").ClickAsync();
        await look("the menu", found);
        Assert.Empty(found);
    }

    [Fact]
    public async Task A_picture_without_words_and_grey_on_grey_would_be_found()
    {
        var office = await demo.OpenAsync();
        var found = new List<string>();
        await using var window = await Window.OpenAsync(chromium, office);
        await window.GoAsync("/phone");
        await window.Page.EvaluateAsync("""
            () => {
                const main = document.querySelector('main');
                main.append(document.createElement('img'), Object.assign(document.createElement('p'), { textContent: 'hardly to be read' }));
                main.lastChild.style.color = main.lastChild.style.background = '#777';
                main.lastChild.style.color = '#888';
            }
            """);

        await (await LookAsync(window))("spoiled", found);

        Assert.Equal(2, found.Count(one => one.Contains("image-alt", StringComparison.Ordinal)));
        Assert.Equal(4, found.Count(one => one.Contains("color-contrast", StringComparison.Ordinal)));
    }

    private static async Task OpenAllAsync(Window window) => await window.Page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");

    /// <summary>Looks at the page as it stands: on a desk and on a telephone, by day and by night.</summary>
    private static async Task<Func<string, List<string>, Task>> LookAsync(Window window)
    {
        Assert.SkipUnless(File.Exists(Axe), "axe-core is not there: the build of the dashboard fetches it.");
        var source = await File.ReadAllTextAsync(Axe, TestContext.Current.CancellationToken);
        var tools = await window.ToolsAsync();
        return async (what, found) =>
        {
            var menu = await window.Page.Locator("#more:popover-open").CountAsync() > 0;
            await Window.EvaluateAsync(tools, source + "; 0");
            foreach (var size in menu ? (ViewportSize[])[WindowShape.Phone] : [WindowShape.Desk, WindowShape.Phone])
            {
                await window.Page.SetViewportSizeAsync(size.Width, size.Height);
                foreach (var theme in (string[])["light", "dark"])
                {
                    await window.Page.EvaluateAsync($"document.documentElement.dataset.theme = '{theme}'");
                    var json = await Window.EvaluateAsync(tools, $"axe.run(document, {(theme == "dark" ? Colours : All)}).then(r => JSON.stringify(r.violations))");
                    found.AddRange(JsonElement.Parse(json).EnumerateArray().Where(IsSerious).Select(one => $"{what} {theme} {size.Width}: {Words(one)}"));
                }
            }

            await window.Page.EvaluateAsync("document.documentElement.dataset.theme = 'light'");
        };
    }

    private static bool IsSerious(JsonElement violation) => violation.GetProperty("impact").GetString() is "serious" or "critical";

    private static string Words(JsonElement violation) => violation.GetProperty("id").GetString() + ": "
        + string.Join(" | ", violation.GetProperty("nodes").EnumerateArray().Take(3).Select(node => node.GetProperty("html").GetString() + " " + node.GetProperty("failureSummary").GetString()));
}
