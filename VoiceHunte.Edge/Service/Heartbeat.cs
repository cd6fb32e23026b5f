using System.Net;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Service;

/// <summary>
/// Tells systemd that calls are being answered, after having made sure: it asks as Twilio's proxy asks, over a connection of its
/// own, and looks whether the store's threads come round. A full disk is no reason to be killed: calls go on from memory.
/// </summary>
internal sealed partial class Heartbeat(ServiceManager manager, FrontDoor door, CallStore store, CallBoard board, ClosingTime closing, ILogger<Heartbeat> logger) : BackgroundService
{
    private const int BeatsToMiss = 3;
    private static readonly TimeSpan StatusEvery = TimeSpan.FromSeconds(10);

    private readonly HttpClient itself = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero, UseProxy = false });
    private string told = "";

    /// <summary>One line for <c>systemctl status</c>.</summary>
    public string Status
    {
        get
        {
            var health = store.Health;
            var database = health.Writable ? "the database is written" : $"{health.Problem}, {health.WaitingWrites} writes wait";
            return $"{board.Count} calls on the line, {board.Begun} since the start; {database}";
        }
    }

    public override void Dispose()
    {
        itself.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!ServiceManager.IsThere) return;
        var watchdog = ServiceManager.WatchdogPatience;
        var every = watchdog / BeatsToMiss ?? StatusEvery;
        using var timer = new PeriodicTimer(every < StatusEvery ? every : StatusEvery, TimeProvider.System);
        do
        {
            if (await AnswersAsync(every, stoppingToken)) Tell(watchdog is not null);
        }
        while (await NextAsync(timer, stoppingToken));
    }

    private void Tell(bool beats)
    {
        var status = Status;
        if (beats) manager.Beat(status);
        else if (status != told) manager.Status(status);
        told = status;
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<bool> AnswersAsync(TimeSpan patience, CancellationToken stoppingToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        limit.CancelAfter(patience);
        var what = "the store";
        try
        {
            await store.ComesRoundAsync(patience, limit.Token);
            what = "the web server";
            // On the way out the door is shut to itself, too.
            if (!closing.HasBegun && Address is { } address) (await itself.GetAsync(address, limit.Token)).Dispose();
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or TimeoutException)
        {
            if (closing.HasBegun) return true;
            Log.Hangs(logger, what);
            return false;
        }
    }

    private Uri? Address => door.EndPoints.OfType<IPEndPoint>().FirstOrDefault() is { } at
        ? new UriBuilder("http", (at.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : at.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : at.Address).ToString(), at.Port, "/health").Uri
        : null;

    private static partial class Log
    {
        [LoggerMessage(EventId = 2602, Level = LogLevel.Error, Message = "No heartbeat: {What} does not answer")]
        public static partial void Hangs(ILogger logger, string what);
    }
}
