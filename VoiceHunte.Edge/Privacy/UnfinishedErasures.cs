using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Privacy;

/// <summary>Goes on with erasures that stopped on their way: at the start, every quarter of an hour while there are any, and at night.</summary>
internal sealed partial class UnfinishedErasures(Eraser eraser, TimeProvider time, ILogger<UnfinishedErasures> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(15);

    public static NightlyTask Nightly(Eraser eraser) => new("erasures", async cancel => await eraser.ResumeAsync(cancel));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            for (; ; await Task.Delay(LookEvery, time, stoppingToken)) await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start goes on.
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            await eraser.ResumeAsync(cancel);
        }
        catch (StoreUnavailableException trouble)
        {
            Log.NotNow(logger, trouble.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2402, LogLevel.Warning, "Erasures cannot be looked after now: {Problem}")]
        public static partial void NotNow(ILogger logger, string problem);
    }
}
