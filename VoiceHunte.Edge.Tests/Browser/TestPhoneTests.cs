using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Browser;

/// <summary>The telephone in the page.</summary>
[Collection(BrowserTests.Name)]
public sealed class TestPhoneTests(Chromium chromium)
{
    private const string Book = "SELECT name FROM reservations";

    [Fact]
    public async Task A_call_in_Ukrainian_is_answered_shows_its_TwiML_and_leaves_the_book_as_it_was_unless_it_is_to_be_kept()
    {
        await using var office = await Office.OpenAsync();
        await using var window = await Window.OpenAsync(chromium, office);

        await BookAsync(window, keep: false);
        Assert.Empty(Database.Sql(office.DataDir, Book));
        await Expect(window.Link("Open the call")).ToHaveCountAsync(0);

        await BookAsync(window, keep: true);
        Assert.Equal(["Мельник"], Database.Sql(office.DataDir, Book));
        await window.Link("Open the call").ClickAsync();
        await Expect(window.Heading).ToContainTextAsync("Call of");
        await Expect(window.Main.Locator(".understood").First).ToContainTextAsync("Мельник");
    }

    private static async Task BookAsync(Window window, bool keep)
    {
        await window.GoAsync("/phone");
        await window.Field("Language").SelectOptionAsync("uk");
        await window.Field("Keep bookings and messages of this call").SetCheckedAsync(keep);
        await window.Button("Ring").ClickAsync();
        var turns = window.Main.Locator(".turns > li");
        await Expect(turns.First).ToContainTextAsync("Під липою");

        await SayAsync(window, "Добрий день, хочу забронювати столик на чотирьох на завтра на сьому вечора на прізвище Мельник");
        await Expect(turns.Last.Locator(".slots")).ToContainTextAsync("Мельник");
        await Expect(turns.Last.Locator(".said bdi")).ToHaveAttributeAsync("lang", "uk");
        await turns.Last.GetByText("TwiML").ClickAsync();
        await Expect(turns.Last.Locator("pre")).ToContainTextAsync("<Gather");

        await SayAsync(window, "так, усе правильно");
        await Expect(turns.Last).ToContainTextAsync("номер");
    }

    private static async Task SayAsync(Window window, string words)
    {
        await window.Field("Say something").FillAsync(words);
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Field("Say something")).ToBeFocusedAsync();
        await Expect(window.Main.Locator(".turns > li").Last).ToContainTextAsync(words);
        await Expect(window.Main.Locator(".turns > li").Last.Locator(".said")).ToBeVisibleAsync();
    }
}
