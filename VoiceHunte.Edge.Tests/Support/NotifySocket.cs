using System.Net.Sockets;
using System.Text;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>systemd's end of NOTIFY_SOCKET: whatever a service says of itself, in its order.</summary>
internal sealed class NotifySocket : IDisposable
{
    private readonly Socket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    public NotifySocket(TemporaryFolder folder)
    {
        Path = folder.File("notify");
        socket.Bind(new UnixDomainSocketEndPoint(Path));
    }

    public string Path { get; }

    /// <summary>All that was said so far.</summary>
    public List<string> Said { get; } = [];

    /// <summary>Waits until something is said that has this line; the whole of it.</summary>
    public async Task<string> HearsAsync(string line)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Gate.Patience);
        var buffer = new byte[4096];
        while (true)
        {
            var said = Encoding.UTF8.GetString(buffer.AsSpan(0, await socket.ReceiveAsync(buffer, patience.Token)));
            Said.Add(said);
            if (said.Split('\n').Contains(line)) return said;
        }
    }

    /// <summary>How many beats have come since it was looked last.</summary>
    public int Beats()
    {
        var (beats, buffer) = (0, new byte[4096]);
        while (socket.Available > 0)
        {
            if (Encoding.UTF8.GetString(buffer.AsSpan(0, socket.Receive(buffer))).Contains("WATCHDOG=1", StringComparison.Ordinal)) beats++;
        }

        return beats;
    }

    public void Dispose() => socket.Dispose();
}
