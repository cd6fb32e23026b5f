using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Operations;

/// <summary>Something that is done once a night.</summary>
/// <param name="Name">For the log.</param>
internal sealed record NightlyTask(string Name, Func<CancellationToken, Task> RunAsync);

/// <summary>
/// Does the nightly work, one thing after the other, at NIGHTLY_TIME on the restaurant's clock. One that fails does not
/// keep the next from its turn, and has its own next turn the night after.
/// </summary>
internal sealed partial class Nightly(
    IEnumerable<NightlyTask> tasks, EdgeSettings settings, RestaurantProfile restaurant, TimeProvider time, ILogger<Nightly> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Next(time.GetUtcNow()) - time.GetUtcNow(), time, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await RunAsync(stoppingToken);
        }
    }

    /// <summary>The night's work at once.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        foreach (var task in tasks)
        {
            if (cancel.IsCancellationRequested) return;
            try
            {
                await task.RunAsync(cancel);
            }
            catch (Exception trouble) when (!cancel.IsCancellationRequested)
            {
                Log.Failed(logger, task.Name, trouble);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private DateTimeOffset Next(DateTimeOffset now)
    {
        var today = restaurant.Hours.LocalDate(now);
        var next = restaurant.Hours.Instant(today.ToDateTime(settings.NightlyTime));
        return next > now ? next : restaurant.Hours.Instant(today.AddDays(1).ToDateTime(settings.NightlyTime));
    }

    private static partial class Log
    {
        [LoggerMessage(1690, LogLevel.Error, "The nightly {Task} failed and is tried again the night after")]
        public static partial void Failed(ILogger logger, string task, Exception trouble);
    }
}
