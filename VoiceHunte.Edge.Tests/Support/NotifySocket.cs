using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>systemd's end of NOTIFY_SOCKET: whatever a service says of itself, in its order.</summary>
internal sealed class NotifySocket : IDisposable
{
    private readonly Socket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly Channel<string> said = Channel.CreateUnbounded<string>();

    /// <param name="reads">False: a manager that hangs.</param>
    public NotifySocket(TemporaryFolder folder, bool reads = true)
    {
        Path = folder.File($"notify{(reads ? "" : "-hung")}");
        socket.Bind(new UnixDomainSocketEndPoint(Path));
        if (reads) _ = ReadAsync();
    }

    public string Path { get; }

    /// <summary>Waits until something is said that has this line: the whole of it.</summary>
    public async Task<string> HearsAsync(string line)
    {
        while (true)
        {
            var next = await said.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Gate.Patience, TestContext.Current.CancellationToken);
            if (next.Split('\n').Contains(line)) return next;
        }
    }

    /// <summary>How many beats have come since it was looked last.</summary>
    public int Beats()
    {
        var beats = 0;
        while (said.Reader.TryRead(out var next)) beats += next.Contains("WATCHDOG=1", StringComparison.Ordinal) ? 1 : 0;
        return beats;
    }

    public void Dispose() => socket.Dispose();

    private async Task ReadAsync()
    {
        var buffer = new byte[4096];
        try
        {
            while (true) said.Writer.TryWrite(Encoding.UTF8.GetString(buffer.AsSpan(0, await socket.ReceiveAsync(buffer))));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
            said.Writer.TryComplete();
        }
    }
}
