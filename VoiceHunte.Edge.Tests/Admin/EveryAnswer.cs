using System.Text.Json;

namespace VoiceHunte.Edge.Tests.Admin;

/// <summary>Reads all that can be read below /admin, with something behind each of it.</summary>
internal static class EveryAnswer
{
    /// <summary>Where a guest's number stands in full: it is what the guest asked for.</summary>
    public const string Export = "/admin/customers/{id}/export";

    private static readonly string[] Plain =
    [
        "/admin/session", "/admin/live", "/admin/today", "/admin/transfers", "/admin/recordings", "/admin/customers", "/admin/voices", "/admin/messages", "/admin/money",
        "/admin/analytics", "/admin/health", "/admin/calls.json", "/admin/messages.json", "/admin/analytics.json", "/admin/money.json", "/admin/calls",
    ];

    /// <param name="page">Whoever reads.</param>
    /// <param name="callIds">Calls that were held.</param>
    public static async Task<List<(string Route, string Path, JsonElement Answer)>> ReadAllAsync(this Operator page, IReadOnlyList<string> callIds)
    {
        var all = new List<(string, string, JsonElement)>();
        foreach (var path in Plain) await ReadAsync(path, path);
        await ReadAsync("/admin/calls", "/admin/calls?words=umbrella");
        foreach (var id in callIds) await ReadAsync("/admin/calls/{id}", $"/admin/calls/{id}");
        var booked = callIds.Select(id => page.ReadAsync($"/admin/calls/{id}")).ToList();
        await Task.WhenAll(booked);
        var reservation = booked.SelectMany(call => call.Result.All("reservations")).First();
        var day = reservation.Text("starts_at")![..10];
        await ReadAsync("/admin/reservations", $"/admin/reservations?day={day}");
        await ReadAsync("/admin/reservations.json", $"/admin/reservations.json?day={day}");
        await ReadAsync("/admin/reservations/{id}/history", $"/admin/reservations/{reservation.Text("id")}/history");
        foreach (var id in callIds) await page.PostAsync($"/admin/calls/{id}/number");
        await page.GetAsync("/admin/calls.csv?number=%2B421900123456");
        await page.PatchAsync($"/admin/reservations/{reservation.Text("id")}", """{"phone":"+421900123457","people":3}""", ("If-Match", reservation.Text("version")!));
        await ReadAsync("/admin/reservations/{id}/history", $"/admin/reservations/{reservation.Text("id")}/history");
        var guest = (await page.ReadAsync("/admin/customers")).Items().First().Text("id");
        await ReadAsync(Export, $"/admin/customers/{guest}/export");
        await ReadAsync("/admin/audit", "/admin/audit?limit=200");
        return all;

        async Task ReadAsync(string route, string path) => all.Add((route, path, await page.ReadAsync(path)));
    }
}
