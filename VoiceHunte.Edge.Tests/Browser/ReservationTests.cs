using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace VoiceHunte.Edge.Tests.Browser;

/// <summary>The book, changed by hand while others change it too.</summary>
[Collection(BrowserTests.Name)]
public sealed class ReservationTests(Chromium chromium)
{
    [Fact]
    public async Task A_reservation_is_added_moved_and_cancelled_by_hand()
    {
        await using var office = await Office.OpenAsync();
        var day = await office.DayAsync(1);
        await using var window = await Window.OpenAsync(chromium, office);
        await window.GoAsync($"/reservations?day={day}");

        await window.Button("Add a reservation").ClickAsync();
        await window.Field("Name").FillAsync("Zuzana \"Zu\" O'Hara");
        await window.Field("People").FillAsync("5");
        await window.Field("Time").FillAsync("18:00");
        await window.Button("Save").ClickAsync();
        var row = window.Main.Locator("tbody tr").Filter(new() { HasText = "Zuzana \"Zu\" O'Hara" });
        await Expect(row).ToContainTextAsync("18:00");
        await Expect(row).Not.ToContainTextAsync("number withheld");

        await row.GetByRole(AriaRole.Button).First.ClickAsync();
        await window.Field("Time").FillAsync("20:30");
        await window.Button("Save").ClickAsync();
        await Expect(row).ToContainTextAsync("20:30");
        await Expect(row.GetByRole(AriaRole.Button).First).ToBeFocusedAsync();

        await row.GetByRole(AriaRole.Button).First.ClickAsync();
        await window.Page.GetByText("Who changed what").ClickAsync();
        await Expect(window.Page.Locator(".history")).ToContainTextAsync("by hand · changed");
        await window.Button("Cancel the reservation").ClickAsync();
        await window.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Cancel the reservation", Exact = true }).ClickAsync();
        await Expect(row).ToContainTextAsync("Cancelled");
    }

    [Fact]
    public async Task What_somebody_else_changed_meanwhile_is_shown_beside_what_was_written_and_overwritten_only_when_wished()
    {
        await using var office = await Office.OpenAsync();
        var day = await office.DayAsync(1);
        var booked = await office.BookAsync("Varga", 2, day, "18:00");
        var id = booked.GetProperty("id").GetString();
        await using var window = await Window.OpenAsync(chromium, office);
        window.Expects("412");
        await window.GoAsync($"/reservations?day={day}");
        await window.Button("Varga").ClickAsync();
        await window.Field("Time").FillAsync("20:00");

        await office.AskAsync(HttpMethod.Patch, $"/admin/reservations/{id}", new JsonObject { ["people"] = 4 }, booked.GetProperty("version").GetString());
        await window.Button("Save").ClickAsync();

        var conflict = window.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Alert);
        await Expect(conflict).ToContainTextAsync("It was changed meanwhile.");
        await Expect(conflict).ToContainTextAsync("4 guests");
        await Expect(window.Field("Time")).ToHaveValueAsync("20:00");
        await Expect(window.Field("People")).ToHaveValueAsync("2");
        Assert.Equal("18:00", await LocalTimeAsync(office, day));

        await window.Button("Keep what I wrote").ClickAsync();
        await window.Button("Save").ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(window.Main.Locator("tbody tr").Filter(new() { HasText = "Varga" })).ToContainTextAsync("20:00");
        Assert.Equal("20:00", await LocalTimeAsync(office, day));
    }

    private static async Task<string?> LocalTimeAsync(Office office, string day) =>
        Assert.Single((await office.AskAsync(HttpMethod.Get, $"/admin/reservations?day={day}")).GetProperty("items").EnumerateArray()).GetProperty("local_time").GetString();
}
