using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Operations;

/// <summary>
/// Once a day asks OpenAI, for nothing, which models end when, and tells the log of those that are configured. What it
/// learned lies in the calendar, for whoever asks a model.
/// </summary>
internal sealed partial class RetirementWatch : BackgroundService
{
    /// <summary>Callers first: the start is busy enough.</summary>
    public static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan UntilTheNext = TimeSpan.FromDays(1);

    // A machine that starts after a power cut may be faster than its router.
    private static readonly TimeSpan AfterFailure = TimeSpan.FromHours(1);

    private readonly EdgeSettings settings;
    private readonly OpenAIClient openAI;
    private readonly ModelCalendar calendar;
    private readonly TimeProvider time;
    private readonly ILogger<RetirementWatch> logger;
    private DateOnly? toldOn;

    public RetirementWatch(
        EdgeSettings settings, OpenAIClient openAI, ModelCalendar calendar, EdgeMetrics metrics, TimeProvider time, ILogger<RetirementWatch> logger)
    {
        (this.settings, this.openAI, this.calendar, this.time, this.logger) = (settings, openAI, calendar, time, logger);
        metrics.WatchModels(DaysLeft);
    }

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(FirstLook, time, stoppingToken);
        while (true)
        {
            var failure = await LearnAsync(stoppingToken);
            // What the table knows is told also while OpenAI tells nothing, but once a day.
            if (failure is null || toldOn != Today) Tell();
            await Task.Delay(failure is null or OpenAIFailure.Rejected ? UntilTheNext : AfterFailure, time, stoppingToken);
        }
    }

    /// <returns>Why there is nothing to learn; null where there was. A server that has no such list turns us down for good.</returns>
    private async Task<OpenAIFailure?> LearnAsync(CancellationToken cancellationToken)
    {
        try
        {
            calendar.Learn(await openAI.ListModelsAsync(cancellationToken));
            return null;
        }
        catch (OpenAIException e)
        {
            // The route has logged it. The days known so far stand.
            return e.Failure;
        }
    }

    private void Tell()
    {
        toldOn = Today;
        foreach (var standing in Standings())
        {
            if (standing is { HasEnded: true, IsSucceeded: true }) Log.Succeeded(logger, standing.Name, standing.Day, standing.InUse);
            else if (standing.HasEnded) Log.Ended(logger, standing.Name, standing.Day);
            else if (standing is { EndsSoon: true, End.Successor: { } successor }) Log.Ends(logger, standing.Name, standing.Day, standing.DaysLeft!.Value, successor);
            else if (standing.EndsSoon) Log.EndsForGood(logger, standing.Name, standing.Day, standing.DaysLeft!.Value);
        }
    }

    private IEnumerable<ModelDays> DaysLeft()
    {
        foreach (var standing in Standings())
        {
            if (standing.DaysLeft is { } days) yield return new ModelDays(standing.Setting, standing.Model, days);
        }
    }

    private IReadOnlyList<ModelStanding> Standings() => ModelStanding.Of(settings.OpenAI, calendar, Today);

    private static partial class Log
    {
        [LoggerMessage(EventId = 1610, Level = LogLevel.Information, Message = "{Setting} ended on {Day}: {Successor} is used in its place")]
        public static partial void Succeeded(ILogger logger, string setting, string day, string successor);

        [LoggerMessage(EventId = 1611, Level = LogLevel.Error, Message = "{Setting} ended on {Day} and no successor is known: choose another")]
        public static partial void Ended(ILogger logger, string setting, string day);

        [LoggerMessage(EventId = 1612, Level = LogLevel.Warning, Message = "{Setting} ends on {Day}, in {Days} days: {Successor} is used from then on")]
        public static partial void Ends(ILogger logger, string setting, string day, int days, string successor);

        [LoggerMessage(EventId = 1613, Level = LogLevel.Warning, Message = "{Setting} ends on {Day}, in {Days} days, and no successor is known: choose another before")]
        public static partial void EndsForGood(ILogger logger, string setting, string day, int days);
    }
}
