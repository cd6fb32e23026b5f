using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Service;

/// <summary>
/// The way out, before anything is stopped: the door is shut, turns in hand are answered, calls on WebSockets leave at a quiet
/// moment, and what has not by then is handed over. The clock is the machine's, as systemd's patience is.
/// </summary>
internal sealed partial class WayOut(
    ClosingTime closing, FrontDoor door, CallBoard board, ServiceManager manager, IHostApplicationLifetime lifetime, ILogger<WayOut> logger) : IHostedLifecycleService
{
    /// <summary>A turn that takes longer is answered by the next process; its caller waits fifteen seconds in all, says Twilio.</summary>
    public static readonly TimeSpan TurnsMayTake = TimeSpan.FromSeconds(3);

    /// <summary>From the last call until all have let go.</summary>
    public static readonly TimeSpan HandingOverTakes = TimeSpan.FromSeconds(2);

    // A proxy's connection that has just been used may bring the next request at once: that one is answered too.
    private static readonly TimeSpan NextComesWithin = TimeSpan.FromMilliseconds(200);

    // A browser opens connections ahead that it may never use.
    private static readonly TimeSpan NobodyAsksAfter = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        closing.Begin();
        // Pages that watch let go; a signal has done so already.
        lifetime.StopApplication();
        manager.Stops();
        await door.ShutAsync();
        var requests = door.Requests;
        await UntilEmptyAsync(TurnsMayTake, cancellationToken);
        var handedOver = door.Requests;
        closing.CallLast();
        await UntilEmptyAsync(HandingOverTakes, cancellationToken);
        var (calls, took) = (board.Count, TimeProvider.System.GetElapsedTime(began));
        Log.Left(logger, requests, calls, handedOver, took);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task UntilEmptyAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) is var waited && waited < patience && !cancellationToken.IsCancellationRequested)
        {
            if (door.Guests == 0 || (door.Requests == 0 && waited > (door.Silent == 0 ? NextComesWithin : NobodyAsksAfter))) return;
            await Task.Delay(LookEvery, TimeProvider.System, CancellationToken.None);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2600, Level = LogLevel.Information,
            Message = "Stopping: {Requests} requests were in hand and {Calls} calls on the line; {HandedOver} go on in the next process, after {Took}")]
        public static partial void Left(ILogger logger, int requests, int calls, int handedOver, TimeSpan took);
    }
}
