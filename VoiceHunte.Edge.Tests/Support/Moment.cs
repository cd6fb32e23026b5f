using System.Net;
using System.Net.Sockets;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>
/// A moment of real time, for tests that turn a clock: a byte goes to and fro over a socket of its own, behind everything that
/// other sockets of this process have got before. So the clock does not run ahead of a line whose messages lie unread.
/// </summary>
internal sealed class Moment : IDisposable
{
    // One of the threads may be slow to pick up what was first: the next rounds wait for it.
    private const int Rounds = 3;

    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(100);

    private static readonly Lazy<Task<Moment>> Shared = new(OpenAsync);

    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private readonly Socket near;
    private readonly Socket far;
    private readonly byte[] sent = new byte[1];
    private readonly byte[] got = new byte[1];

    private Moment(Socket near, Socket far) => (this.near, this.far) = (near, far);

    public static async Task PassAsync() => await (await Shared.Value).GoRoundAsync();

    /// <summary>Goes on for so long that a thread which a busy machine has put aside has had its turn too.</summary>
    public static async Task SettleAsync()
    {
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < Turn) await PassAsync();
    }

    public void Dispose()
    {
        near.Dispose();
        far.Dispose();
        oneAtATime.Dispose();
    }

    private static async Task<Moment> OpenAsync()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var near = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var accepting = listener.AcceptAsync();
        await near.ConnectAsync(listener.LocalEndPoint!);
        var far = await accepting;
        far.NoDelay = true;
        return new Moment(near, far);
    }

    private async Task GoRoundAsync()
    {
        await oneAtATime.WaitAsync();
        try
        {
            for (var round = 0; round < Rounds; round++)
            {
                await near.SendAsync(sent);
                await far.ReceiveAsync(got);
                await far.SendAsync(sent);
                await near.ReceiveAsync(got);
            }
        }
        finally
        {
            oneAtATime.Release();
        }
    }
}
