using System.Net.Sockets;
using Microsoft.Extensions.Hosting.Systemd;

namespace VoiceHunte.Edge.Service;

/// <summary>
/// What systemd is told (sd_notify(3)). Hosting's own <c>UseSystemd</c> stays silent under <c>ProtectProc=invisible</c>, where it
/// cannot see who its parent is, and never beats the watchdog; its notifier asks NOTIFY_SOCKET alone.
/// </summary>
internal sealed partial class ServiceManager(ILogger<ServiceManager> logger)
{
    private readonly SystemdNotifier notifier = new();

    /// <summary>True where somebody wants to know.</summary>
    public static bool IsThere => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"));

    /// <summary>How long it waits for a beat of the watchdog; null where it waits for none (sd_watchdog_enabled(3)).</summary>
    public static TimeSpan? WatchdogPatience
    {
        get
        {
            var isOurs = Environment.GetEnvironmentVariable("WATCHDOG_PID") is not { Length: > 0 } pid || pid == $"{Environment.ProcessId}";
            return isOurs && long.TryParse(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), out var microseconds) && microseconds > 0
                ? TimeSpan.FromMicroseconds(microseconds)
                : null;
        }
    }

    public void IsReady(string status) => Tell($"READY=1\nSTATUS={status}");

    public void Stops() => Tell("STOPPING=1\nSTATUS=turns in hand are being finished");

    public void Status(string status) => Tell($"STATUS={status}");

    public void Beat(string status) => Tell($"WATCHDOG=1\nSTATUS={status}");

    private void Tell(string state)
    {
        try
        {
            notifier.Notify(new ServiceState(state));
        }
        catch (SocketException e)
        {
            // Calls are answered whether systemd listens or not.
            Log.NotTold(logger, e.SocketErrorCode);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2601, Level = LogLevel.Warning, Message = "systemd could not be told how the service is: {Error}")]
        public static partial void NotTold(ILogger logger, SocketError error);
    }
}
