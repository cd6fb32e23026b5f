using VoiceHunte.Edge.Tests.Calls;

namespace VoiceHunte.Edge.Tests.Admin;

/// <summary><c>/admin/calls</c>: found by whatever one remembers of a call, page by page.</summary>
public sealed class CallListTests
{
    private static readonly DateTimeOffset Evening = new(2026, 11, 24, 18, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Page_after_page_comes_to_the_end_with_every_call_once_the_newest_first()
    {
        await using var house = await House.OpenAsync();
        using var page = new Operator(house);
        ManyCalls.Put(house.DataDir, 123, Evening);

        var (calls, totals) = await WalkAsync(page, "limit=50");

        Assert.Equal(123, calls.Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 123).Reverse().Select(i => $"CA{i:x32}"), calls);
        Assert.Equal([123, 123, 123], totals);
    }

    [Theory]
    [InlineData("language=sk", 31)]
    [InlineData("outcome=booked", 24)]
    [InlineData("outcome=booked&language=en", 6)]
    [InlineData("outcome=live", 0)]
    [InlineData("number=%2B421900007919", 1)]
    [InlineData("number=7919", 3)]
    [InlineData("number=%2B420", 0)]
    [InlineData("from=2026-11-25", 0)]
    [InlineData("from=2026-11-24&to=2026-11-24", 123)]
    [InlineData("to=2026-11-23", 0)]
    public async Task Filters_narrow_the_list_and_the_total(string filter, int expected)
    {
        await using var house = await House.OpenAsync();
        using var page = new Operator(house);
        ManyCalls.Put(house.DataDir, 123, Evening);

        var (calls, totals) = await WalkAsync(page, $"limit=20&{filter}");

        Assert.Equal(expected, calls.Distinct().Count());
        Assert.Equal(expected, calls.Count);
        Assert.All(totals, total => Assert.Equal(expected, total));
    }

    [Fact]
    public async Task A_day_is_the_restaurants_from_midnight_to_midnight()
    {
        await using var house = await House.OpenAsync();
        using var page = new Operator(house);
        // Bratislava is an hour ahead: 23:30 UTC is the next day there.
        ManyCalls.Put(house.DataDir, 2, new DateTimeOffset(2026, 11, 23, 23, 30, 0, TimeSpan.Zero), secondsApart: 3600);

        Assert.Equal([$"CA{2:x32}"], (await WalkAsync(page, "from=2026-11-24&to=2026-11-24")).Calls);
        Assert.Equal([$"CA{1:x32}"], (await WalkAsync(page, "from=2026-11-23&to=2026-11-23")).Calls);
    }

    [Fact]
    public async Task Words_are_found_where_they_were_said_without_a_total_each_call_once()
    {
        await using var house = await House.OpenAsync();
        using var page = new Operator(house);
        ManyCalls.Put(house.DataDir, 2500, Evening);

        var rare = await page.ReadAsync("/admin/calls?words=umbr");
        var (common, totals) = await WalkAsync(page, "words=table&limit=200");

        Assert.Equal([$"CA{2000:x32}", $"CA{1000:x32}"], rare.Items().Select(call => call.Text("call_id")));
        Assert.All(rare.Items(), call => Assert.Equal("I left my umbrella", call.Text("snippet")));
        Assert.Equal(2500, common.Count);
        Assert.Equal(2500, common.Distinct().Count());
        Assert.All(totals, Assert.Null);
    }

    [Fact]
    public async Task Nothing_is_found_for_words_nobody_said_whatever_is_typed()
    {
        await using var house = await House.OpenAsync();
        using var page = new Operator(house);
        ManyCalls.Put(house.DataDir, 20, Evening);

        foreach (var words in (string[])["aubergine", "\"table\" OR", "table AND NOT two", "*", "^xyz", "NEAR(a b)", "user_text:table", "'; DROP TABLE calls"])
            Assert.Empty((await page.ReadAsync($"/admin/calls?words={Uri.EscapeDataString(words)}")).Items());
    }

    [Fact]
    public async Task Every_bad_parameter_is_named_at_once()
    {
        await using var house = await House.OpenAsync();
        using var page = new Operator(house);

        var answer = await page.GetAsync($"/admin/calls?from=yesterday&to=2026-13-01&limit=0&language=de&outcome=fine&words={new string('x', 201)}&cursor=%C2%A7");

        Assert.Equal(400, answer.Status);
        Assert.Equal(["cursor", "from", "language", "limit", "outcome", "to", "words"], answer.Errors.Keys.Order());
        Assert.Equal(["from"], (await page.GetAsync("/admin/calls?from=2026-11-25&to=2026-11-24")).Errors.Keys);
        Assert.Equal(["limit"], (await page.GetAsync("/admin/customers?limit=1e3")).Errors.Keys);
        Assert.Equal(["cursor"], (await page.GetAsync("/admin/audit?cursor=last")).Errors.Keys);
        Assert.Equal(["status"], (await page.GetAsync("/admin/messages?status=read")).Errors.Keys);
        Assert.Equal(["from"], (await page.GetAsync("/admin/analytics?from=2020-01-01")).Errors.Keys);
        Assert.Equal(["day"], (await page.GetAsync("/admin/reservations?day=0001-01-01")).Errors.Keys);
    }

    private static async Task<(List<string?> Calls, List<int?> Totals)> WalkAsync(Operator page, string query)
    {
        var (calls, totals) = (new List<string?>(), new List<int?>());
        for (string? cursor = null; ;)
        {
            var answer = await page.ReadAsync($"/admin/calls?{query}{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}");
            calls.AddRange(answer.Items().Select(call => call.Text("call_id")));
            totals.Add(answer.GetProperty("total").ValueKind == System.Text.Json.JsonValueKind.Null ? null : answer.Number("total"));
            cursor = answer.Text("next");
            if (cursor is null) return (calls, totals);
            Assert.True(totals.Count < 100, "the pages do not end");
        }
    }
}
