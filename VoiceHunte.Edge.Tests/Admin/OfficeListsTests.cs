using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Admin;

/// <summary>Messages, transfers, guests, recordings and the audit.</summary>
public sealed class OfficeListsTests
{
    [Fact]
    public async Task A_message_is_done_and_may_be_opened_again()
    {
        await using var house = await LivedIn.OpenAsync();
        using var page = new Operator(house);
        var call = await house.LeaveMessageAsync();
        var open = Assert.Single((await page.ReadAsync("/admin/messages")).Items());
        var path = $"/admin/messages/{open.Text("id")}";

        Assert.Equal(("I left my umbrella under table five", "+44770•••123", call, "open"), (open.Text("text"), open.Text("phone"), open.Text("call_id"), open.Text("status")));
        Assert.Equal("done", (await page.PatchAsync(path, """{"status":"done"}""")).Json.Text("status"));
        Assert.Empty((await page.ReadAsync("/admin/messages")).Items());
        Assert.Equal(0, (await page.ReadAsync("/admin/today")).Number("open_messages"));
        Assert.Single((await page.ReadAsync("/admin/messages?status=done")).Items());
        Assert.Equal("open", (await page.PatchAsync(path, """{"status":"open"}""")).Json.Text("status"));
        Assert.Single((await page.ReadAsync("/admin/messages?status=all")).Items());

        Assert.Equal(["\"done\" → \"open\"", "\"open\" → \"done\""], (await page.ReadAsync("/admin/audit")).Items().Select(row => row.Text("detail")));
        Assert.Equal(["status"], (await page.PatchAsync(path, """{"status":"read"}""")).Errors.Keys);
        Assert.Equal(404, (await page.PatchAsync("/admin/messages/999", """{"status":"done"}""")).Status);
    }

    [Fact]
    public async Task Who_was_handed_over_is_among_the_transfers_and_who_called_among_the_guests()
    {
        await using var house = await LivedIn.OpenAsync();
        using var page = new Operator(house);
        var calls = await house.CallersAsync();

        var transfers = (await page.ReadAsync("/admin/transfers")).Items().ToList();
        var anna = Assert.Single((await page.ReadAsync("/admin/customers?words=Ann")).Items());

        Assert.Equal([calls[2], calls[1]], transfers.Select(one => one.Text("call_id")));
        Assert.All(transfers, one => Assert.Equal(("asked", "+42190•••111"), (one.Text("reason"), one.Text("to"))));
        Assert.Equal(("Anna", "+42190•••456", 1, 1), (anna.Text("name"), anna.Text("phone"), anna.Number("calls"), anna.Number("reservations")));
        Assert.Empty((await page.ReadAsync("/admin/customers?words=Nobody")).Items());
    }

    [Fact]
    public async Task Every_list_is_paged_to_its_end_without_losing_or_repeating_any()
    {
        await using var house = await House.OpenAsync();
        using var page = new Operator(house);
        Database.Write(house.DataDir, """
            CREATE TEMP TABLE n AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 25) SELECT i FROM n;
            INSERT INTO calls (call_id, started_at, status, transfer_reason) SELECT 'CA' || i, '2026-11-24T10:00:00.000Z', 'completed', 'asked' FROM n;
            INSERT INTO messages (call_id, language, text, kind, status, created_at) SELECT 'CA' || i, 'en', 'm' || i, 'text', 'open', '2026-11-24T10:00:00.000Z' FROM n;
            INSERT INTO customers (phone, first_seen, last_seen) SELECT '+4219000001' || (10 + i), '2026-11-24T10:00:00.000Z', '2026-11-24T10:00:00.000Z' FROM n;
            INSERT INTO recordings (call_id, recording_sid, status, created_at) SELECT 'CA' || i, 'RE' || i, 'completed', '2026-11-24T10:00:00.000Z' FROM n;
            INSERT INTO audit (operator, action, subject, created_at) SELECT 'token', 'test', 'CA' || i, '2026-11-24T10:00:00.000Z' FROM n;
            DROP TABLE n
            """);

        foreach (var (list, key) in ((string, string)[])[("transfers", "call_id"), ("messages", "id"), ("customers", "id"), ("recordings", "call_id"), ("audit", "subject")])
        {
            var seen = new List<string?>();
            var sizes = new List<int>();
            for (string? cursor = ""; cursor is not null;)
            {
                var answer = await page.ReadAsync($"/admin/{list}?limit=10{(cursor.Length == 0 ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}");
                seen.AddRange(answer.Items().Select(item => item.Text(key)));
                sizes.Add(answer.Items().Count());
                cursor = answer.Text("next");
            }

            Assert.Equal([10, 10, 5], sizes);
            Assert.Equal(25, seen.Distinct().Count());
        }
    }

    [Fact]
    public async Task No_whole_number_is_in_any_answer_but_the_one_that_was_asked_for_it()
    {
        await using var house = await LivedIn.OpenAsync();
        using var page = new Operator(house);
        var answers = await page.ReadAllAsync(await house.CallersAsync());

        foreach (var (_, path, answer) in answers.Where(one => one.Route != EveryAnswer.Export))
        {
            var text = answer.GetRawText();
            Assert.All([.. LivedIn.Numbers, "+421900123457"], number => Assert.False(text.Contains(number[1..], StringComparison.Ordinal), $"{path} has {number}: {text}"));
        }

        foreach (var csv in (string[])["calls", "messages", "reservations", "analytics", "money"])
        {
            var text = (await page.GetAsync($"/admin/{csv}.csv")).Text;
            Assert.All(LivedIn.Numbers, number => Assert.DoesNotContain(number[1..], text, StringComparison.Ordinal));
        }
    }
}
