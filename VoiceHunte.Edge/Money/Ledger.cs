using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Money;

/// <summary>How today's spending stands against DAILY_BUDGET_USD.</summary>
internal enum BudgetState
{
    Ok,

    /// <summary>Four fifths of it are gone.</summary>
    Warning,

    /// <summary>Until the restaurant's midnight the rules answer, Twilio speaks, and calls are held by webhook.</summary>
    Over,
}

/// <summary>Writes down everything that is paid for, and knows what today has cost. Nobody waits for it.</summary>
internal sealed partial class Ledger : IHostedService
{
    private const double WarnsFrom = 0.8;

    private readonly PriceTable prices;
    private readonly CallStore store;
    private readonly RestaurantProfile restaurant;
    private readonly TimeProvider time;
    private readonly ILogger<Ledger> logger;
    private readonly Lock gate = new();
    private DateOnly day;
    private long today;
    private BudgetState told;

    public Ledger(EdgeSettings settings, PriceTable prices, CallStore store, RestaurantProfile restaurant, TimeProvider time, ILogger<Ledger> logger, OpenAIClient? openAI = null)
    {
        (this.prices, this.store, this.restaurant, this.time, this.logger) = (prices, store, restaurant, time, logger);
        BudgetMicroUsd = settings.Money.DailyBudgetMicroUsd;
        day = restaurant.Hours.LocalDate(time.GetUtcNow());
        if (openAI is not null) openAI.OnUsed = Use;
    }

    /// <summary>Null: there is no limit.</summary>
    public long? BudgetMicroUsd { get; }

    /// <summary>What today has cost so far, on the restaurant's calendar; what has no price is not in it.</summary>
    public long TodayMicroUsd
    {
        get
        {
            lock (gate)
            {
                TurnOver();
                return today;
            }
        }
    }

    public BudgetState State
    {
        get
        {
            if (BudgetMicroUsd is not { } budget) return BudgetState.Ok;
            var spent = TodayMicroUsd;
            return spent >= budget ? BudgetState.Over : spent >= budget * WarnsFrom ? BudgetState.Warning : BudgetState.Ok;
        }
    }

    /// <summary>Nothing that OpenAI bills is begun any more today.</summary>
    public bool IsOver => State == BudgetState.Over;

    /// <summary>What was spent today before this start.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            var spent = await store.SpentSinceAsync(restaurant.Hours.Midnight(day), cancellationToken);
            lock (gate) today += spent;
            Tell();
        }
        catch (StoreUnavailableException e)
        {
            Log.NotKnown(logger, e.Message);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Something was used, by the call in hand where there is one.</summary>
    public void Use(Used used)
    {
        var scope = CallScope.Current;
        Keep(scope?.CallSid, scope?.Turn, used.Kind, used.Model, used.Quantities);
    }

    /// <summary>A call is over: Twilio bills its minutes, each begun one whole. Told twice, it is written once.</summary>
    /// <param name="mode"><c>gather</c>, <c>relay</c> or <c>stream</c>: what Twilio bills beside the line itself.</param>
    public async Task CallEndedAsync(string callId, string mode, TimeSpan duration)
    {
        KeyValuePair<string, long>[] minutes = [new("milliseconds", (long)Math.Ceiling(duration.TotalMinutes) * 60_000)];
        if (minutes[0].Value == 0) return;
        await KeepOnceAsync(Row(callId, null, "telephony", "twilio-voice", minutes));
        if (mode is "relay" or "stream") await KeepOnceAsync(Row(callId, null, "telephony", "twilio-" + mode, minutes));
    }

    /// <summary>A call was recorded at Twilio, which bills it by the minute begun.</summary>
    public Task RecordedAsync(string callId, TimeSpan duration) => KeepOnceAsync(
        Row(callId, null, "recording", "twilio-recording", [new("milliseconds", (long)Math.Ceiling(duration.TotalMinutes) * 60_000)]));

    private void Keep(string? callId, int? turn, string kind, string model, IReadOnlyList<KeyValuePair<string, long>> quantities)
    {
        var use = Row(callId, turn, kind, model, quantities);
        _ = store.KeepUsageAsync(use);
        Add(use);
    }

    private async Task KeepOnceAsync(StoredUsage use)
    {
        if (await store.KeepUsageOnceAsync(use)) Add(use);
    }

    private StoredUsage Row(string? callId, int? turn, string kind, string model, IReadOnlyList<KeyValuePair<string, long>> quantities)
    {
        var now = time.GetUtcNow();
        var cost = prices.Cost(kind, model, quantities, restaurant.Hours.LocalDate(now));
        return new StoredUsage(callId, turn, kind, model, Json(quantities), cost, now);
    }

    private void Add(StoredUsage use)
    {
        lock (gate)
        {
            TurnOver();
            today += use.CostMicroUsd ?? 0;
        }

        Tell();
    }

    // The restaurant's midnight: a new day begins with nothing spent.
    private void TurnOver()
    {
        var now = restaurant.Hours.LocalDate(time.GetUtcNow());
        if (now == day) return;
        (day, today, told) = (now, 0, BudgetState.Ok);
    }

    private void Tell()
    {
        var state = State;
        lock (gate)
        {
            if (state <= told) return;
            told = state;
        }

        var (spent, budget) = (TodayMicroUsd / 1e6, BudgetMicroUsd!.Value / 1e6);
        if (state == BudgetState.Over) Log.Over(logger, spent, budget);
        else Log.Warning(logger, spent, budget);
    }

    private static string Json(IReadOnlyList<KeyValuePair<string, long>> quantities) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        foreach (var (quantity, amount) in quantities) json.WriteNumber(quantity, amount);
        json.WriteEndObject();
    });

    private static partial class Log
    {
        [LoggerMessage(EventId = 2100, Level = LogLevel.Warning, Message = "Today has cost {Spent:0.00} of the {Budget:0.00} dollars of DAILY_BUDGET_USD")]
        public static partial void Warning(ILogger logger, double spent, double budget);

        [LoggerMessage(EventId = 2101, Level = LogLevel.Error, Message = "Today has cost {Spent:0.00} dollars, DAILY_BUDGET_USD is {Budget:0.00}: until midnight the rules answer and calls are held by webhook")]
        public static partial void Over(ILogger logger, double spent, double budget);

        [LoggerMessage(EventId = 2102, Level = LogLevel.Warning, Message = "What today has cost so far is not known: {Problem}")]
        public static partial void NotKnown(ILogger logger, string problem);
    }
}
