using Microsoft.Extensions.Time.Testing;
using VoiceHunte.Edge.Telemetry;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Live;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Admin;

/// <summary>The board of calls, and what happens on it as it happens.</summary>
public sealed class LiveEventsTests
{
    private const string Table = """{"name":"Anna","date":"2026-11-25","time":"19:00","people":2}""";

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_call_is_seen_from_its_ring_to_its_end()
    {
        await using var house = await LivedIn.OpenAsync();
        using var page = new Operator(house);
        using var events = await EventStream.OpenAsync(page);
        Assert.Equal("ping", (await events.NextAsync()).Name);

        var call = house.Ring();
        await call.StartAsync();
        var rang = await events.NextAsync("call");
        await call.SayAsync("are you open tomorrow");
        var turn = await events.NextAsync("turn");
        var board = await page.ReadAsync("/admin/live");
        await call.HangUpAsync();
        SeenEvent ended;
        do ended = await events.NextAsync("call");
        while (ended.Data.Text("state") != "ended");

        Assert.Equal((call.CallSid, "+42190•••456"), (rang.Data.Text("call_id"), rang.Data.Text("number")));
        Assert.Equal(call.CallSid, turn.Data.Text("call_id"));
        var live = Assert.Single(board.All("calls"));
        Assert.Equal((call.CallSid, "are you open tomorrow", "en"), (live.Text("call_id"), live.Text("last_words"), live.Text("language")));
        Assert.NotNull(live.Text("last_answer"));
        Assert.Empty((await page.ReadAsync("/admin/live")).All("calls"));
    }

    [Fact]
    public async Task What_happens_to_the_book_and_to_messages_is_told_whoever_does_it()
    {
        await using var house = await House.OpenAsync(time: clock);
        using var page = new Operator(house);
        using var events = await EventStream.OpenAsync(page);

        var booked = (await page.PostAsync("/admin/reservations", Table)).Json;
        var made = await events.NextAsync("reservation");
        await page.PatchAsync($"/admin/reservations/{booked.Text("id")}", """{"people":3}""", ("If-Match", booked.Text("version")!));
        var changed = await events.NextAsync("reservation");

        Assert.Equal((booked.Text("id"), "2026-11-25"), (made.Data.Text("id"), made.Data.Text("day")));
        Assert.Equal(booked.Text("id"), changed.Data.Text("id"));
        Assert.True(changed.Id > made.Id);
    }

    [Fact]
    public async Task Who_comes_again_gets_what_was_missed_and_a_ping_promises_nothing_that_was_not_sent()
    {
        await using var house = await House.OpenAsync(time: clock);
        using var page = new Operator(house);
        var board = house.Appliance.Get<CallBoard>();
        for (var i = 1; i <= 5; i++) board.Happened("message", new MessageHappened($"{i}"));

        using var again = await EventStream.OpenAsync(page, "", ("Last-Event-ID", "3"));
        var ping = await again.NextAsync();
        var (fourth, fifth) = (await again.NextAsync(), await again.NextAsync());
        using var byQuery = await EventStream.OpenAsync(page, "?after=4");
        await byQuery.NextAsync();

        Assert.Equal(("ping", 3), (ping.Name, ping.Id));
        Assert.Equal((4, "4", 5, "5"), (fourth.Id, fourth.Data.Text("id"), fifth.Id, fifth.Data.Text("id")));
        Assert.Equal(5, (await byQuery.NextAsync()).Id);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(999_999)]
    public async Task Who_missed_too_much_or_comes_from_before_a_restart_begins_anew(long last)
    {
        await using var house = await House.OpenAsync(time: clock);
        using var page = new Operator(house);
        var board = house.Appliance.Get<CallBoard>();
        for (var i = 1; i <= 1100; i++) board.Happened("message", new MessageHappened($"{i}"));

        using var events = await EventStream.OpenAsync(page, $"?after={last}");
        await events.NextAsync();

        Assert.Equal(("reset", 1100), ((await events.NextAsync()) is var reset ? reset.Name : "", (int)reset.Id));
    }

    [Fact]
    public async Task Silence_is_broken_every_twenty_seconds()
    {
        await using var house = await House.OpenAsync(time: clock);
        using var page = new Operator(house);
        using var events = await EventStream.OpenAsync(page);
        await events.NextAsync();

        var ping = events.NextAsync();
        var waited = await clock.PassUntilAsync(ping);

        Assert.Equal("ping", (await ping).Name);
        Assert.True(waited >= TimeSpan.FromSeconds(20), $"{waited}");
    }

    [Fact]
    public async Task Eight_may_watch_and_the_ninth_when_one_of_them_goes()
    {
        await using var house = await House.OpenAsync();
        using var page = new Operator(house);
        var watchers = new List<EventStream>();
        for (var i = 0; i < 8; i++) watchers.Add(await EventStream.OpenAsync(page));

        var ninth = await page.GetAsync("/admin/events");
        watchers[0].Dispose();
        // The appliance notices it when the connection is closed.
        var after = 429;
        for (var began = TimeProvider.System.GetTimestamp(); after == 429 && TimeProvider.System.GetElapsedTime(began) < Gate.Patience;)
        {
            using var response = await page.OpenAsync("/admin/events");
            after = (int)response.StatusCode;
        }

        foreach (var watcher in watchers.Skip(1)) watcher.Dispose();
        Assert.Equal((429, "30"), (ninth.Status, ninth.Headers["Retry-After"]));
        Assert.Equal(200, after);
    }
}
