using Microsoft.Playwright;

namespace VoiceHunte.Edge.Tests.Browser;

/// <summary>In with the operator's token, and out.</summary>
[Collection(BrowserTests.Name)]
public sealed class SignInTests(Chromium chromium)
{
    [Fact]
    public async Task A_wrong_token_is_told_the_right_one_opens_a_session_that_no_script_reads_and_leaving_ends_it()
    {
        await using var office = await Office.OpenAsync();
        await using var window = await Window.OpenAsync(chromium, office, new() { SignedIn = false });
        window.Expects("401");
        await window.GoAsync("/calls");

        await window.Field("Access token").FillAsync("not the token");
        await window.Button("Sign in").ClickAsync();
        await Expect(window.Page.GetByText("That is not the token.")).ToBeVisibleAsync();
        Assert.Empty(await window.CookiesAsync());

        await window.Field("Access token").FillAsync(Office.Token);
        await window.Button("Sign in").ClickAsync();
        await Expect(window.Heading).ToHaveTextAsync("Calls");
        var cookie = Assert.Single(await window.CookiesAsync());
        Assert.Equal((true, SameSiteAttribute.Strict, "/"), (cookie.HttpOnly, cookie.SameSite, cookie.Path));

        await window.Button("Sign out").ClickAsync();
        await Expect(window.Field("Access token")).ToBeVisibleAsync();
        await window.GoAsync("/calls");
        await Expect(window.Field("Access token")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task By_keys_alone_an_operator_comes_in_and_reads_a_call()
    {
        await using var office = await Office.OpenAsync();
        await office.HoldAsync("+447700900101", "are you open tomorrow", "thank you goodbye");
        await using var window = await Window.OpenAsync(chromium, office, new() { SignedIn = false });
        await window.GoAsync("/");

        await Expect(window.Field("Access token")).ToBeFocusedAsync();
        await window.Page.Keyboard.TypeAsync(Office.Token);
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Heading).ToHaveTextAsync("Today");
        await TabToAsync(window, window.Page.Locator(".rail a[href='/calls']"));
        await Expect(window.Heading).ToHaveTextAsync("Calls");
        await TabToAsync(window, window.Main.Locator("tbody a[href^='/calls/']").First);

        await Expect(window.Heading).ToContainTextAsync("Call of");
        await Expect(window.Heading).ToBeFocusedAsync();
        await Expect(window.Main).ToContainTextAsync("are you open tomorrow");
    }

    /// <summary>Tab until it has the focus, and Enter.</summary>
    private static async Task TabToAsync(Window window, ILocator link)
    {
        const int mostTabs = 60;
        await Expect(link).ToBeVisibleAsync();
        for (var tabs = 0; tabs < mostTabs; tabs++)
        {
            await window.Page.Keyboard.PressAsync("Tab");
            if (!await link.EvaluateAsync<bool>("element => element === document.activeElement")) continue;
            await window.Page.Keyboard.PressAsync("Enter");
            return;
        }

        Assert.Fail("Tab does not come there");
    }
}
