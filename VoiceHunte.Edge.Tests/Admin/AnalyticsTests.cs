using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Admin;

/// <summary><c>/admin/analytics</c>: counted by the restaurant's own days, also by those of 23 and 25 hours.</summary>
public sealed class AnalyticsTests
{
    private const string Instant = "yyyy-MM-ddTHH:mm:ss.fff'Z'";

    [Theory]
    [InlineData("2026-10-25", 25, 4)]
    [InlineData("2026-03-29", 23, 0)]
    [InlineData("2026-11-22", 24, 2)]
    public async Task A_day_has_all_its_hours_however_many_there_are(string day, int hours, int callsAtTwo)
    {
        var midnight = TimeZoneInfo.ConvertTimeToUtc(DateTime.Parse(day, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById("Europe/Bratislava"));
        await using var house = await House.OpenAsync(time: new FakeTimeProvider(new DateTimeOffset(midnight.AddDays(3), TimeSpan.Zero)));
        using var page = new Operator(house);
        // Every half hour, from an hour before the day to an hour after it.
        Put(house, Enumerable.Range(-2, (hours * 2) + 4).Select(i => Call($"CA{i + 2}", midnight.AddMinutes(30 * i))));

        var figures = await page.ReadAsync($"/admin/analytics?from={day}&to={day}");
        var whole = await page.ReadAsync("/admin/analytics");

        var only = Assert.Single(figures.All("days"));
        Assert.Equal((day, hours * 2), (only.Text("day"), only.Number("calls")));
        var sunday = figures.All("hours").ElementAt(6).EnumerateArray().Select(calls => calls.GetInt32()).ToList();
        Assert.Equal(callsAtTwo, sunday[2]);
        Assert.Equal(hours * 2, sunday.Sum());
        Assert.All(sunday.Where((_, hour) => hour != 2), calls => Assert.Equal(2, calls));
        Assert.All(figures.All("hours").Take(6).SelectMany(row => row.EnumerateArray()), calls => Assert.Equal(0, calls.GetInt32()));
        Assert.Equal(28, whole.All("days").Count());
        Assert.Equal([2, hours * 2, 2], whole.All("days").Select(one => one.Number("calls")).Where(calls => calls > 0));
        Assert.Equal("Europe/Bratislava", figures.Text("time_zone"));
    }

    [Fact]
    public async Task Calls_are_counted_by_what_came_of_them()
    {
        await using var house = await House.OpenAsync(time: new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 20, 0, 0, TimeSpan.Zero)));
        using var page = new Operator(house);
        var at = new DateTime(2026, 11, 24, 10, 0, 0, DateTimeKind.Utc);
        Put(house, ((string, string, int)[])[("booked", "sk", 90), ("booked", "en", 60), ("answered", "sk", 30), ("transferred", "uk", 45), ("missed", "sk", 0), ("message", "ru", 75)],
            (one, i) => Call($"CA{i}", at, one.Item1, one.Item2, one.Item3));

        var day = (await page.ReadAsync("/admin/analytics?from=2026-11-24")).All("days").Single();

        Assert.Equal((6, 1, 3), (day.Number("calls"), day.Number("missed"), day.Number("without_human")));
        Assert.Equal(5.0, day.GetProperty("minutes").GetDouble());
        Assert.Equal("""{"answered":1,"booked":2,"message":1,"missed":1,"transferred":1}""", Sorted(day.GetProperty("outcomes")));
        Assert.Equal("""{"en":1,"ru":1,"sk":3,"uk":1}""", Sorted(day.GetProperty("languages")));
    }

    [Fact]
    public async Task Percentiles_are_those_that_one_would_count_out_by_hand()
    {
        await using var house = await House.OpenAsync(time: new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 20, 0, 0, TimeSpan.Zero)));
        using var page = new Operator(house);
        var random = new Random(7);
        var turns = Enumerable.Range(0, 137).Select(i => (Id: i, Day: 20 + (i % 3), Latency: random.Next(5, 4000), Model: random.Next(1, 3000))).ToList();
        Database.Write(house.DataDir, string.Join(';', turns.Select(turn => $$"""
            INSERT INTO turns (call_id, turn_id, user_text, language, intent, source, confidence, latency_ms, created_at, stages)
            VALUES ('CA{{turn.Id}}', 1, 'x', 'en', 'hours_info', 'model', {{(turn.Id % 2 == 0 ? "0.2" : "0.9")}}, {{turn.Latency}}, '2026-11-{{turn.Day}}T10:00:00.000Z', '{"model":{{turn.Model}}}')
            """)));

        var figures = await page.ReadAsync("/admin/analytics");
        var stages = figures.All("latency").ToDictionary(stage => (stage.Text("stage"), stage.Text("day")));

        Assert.Equal(8, stages.Count);
        AssertQuantiles(stages[("turn", null)], turns.ConvertAll(turn => turn.Latency));
        AssertQuantiles(stages[("model", null)], turns.ConvertAll(turn => turn.Model));
        for (var day = 20; day < 23; day++) AssertQuantiles(stages[("model", $"2026-11-{day}")], [.. turns.Where(turn => turn.Day == day).Select(turn => turn.Model)]);
        Assert.Equal(turns.OrderByDescending(turn => turn.Latency).Take(20).Select(turn => turn.Latency), figures.All("slowest").Select(turn => turn.Number("latency_ms")));
        var first = figures.All("days").First(day => day.Text("day") == "2026-11-20");
        var ofFirst = turns.Where(turn => turn.Day == 20).ToList();
        Assert.Equal((ofFirst.Count, ofFirst.Count(turn => turn.Id % 2 == 0)), (first.Number("turns"), first.Number("low_confidence")));
        Assert.Equal(ofFirst.Average(turn => turn.Id % 2 == 0 ? 0.2 : 0.9), first.GetProperty("confidence_mean").GetDouble(), 3);
        var intent = Assert.Single(figures.All("intents"));
        Assert.Equal(("hours_info", 137, 137), (intent.Text("intent"), intent.Number("turns"), intent.Number("succeeded")));
    }

    // The least measured value which at least that share does not exceed.
    private static void AssertQuantiles(System.Text.Json.JsonElement stage, List<int> measured)
    {
        Assert.Equal(measured.Count, stage.Number("count"));
        foreach (var (name, percent) in ((string, int)[])[("p50", 50), ("p95", 95), ("p99", 99)])
            Assert.Equal(measured.Where(one => measured.Count(other => other <= one) * 100 >= percent * measured.Count).Min(), stage.GetProperty(name).GetDouble());
    }

    private static string Sorted(System.Text.Json.JsonElement counts) =>
        "{" + string.Join(',', counts.EnumerateObject().OrderBy(one => one.Name, StringComparer.Ordinal).Select(one => $"\"{one.Name}\":{one.Value}")) + "}";

    private static string Call(string id, DateTime at, string outcome = "answered", string language = "sk", int seconds = 60) => string.Create(CultureInfo.InvariantCulture, $"""
        INSERT INTO calls (call_id, started_at, ended_at, language, status, mode, duration_seconds, outcome, transfer_reason)
        VALUES ('{id}', '{at.ToString(Instant, CultureInfo.InvariantCulture)}', '2027-01-01T00:00:00.000Z', '{language}', 'completed', 'gather', {seconds}, '{outcome}', {(outcome == "transferred" ? "'asked'" : "NULL")})
        """);

    private static void Put(House house, IEnumerable<string> calls) => Database.Write(house.DataDir, string.Join(';', calls));

    private static void Put<T>(House house, T[] all, Func<T, int, string> call) => Put(house, all.Select(call));
}
