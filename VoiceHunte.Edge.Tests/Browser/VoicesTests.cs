using Microsoft.Playwright;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Browser;

/// <summary>Who has agreed that their voice is remembered, what that is good for, and that it is forgotten.</summary>
[Collection(BrowserTests.Name)]
public sealed class VoicesTests(Chromium chromium)
{
    private const string Question = "May I remember your voice?";

    [Fact]
    public async Task A_voice_is_forgotten_after_a_question_and_not_without_it()
    {
        await using var office = await Office.OpenAsync(null, ("VOICE_HINT", "on"), ("CALL_MODE", "stream"), ("OPENAI_API_KEY", "sk-test"));
        office.Agree("O'Hara", "+447700900101", "en", Question, 12);
        office.Agree("Kováč", "+421900000102", "sk", "Môžem si zapamätať váš hlas?", 64);
        await using var window = await Window.OpenAsync(chromium, office);
        await window.GoAsync("/voices");
        var rows = window.Main.Locator("tbody tr");
        var row = rows.Filter(new() { HasText = "O'Hara" });
        await Expect(rows).ToHaveCountAsync(2);
        await Expect(row).ToContainTextAsync("+44770•••101");
        await Expect(row).ToContainTextAsync("12s of 20s");
        await Expect(rows.Filter(new() { HasText = "Kováč" })).ToContainTextAsync("known");

        await Expect(row.GetByText(Question)).ToBeHiddenAsync();
        await row.GetByText("English").ClickAsync();
        await Expect(row.GetByText(Question)).ToBeVisibleAsync();

        var dialog = window.Page.GetByRole(AriaRole.Dialog);
        await row.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(dialog).ToContainTextAsync("Forget the voice of O'Hara?");
        await window.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(row.GetByRole(AriaRole.Button)).ToBeFocusedAsync();

        await window.Page.Keyboard.PressAsync("Enter");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Forget", Exact = true }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(window.Page.GetByText("The voice is forgotten.")).ToBeVisibleAsync();
        await Expect(window.Heading).ToBeFocusedAsync();
        Assert.Equal(["Kováč"], Database.Sql(office.DataDir, "SELECT name FROM voice_profiles"));

        await window.GoAsync("/settings?view=audit");
        await Expect(window.Main).ToContainTextAsync("voice forgotten");
    }

    [Fact]
    public async Task Without_any_the_page_says_that_it_is_off_how_it_is_switched_on_and_what_it_is_not()
    {
        await using var office = await Office.OpenAsync();
        await using var window = await Window.OpenAsync(chromium, office);
        await window.GoAsync("/");
        await window.Page.Locator(".rail a[href='/voices']").ClickAsync();

        await Expect(window.Heading).ToHaveTextAsync("Voices");
        await Expect(window.Main.Locator(".empty")).ToContainTextAsync("VOICE_HINT is off");
        await Expect(window.Main.Locator(".empty")).ToContainTextAsync("CALL_MODE=stream");
        await Expect(window.Main).ToContainTextAsync("It is no authentication");
        await Expect(window.Main).ToContainTextAsync("GDPR");
        await Expect(window.Main.GetByRole(AriaRole.Table)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_turn_shows_what_the_voice_was_like_to_who_looks_inside()
    {
        await using var office = await Office.OpenAsync();
        var call = await office.HoldAsync("+447700900101", "are you open tomorrow", "thank you goodbye");
        Database.Write(office.DataDir, $"UPDATE turns SET voice_hint = 'likely', voice_score = 0.5341 WHERE call_id = '{call}' AND turn_id = 2");
        await using var window = await Window.OpenAsync(chromium, office);

        await window.GoAsync($"/calls/{call}");
        await Expect(window.Main).Not.ToContainTextAsync("voice: likely");
        await window.GoAsync($"/calls/{call}?view=inspect");
        await Expect(window.Main.Locator("#turn-2")).ToContainTextAsync("voice: likely, 0.53");
    }
}
