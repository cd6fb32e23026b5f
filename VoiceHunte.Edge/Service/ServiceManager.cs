using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Hosting.Systemd;

namespace VoiceHunte.Edge.Service;

/// <summary>
/// What systemd is told (sd_notify(3)). Hosting's own <c>UseSystemd</c> stays silent under <c>ProtectProc=invisible</c>, where it
/// cannot see who its parent is; its notifier would wait for a manager that does not read. Nobody here waits for one.
/// </summary>
internal sealed partial class ServiceManager : IDisposable
{
    private readonly ILogger<ServiceManager> logger;
    private readonly Socket? socket;

    public ServiceManager(ILogger<ServiceManager> logger)
    {
        this.logger = logger;
        if (Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is not { Length: > 0 } path) return;
        socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
        try
        {
            // An @ stands for the abstract namespace.
            socket.Connect(new UnixDomainSocketEndPoint(path[0] == '@' ? $"\0{path[1..]}" : path));
        }
        catch (SocketException e)
        {
            Log.NotTold(logger, e.SocketErrorCode);
        }
    }

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

    public void IsReady(string status) => Tell($"{ServiceState.Ready}\nSTATUS={status}");

    public void Stops() => Tell($"{ServiceState.Stopping}\nSTATUS=turns in hand are being finished");

    public void Status(string status) => Tell($"STATUS={status}");

    public void Beat(string status) => Tell($"WATCHDOG=1\nSTATUS={status}");

    public void Dispose() => socket?.Dispose();

    private void Tell(string state)
    {
        if (socket is null) return;
        try
        {
            socket.Send(Encoding.UTF8.GetBytes(state));
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
