using Microsoft.Playwright;

namespace VoiceHunte.Edge.Tests.Browser;

/// <summary>Dark and light, four languages, and the narrowest telephone.</summary>
[Collection(BrowserTests.Name)]
public sealed class LooksTests(Chromium chromium, DemoHouse demo)
{
    private const string Ground = "getComputedStyle(document.documentElement).backgroundColor + ' ' + getComputedStyle(document.documentElement).colorScheme";
    private const string Dark = "rgb(19, 18, 16) dark";
    private const string Light = "rgb(246, 245, 241) light";

    [Fact]
    public async Task The_theme_is_the_systems_until_the_reader_chooses_and_stays_chosen_from_the_first_paint()
    {
        var office = await demo.OpenAsync();
        await using var window = await Window.OpenAsync(chromium, office, new() { Colours = ColorScheme.Dark });
        await window.GoAsync("/");
        Assert.Equal(Dark, await window.Page.EvaluateAsync<string>(Ground));

        await window.Button("Light / dark").ClickAsync();
        Assert.Equal(Light, await window.Page.EvaluateAsync<string>(Ground));
        await window.GoAsync("/settings");
        Assert.Equal(Light, await window.Page.EvaluateAsync<string>(Ground));
        await Expect(window.Field("Theme")).ToHaveValueAsync("light");

        await window.Field("Theme").SelectOptionAsync("dark");
        await window.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await window.Page.ReloadAsync(new() { WaitUntil = WaitUntilState.Commit });
        await Expect(window.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(window.Heading).ToBeVisibleAsync();
        Assert.Equal(Dark, await window.Page.EvaluateAsync<string>(Ground));
    }

    [Fact]
    public async Task The_language_is_the_browsers_until_the_reader_chooses_and_then_stays()
    {
        var office = await demo.OpenAsync();
        await using var window = await Window.OpenAsync(chromium, office, new() { Language = "uk" });
        await window.GoAsync("/settings");
        await Expect(window.Heading).ToHaveTextAsync("Налаштування");

        await window.Field("Мова").SelectOptionAsync("sk");
        await Expect(window.Heading).ToHaveTextAsync("Nastavenia");
        await Expect(window.Page.Locator("html")).ToHaveAttributeAsync("lang", "sk");
        await window.GoAsync("/calls");
        await Expect(window.Heading).ToHaveTextAsync("Hovory");
        await Expect(window.Main).ToContainTextAsync("Rezervované");
        Assert.Equal("sk", await window.Page.EvaluateAsync<string>("document.documentElement.lang"));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    [InlineData("uk")]
    [InlineData("sk")]
    public async Task No_page_is_wider_than_the_narrowest_telephone(string language)
    {
        var office = await demo.OpenAsync();
        await using var window = await Window.OpenAsync(chromium, office, new() { Language = language, Size = WindowShape.Narrow });
        var wide = new List<string>();
        foreach (var page in demo.Pages)
        {
            await window.GoAsync(page);
            if (await window.Page.EvaluateAsync<string?>(WiderThanThePage) is { } what) wide.Add($"{page}: {what}");
        }

        Assert.Empty(wide);
    }

    [Theory]
    [InlineData("ru")]
    [InlineData("uk")]
    public async Task No_English_word_is_left_among_Cyrillic_ones(string language)
    {
        var office = await demo.OpenAsync();
        await using var window = await Window.OpenAsync(chromium, office, new() { Language = language });
        var english = new List<string>();
        foreach (var page in demo.Pages)
        {
            await window.GoAsync(page);
            english.AddRange((await window.Page.EvaluateAsync<string[]>(LatinWords)).Select(word => $"{page}: {word}"));
        }

        Assert.True(english.Count == 0, string.Join('\n', english));
    }

    // What people said, what is code, and what says of itself in which language it is, is not ours; nor are names and units.
    private const string LatinWords = """
        () => {
            const names = /CSV|JSON|HTTPS|TwiML|Preact|d3|VoiceHunte\.Edge|(Europe|America|Asia|Pacific)\/\w+|English|Slovenčina|OpenAI|Twilio|USD|Pod Lipou|p50|p95|p99/g;
            const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            const found = new Set();
            for (let text; text = texts.nextNode();) {
                if (text.parentElement.closest('bdi, code, pre, noscript, body [lang]')) continue;
                if (/[A-Za-z]{2}/.test(text.data.replace(names, ''))) found.add(text.data.trim());
            }
            return [...found];
        }
        """;

    // What scrolls within itself may be as wide as it likes.
    private const string WiderThanThePage = """
        () => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return null;
            const out = [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > width + 1);
            return document.documentElement.scrollWidth + ' px: ' + out.slice(0, 6).map(one => one.tagName + '.' + one.className).join(', ');
        }
        """;
}
