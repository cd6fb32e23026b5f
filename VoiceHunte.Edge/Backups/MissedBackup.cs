using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Backups;

/// <summary>Makes up for the night that a machine was off: a while after the start, where the last good backup is older than a day.</summary>
internal sealed partial class MissedBackup(NightlyBackup backup, CallStore store, TimeProvider time, ILogger<MissedBackup> logger) : BackgroundService
{
    /// <summary>Callers first: the start is busy enough.</summary>
    public static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan TooOld = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(AfterStart, time, stoppingToken);
            var last = (await store.ReadForOfficeAsync(history => history.Backups, stoppingToken)).LastGood;
            if (last is not null && time.GetUtcNow() - last.CreatedAt <= TooOld) return;

            await backup.RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start looks again.
        }
        catch (Exception trouble)
        {
            // No backup is worth an appliance that ends.
            Log.CannotTell(logger, trouble.Message, trouble);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2504, LogLevel.Warning, "When the last backup was made cannot be read, the next is the night's: {Problem}")]
        public static partial void CannotTell(ILogger logger, string problem, Exception trouble);
    }
}
