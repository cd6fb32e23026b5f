using Microsoft.Extensions.Time.Testing;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Admin;

/// <summary><c>/admin/money</c>: where it went, day by day, and what it will come to.</summary>
public sealed class MoneyPageTests
{
    // Ten in the morning of the 24th UTC, eleven in Bratislava.
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Money_is_told_by_day_and_kind_and_what_has_no_price_is_named_rather_than_counted_as_free()
    {
        await using var house = await OpenAsync();
        using var page = new Operator(house);

        var money = await page.ReadAsync("/admin/money");

        var days = money.All("days").ToDictionary(day => day.Text("day")!, day => day.GetProperty("by_kind").GetRawText());
        Assert.Equal(24, days.Count);
        Assert.Equal("""{"chat":3000,"speech":500}""", days["2026-11-02"]);
        // 23:30 in London is the next day here.
        Assert.Equal(("{}", """{"chat":700}"""), (days["2026-11-10"], days["2026-11-11"]));
        Assert.Equal("""{"telephony":8500}""", days["2026-11-24"]);
        Assert.Equal((12_700, 8_500, 10_000), (money.Number("month_micro_usd"), money.Number("today_micro_usd"), money.Number("limit_micro_usd")));
        Assert.Equal("warning", money.Text("state"));
        Assert.Equal(["mystery-1"], money.All("unpriced").Select(model => model.GetString()));
        var chat = money.All("kinds").Single(kind => kind.Text("model") == "gpt-5-mini");
        Assert.Equal((3_700, 3, 30), (chat.Number("cost_micro_usd"), chat.Number("uses"), chat.GetProperty("quantities").Number("input")));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, money.All("kinds").Single(kind => kind.Text("model") == "mystery-1").GetProperty("cost_micro_usd").ValueKind);
    }

    [Fact]
    public async Task The_month_goes_on_as_it_went()
    {
        await using var house = await OpenAsync();
        using var page = new Operator(house);

        // 23 days and 11 hours of 30 are over.
        Assert.Equal((long)(12_700 / (23 + (11 / 24.0)) * 30), (await page.ReadAsync("/admin/money")).GetProperty("forecast_micro_usd").GetInt64());
    }

    [Fact]
    public async Task Who_was_over_a_limit_is_shown_once_for_each_with_the_number_masked()
    {
        await using var house = await OpenAsync();
        using var page = new Operator(house);
        Database.Write(house.DataDir, """
            INSERT INTO limit_hits (phone, limit_name, created_at) VALUES ('+421900123456', 'calls', '2026-11-24T08:00:00.000Z');
            INSERT INTO limit_hits (phone, limit_name, created_at) VALUES ('+421900123456', 'calls', '2026-11-24T09:00:00.000Z')
            """);

        var hit = (await page.ReadAsync("/admin/money")).All("limits_hit").Single();

        Assert.Equal(("+42190•••456", "calls", 2), (hit.Text("number"), hit.Text("limit"), hit.Number("hits")));
        Assert.StartsWith("2026-11-24T09:00:00", hit.Text("at"), StringComparison.Ordinal);
    }

    private static async Task<House> OpenAsync()
    {
        var house = await House.OpenAsync(new Dictionary<string, string> { ["DAILY_BUDGET_USD"] = "0.01" }, time: new FakeTimeProvider(Now));
        (string Kind, string Model, string Cost, string At)[] uses =
        [
            ("chat", "gpt-5-mini", "1000", "2026-11-02T10:00:00.000Z"), ("chat", "gpt-5-mini", "2000", "2026-11-02T11:00:00.000Z"), ("speech", "gpt-4o-mini-tts", "500", "2026-11-02T11:00:00.000Z"),
            ("chat", "gpt-5-mini", "700", "2026-11-10T23:30:00.000Z"), ("telephony", "twilio", "8500", "2026-11-24T09:00:00.000Z"), ("chat", "mystery-1", "NULL", "2026-11-24T09:00:00.000Z"),
            ("chat", "gpt-5-mini", "5000", "2026-10-31T22:59:00.000Z"),
        ];
        Database.Write(house.DataDir, string.Join(';', uses.Select(use =>
            $$"""INSERT INTO usage (kind, model, quantities, cost_micro_usd, created_at) VALUES ('{{use.Kind}}', '{{use.Model}}', '{"input":10}', {{use.Cost}}, '{{use.At}}')""")));
        await house.RestartAsync();
        return house;
    }
}
