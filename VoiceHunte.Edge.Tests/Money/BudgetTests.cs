using Microsoft.Extensions.Time.Testing;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Live;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Money;

/// <summary>DAILY_BUDGET_USD: what callers and operators notice of it. An answer costs 3000 millionths here, the day 10000.</summary>
public sealed class BudgetTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    // Half past eleven in the evening in Bratislava.
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 24, 22, 30, 0, TimeSpan.Zero));

    private OpenAIStandIn openAI = null!;

    public async ValueTask InitializeAsync()
    {
        openAI = await OpenAIStandIn.StartAsync();
        openAI.Chat.Answers("Garlic soup.");
        await File.WriteAllTextAsync(folder.File("prices.json"), """
            {"as_of": "2026-11-20", "prices": [
                {"kind": "chat", "model": "gpt-6-luna", "from": "2026-01-01", "usd_per_million": {"prompt_tokens": 0, "cached_tokens": 0, "completion_tokens": 250}},
                {"kind": "speech", "model": "tts-1", "from": "2026-01-01", "usd_per_million": {"characters": 1000}},
                {"kind": "telephony", "model": "twilio-voice", "from": "2026-01-01", "usd_per_minute": {"milliseconds": 0.01}}]}
            """);
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(openAI.Rejected);
        await openAI.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task At_four_fifths_the_operator_is_warned_once_and_with_all_gone_the_rules_answer()
    {
        await using var house = await OpenAsync();
        var call = await house.GreetedAsync();

        await AskAsync(call, 2);
        Assert.Empty(About(house, LogLevel.Warning));
        await AskAsync(call, 1);
        Assert.Equal("Today has cost 0.01 of the 0.01 dollars of DAILY_BUDGET_USD", Assert.Single(About(house, LogLevel.Warning)));
        Assert.Empty(About(house, LogLevel.Error));
        await AskAsync(call, 1);
        var asked = openAI.Chat.Requests.Count;
        var heard = await call.SayAsync(MoneyHouse.Hours);
        await AskAsync(call, 1);

        Assert.Equal("Tomorrow we're open from 10 a.m. to 10 p.m.", heard.Text);
        Assert.Equal((4, 4), (asked, openAI.Chat.Requests.Count));
        Assert.Equal(["model", "model", "model", "model", "rules", "rules"], house.Sql("SELECT source FROM turns ORDER BY turn_id"));
        Assert.Single(About(house, LogLevel.Warning));
        Assert.Single(About(house, LogLevel.Error));
    }

    [Fact]
    public async Task With_all_gone_Twilio_speaks()
    {
        await using var house = await OpenAsync(("CALL_VOICE", "openai"));
        var call = house.Ring("+14155550123");

        var greeting = await call.StartAsync();
        var heard = await call.SayAsync(MoneyHouse.Hours);

        Assert.Single(greeting.Plays);
        Assert.Empty(heard.Plays);
        Assert.Equal("Polly.Joanna", heard.Voice);
        Assert.NotNull(heard.Listening);
    }

    [Theory]
    [InlineData("relay")]
    [InlineData("stream")]
    public async Task With_all_gone_a_new_call_is_held_by_webhook(string mode)
    {
        // The greetings of a stream are spoken as soon as the appliance starts.
        await using var house = await OpenAsync(("CALL_MODE", mode), ("DAILY_BUDGET_USD", "0.5"));
        var before = await house.Ring("+14155550123").StartAsync();

        await house.SpendAsync();
        var heard = await house.Ring("+14155550124").StartAsync();

        Assert.NotNull(before.Connect);
        Assert.Null(heard.Connect);
        Assert.NotNull(heard.Listening);
        Assert.Contains("Pod Lipou", heard.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_all_gone_a_call_on_ConversationRelay_hears_its_next_answer_by_webhook()
    {
        await using var house = await House.OpenAsync(new() { ["CALL_MODE"] = "relay", ["DAILY_BUDGET_USD"] = "1" });
        var call = house.Ring();
        var (connect, line) = await RelayLine.StartAsync(house.Appliance.Url, call);
        await using var _ = line;
        await line.AskAsync(MoneyHouse.Hours);

        await house.SpendAsync(seconds: 4 * 3600);
        await line.PromptAsync(MoneyHouse.Hours);
        var handoff = await line.EndAsync();
        var heard = await call.ConnectEndsAsync(connect, handoff);

        Assert.Contains("10 a.m.", heard.Text, StringComparison.Ordinal);
        Assert.NotNull(heard.Listening);
        Assert.Equal(2, house.Sql("SELECT turn_id FROM turns WHERE assistant_text LIKE '%10 a.m.%'").Count);
    }

    [Theory]
    [InlineData("realtime")]
    [InlineData("pipeline")]
    public async Task With_all_gone_a_call_on_a_stream_goes_on_by_webhook_and_is_not_dropped(string engine)
    {
        await using var story = await StreamStory.RingAsync(engine, new() { ["DAILY_BUDGET_USD"] = "1" });
        await story.PassAsync(1000);

        await story.House.House.SpendAsync(seconds: 4 * 3600);
        await story.UntilAsync(() => story.Line.Socket.ClosedWith is not null);
        var heard = await story.GoesOnAsync();
        var answer = await story.Call.SayAsync(MoneyHouse.Hours);

        Assert.NotNull(heard.Listening);
        Assert.Contains("10 a.m.", answer.Text, StringComparison.Ordinal);
        Assert.Equal(["rules"], story.Sql("SELECT DISTINCT source FROM turns WHERE source IS NOT NULL"));
        Assert.Contains(story.Warnings, line => line.EndsWith($"from {engine} to gather: budget", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_new_day_begins_at_the_restaurants_midnight()
    {
        await using var house = await OpenAsync(time: clock);
        await house.SpendAsync();
        var call = await house.GreetedAsync();

        await AskAsync(call, 1);
        clock.Advance(TimeSpan.FromMinutes(29));
        await AskAsync(call, 1);
        clock.Advance(TimeSpan.FromMinutes(1));
        await AskAsync(call, 1);

        Assert.Equal(["rules", "rules", "model"], house.Sql("SELECT source FROM turns ORDER BY turn_id"));
    }

    [Fact]
    public async Task Both_days_are_told_to_the_operator()
    {
        await using var house = await OpenAsync(time: clock);

        await house.SpendAsync();
        clock.Advance(TimeSpan.FromHours(1));
        await house.SpendAsync();

        Assert.Equal(2, About(house, LogLevel.Error).Count());
    }

    [Fact]
    public async Task A_restart_remembers_what_the_day_has_cost_and_forgets_yesterday()
    {
        await using var house = await OpenAsync(time: clock);
        await house.SpendAsync();

        await house.RestartAsync();
        Assert.Single(About(house, LogLevel.Error));
        var call = await house.GreetedAsync();
        await AskAsync(call, 1);
        clock.Advance(TimeSpan.FromMinutes(30));
        await house.RestartAsync();
        await AskAsync(call, 1);

        Assert.Empty(About(house, LogLevel.Error));
        Assert.Equal(["rules", "model"], house.Sql("SELECT source FROM turns ORDER BY turn_id"));
    }

    [Fact]
    public async Task Without_a_budget_nothing_is_ever_over()
    {
        await using var house = await House.OpenAsync(MoneyHouse.Settings(openAI));
        await house.SpendAsync(seconds: 100 * 3600);
        var call = await house.GreetedAsync();

        await AskAsync(call, 1);

        Assert.Equal(["model"], house.Sql("SELECT source FROM turns"));
    }

    private static IEnumerable<string> About(House house, LogLevel level) =>
        house.Appliance.Lines.At(level).Where(line => line.Contains("DAILY_BUDGET_USD", StringComparison.Ordinal));

    private static async Task AskAsync(TwilioCall call, int times)
    {
        for (var i = 0; i < times; i++) await call.SayAsync(MoneyHouse.Soup);
    }

    private Task<House> OpenAsync(params (string Name, string Value)[] more) => OpenAsync(null, more);

    private Task<House> OpenAsync(TimeProvider? time, params (string Name, string Value)[] more) => House.OpenAsync(
        MoneyHouse.Settings(openAI, [("DAILY_BUDGET_USD", "0.01"), ("PRICES_FILE", folder.File("prices.json")), .. more]), time: time);
}
