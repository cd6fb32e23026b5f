using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Admin;

/// <summary><c>/admin/calls/{id}</c>: a call from its first turn to its cost.</summary>
public sealed class CallPageTests
{
    [Fact]
    public async Task A_call_is_read_turn_by_turn_with_what_was_understood_done_and_spent()
    {
        await using var house = await LivedIn.OpenAsync();
        using var page = new Operator(house);
        var id = await house.BookAsync();
        Database.Write(house.DataDir, $"INSERT INTO usage (call_id, turn_id, kind, model, quantities, cost_micro_usd, created_at) VALUES ('{id}', 2, 'chat', 'm', '{{\"input\":7}}', 1234, '2026-11-24T10:00:00.000Z')");

        var call = await page.ReadAsync($"/admin/calls/{id}");
        var turns = call.All("turn_list").ToList();
        var row = (await page.ReadAsync("/admin/calls")).Items().Single();

        Assert.Equal(("booked", "en", 61, "+42190•••456"), (call.Text("outcome"), call.Text("language"), call.Number("duration_seconds"), call.Text("number")));
        Assert.Contains(turns, turn => turn.Text("heard") == "a table for two tomorrow at seven pm, my name is Anna");
        var asked = turns.First(turn => turn.Text("heard")?.StartsWith("a table", StringComparison.Ordinal) == true);
        Assert.Equal(0.92, asked.GetProperty("confidence").GetDouble());
        Assert.NotEmpty(asked.GetProperty("understood").EnumerateObject());
        Assert.NotEmpty(asked.GetProperty("stages").EnumerateObject());
        Assert.NotNull(asked.Text("said"));
        Assert.Contains(turns.SelectMany(turn => turn.All("tools")), tool => tool.GetProperty("ok").GetBoolean());
        Assert.Equal(1234, turns.Single(turn => turn.Number("turn_id") == 2).Number("cost_micro_usd"));
        Assert.Equal("Anna", Assert.Single(call.All("reservations")).Text("name"));
        Assert.Equal(turns.Count, row.Number("turns"));
        Assert.Equal(call.Number("cost_micro_usd"), row.Number("cost_micro_usd"));
        Assert.Equal(404, (await page.GetAsync("/admin/calls/CA0")).Status);
    }

    [Fact]
    public async Task The_whole_number_is_shown_when_asked_for_and_the_audit_knows()
    {
        await using var house = await LivedIn.OpenAsync();
        using var page = new Operator(house);
        var id = await house.SayNothingAsync();
        var hidden = house.Ring("anonymous");
        await hidden.StartAsync();

        var shown = await page.PostAsync($"/admin/calls/{id}/number");

        Assert.Equal(LivedIn.Silent, shown.Json.Text("number"));
        var row = (await page.ReadAsync("/admin/audit")).Items().Single();
        Assert.Equal(("number shown", id), (row.Text("action"), row.Text("subject")));
        Assert.Equal(404, (await page.PostAsync($"/admin/calls/{hidden.CallSid}/number")).Status);
        Assert.Equal(404, (await page.PostAsync("/admin/calls/CA0/number")).Status);
    }

    [Fact]
    public async Task A_booking_that_failed_needs_somebody_today_until_it_was_made_after_all()
    {
        await using var house = await LivedIn.OpenAsync();
        using var page = new Operator(house);
        var booked = await house.BookAsync();
        var other = await house.AskForHumanAsync();
        Database.Write(house.DataDir, """UPDATE turns SET tool_calls = '[{"name":"book_table","arguments":"{}","ok":false,"outcome":"not_written"}]' WHERE turn_id = 2""");

        var today = await page.ReadAsync("/admin/today");

        Assert.NotEqual(booked, other);
        Assert.Equal((1, 2), (today.Number("failed_bookings"), today.Number("calls")));
    }

    [Fact]
    public async Task What_was_spoken_to_a_caller_can_be_heard_with_its_turn()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        openAI.Chat.Always(PlayedModel.Answer);
        await using var house = await House.OpenAsync(new()
        {
            ["ADMIN_TOKEN"] = "token", ["CALL_VOICE"] = "openai", ["OPENAI_API_KEY"] = OpenAIStandIn.Key, ["OPENAI_BASE_URL"] = openAI.BaseUrl.ToString(),
        });
        var call = house.Ring();
        await call.StartAsync();
        var heard = await call.SayAsync("máte dnes otvorené");
        await house.UntilAsync("SELECT kind FROM audio_files WHERE turn_id = 1", "output");
        using var page = Operator.WithToken(house, "token");

        var audio = (await page.ReadAsync($"/admin/calls/{call.CallSid}")).All("turn_list").SelectMany(turn => turn.All("audio")).Single();

        Assert.Equal(Assert.Single(heard.Plays).Audio, (await page.GetAsync(audio.Text("url")!)).Bytes);
    }

    [Theory]
    [InlineData(null, 200, "0123456789", null)]
    [InlineData("bytes=2-4", 206, "234", "bytes 2-4/10")]
    [InlineData("bytes=7-", 206, "789", "bytes 7-9/10")]
    [InlineData("bytes=7-99", 206, "789", "bytes 7-9/10")]
    [InlineData("bytes=-3", 206, "789", "bytes 7-9/10")]
    [InlineData("bytes=-99", 206, "0123456789", "bytes 0-9/10")]
    [InlineData("bytes=0-0", 206, "0", "bytes 0-0/10")]
    [InlineData("bytes=10-", 416, "", "bytes */10")]
    [InlineData("bytes=-0", 416, "", "bytes */10")]
    [InlineData("bytes=1-2,4-5", 200, "0123456789", null)]
    [InlineData("lines=1-2", 200, "0123456789", null)]
    [InlineData("nonsense", 200, "0123456789", null)]
    public async Task A_player_gets_the_piece_of_audio_that_it_asks_for(string? range, int status, string body, string? contentRange)
    {
        await using var house = await LivedIn.OpenAsync();
        using var page = new Operator(house);
        var id = await house.BookAsync();
        var path = Path.Combine(house.DataDir, "turn.wav");
        await File.WriteAllTextAsync(path, "0123456789", TestContext.Current.CancellationToken);
        Database.Write(house.DataDir, $"INSERT INTO audio_files VALUES ('{id}', 2, '{path}', 'input', 'wav', 10, '2026-11-24T10:00:00.000Z')");

        var audio = (await page.ReadAsync($"/admin/calls/{id}")).All("turn_list").SelectMany(turn => turn.All("audio")).Single();
        var answer = await page.GetAsync(audio.Text("url")!, range is null ? [] : [("Range", range)]);

        Assert.Equal(("caller", "audio/wav"), (audio.Text("kind"), audio.Text("format")));
        Assert.Equal((status, body), (answer.Status, answer.Text));
        Assert.Equal(contentRange, answer.Headers.GetValueOrDefault("Content-Range"));
        Assert.Equal("bytes", answer.Headers["Accept-Ranges"]);
        Assert.Equal(404, (await page.GetAsync($"/admin/calls/{id}/audio/2/output")).Status);
        File.Delete(path);
        Assert.Equal(404, (await page.GetAsync(audio.Text("url")!)).Status);
    }
}
