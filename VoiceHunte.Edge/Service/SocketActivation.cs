using System.Globalization;

namespace VoiceHunte.Edge.Service;

/// <summary>Whether systemd hands the socket over (sd_listen_fds(3)); Kestrel's <c>UseSystemd</c> takes it.</summary>
internal static class SocketActivation
{
    public static bool IsGiven =>
        Environment.GetEnvironmentVariable("LISTEN_PID") == Environment.ProcessId.ToString(CultureInfo.InvariantCulture)
        && int.TryParse(Environment.GetEnvironmentVariable("LISTEN_FDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var sockets) && sockets > 0;
}
