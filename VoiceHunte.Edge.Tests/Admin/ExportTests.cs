using System.Text;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Admin;

/// <summary>What a page shows, as a file.</summary>
public sealed class ExportTests
{
    [Fact]
    public async Task The_spreadsheet_has_what_the_JSON_has_cell_by_cell_and_no_formula()
    {
        await using var house = await LivedIn.OpenAsync();
        using var page = new Operator(house);
        await house.CallersAsync();
        Database.Write(house.DataDir, """
            UPDATE messages SET text = '=HYPERLINK("http://evil.example.com";"table, please")' || char(10) || 'second line'
            """);

        var csv = await page.GetAsync("/admin/messages.csv");
        var rows = Parse(csv.Text);
        var items = (await page.ReadAsync("/admin/messages.json")).Items().ToList();

        Assert.Equal("text/csv; charset=utf-8", csv.Headers["Content-Type"]);
        Assert.Equal("attachment; filename=\"messages.csv\"", csv.Headers["Content-Disposition"]);
        Assert.Equal([0xEF, 0xBB, 0xBF], csv.Bytes[..3]);
        Assert.DoesNotContain(rows.Skip(1).SelectMany(row => row), cell => cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..]);
        AssertSame(rows, items, ["id", "phone", "language", "status", "text", "call_id"]);
        AssertSame(Parse((await page.GetAsync("/admin/calls.csv")).Text), [.. (await page.ReadAsync("/admin/calls.json")).Items()], ["call_id", "language", "number", "mode", "outcome", "turns", "duration_seconds", "snippet"]);
    }

    [Fact]
    public async Task Filters_hold_for_the_file_too_and_it_is_whole_however_long()
    {
        await using var house = await House.OpenAsync();
        using var page = new Operator(house);
        ManyCalls.Put(house.DataDir, 2100, new DateTimeOffset(2026, 11, 24, 18, 0, 0, TimeSpan.Zero));

        Assert.Equal(2101, Parse((await page.GetAsync("/admin/calls.csv")).Text).Count);
        Assert.Equal(420, (await page.ReadAsync("/admin/calls.json?outcome=booked")).Items().Count());
        Assert.Equal(2, (await page.ReadAsync("/admin/calls.json?words=umbrella")).Items().Count());
        Assert.Equal(2100, (await page.ReadAsync("/admin/calls.json?words=table")).Items().Select(call => call.Text("call_id")).Distinct().Count());
        Assert.Equal(400, (await page.GetAsync("/admin/calls.csv?outcome=fine")).Status);
    }

    [Fact]
    public async Task Nothing_to_show_is_no_file_and_a_look_ahead_says_so()
    {
        await using var house = await LivedIn.OpenAsync();
        using var page = new Operator(house);
        foreach (var name in (string[])["calls", "messages", "reservations", "analytics", "money"])
        {
            Assert.Equal(204, (await page.GetAsync($"/admin/{name}.csv")).Status);
            Assert.Equal(204, (await page.AskAsync("HEAD", $"/admin/{name}.json")).Status);
        }

        await house.CallersAsync();
        var head = await page.AskAsync("HEAD", "/admin/calls.csv");
        var whole = await page.GetAsync("/admin/calls.csv?number=%2B421900123456&language=en");

        Assert.Equal((200, 0), (head.Status, head.Bytes.Length));
        Assert.Equal((await page.GetAsync("/admin/calls.csv")).Bytes.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), head.Headers["Content-Length"]);
        Assert.Equal(200, whole.Status);
        var audit = (await page.ReadAsync("/admin/audit")).Items().ToList();
        Assert.Equal(["calls.csv", "calls.csv"], audit.Select(row => row.Text("subject")));
        Assert.Equal([null, "number +42190•••456, language en"], audit.Select(row => row.Text("detail")));
    }

    private static void AssertSame(List<List<string>> rows, List<System.Text.Json.JsonElement> items, string[] fields)
    {
        Assert.NotEmpty(items);
        Assert.Equal(items.Count, rows.Count - 1);
        foreach (var field in fields)
        {
            var column = rows[0].IndexOf(field);
            Assert.Equal(items.Select(item => item.GetProperty(field).ToString()), rows.Skip(1).Select(row => Unguarded(row[column])));
        }
    }

    private static string Unguarded(string cell) => cell is ['\'', '=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? cell[1..] : cell;

    // RFC 4180, as a spreadsheet reads it.
    private static List<List<string>> Parse(string csv)
    {
        var (rows, row, cell, isQuoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        for (var i = csv[0] == '\uFEFF' ? 1 : 0; i < csv.Length; i++)
        {
            if (isQuoted && csv[i] == '"' && i + 1 < csv.Length && csv[i + 1] == '"') cell.Append(csv[i++]);
            else if (csv[i] == '"') isQuoted = !isQuoted;
            else if (isQuoted || csv[i] is not (',' or '\r' or '\n')) cell.Append(csv[i]);
            else if (csv[i] == ',') Finish();
            else if (csv[i] == '\n')
            {
                Finish();
                rows.Add(row);
                row = [];
            }
        }

        return rows;

        void Finish()
        {
            row.Add(cell.ToString());
            cell.Clear();
        }
    }
}
