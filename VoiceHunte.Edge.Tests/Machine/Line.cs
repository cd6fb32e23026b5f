using System.Net;
using System.Net.Sockets;

namespace VoiceHunte.Edge.Tests.Machine;

/// <summary>
/// A line from the test's loopback to the machine's: every connection goes on as it is, and what is refused or reset at one end
/// is reset at the other.
/// </summary>
internal sealed class Line : IAsyncDisposable
{
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly InnerNetwork network;
    private readonly IPEndPoint there;
    private readonly Task accepting;

    public Line(InnerNetwork network, int port)
    {
        (this.network, there) = (network, new IPEndPoint(IPAddress.Loopback, port));
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1024);
        Url = new Uri($"http://{listener.LocalEndPoint}");
        accepting = AcceptAsync();
    }

    /// <summary>This end of it.</summary>
    public Uri Url { get; }

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = CarryAsync(await listener.AcceptAsync());
        }
        catch (SocketException)
        {
            // Disposed.
        }
    }

    private async Task CarryAsync(Socket caller)
    {
        using (caller)
        {
            using var called = network.Socket();
            try
            {
                caller.NoDelay = true;
                await called.ConnectAsync(there);
                await Task.WhenAll(PassOnAsync(caller, called), PassOnAsync(called, caller));
            }
            catch (SocketException)
            {
                Reset(caller);
                Reset(called);
            }
        }
    }

    private static async Task PassOnAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
            {
                for (var sent = 0; sent < count;) sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The other direction shall not wait for what does not come any more.
            Reset(from);
            Reset(to);
        }
        catch (ObjectDisposedException)
        {
            // By the other direction.
        }
    }

    private static void Reset(Socket socket) => socket.Close(timeout: 0);
}
