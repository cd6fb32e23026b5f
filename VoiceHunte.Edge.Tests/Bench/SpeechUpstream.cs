using System.Net;
using System.Net.Sockets;

namespace VoiceHunte.Edge.Tests.Bench;

/// <summary>A speech upstream that answers any request at once: a head and a first chunk in one packet, then three chunks more.</summary>
internal sealed class SpeechUpstream : IAsyncDisposable
{
    private static readonly byte[] Head = "HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray();
    private static readonly byte[] Chunk = [.. "1000\r\n"u8, .. new byte[0x1000], .. "\r\n"u8];
    private static readonly byte[] FirstPacket = [.. Head, .. Chunk];
    private static readonly byte[] Rest = [.. Chunk, .. Chunk, .. Chunk, .. "0\r\n\r\n"u8];

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly Task accepting;

    public SpeechUpstream()
    {
        listener.Start();
        accepting = AcceptAsync(closing.Token);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        listener.Dispose();
        closing.Dispose();
    }

    private async Task AcceptAsync(CancellationToken cancellationToken)
    {
        var talks = new List<Task>();
        while (!cancellationToken.IsCancellationRequested)
            talks.Add(TalkAsync(await listener.AcceptSocketAsync(cancellationToken), cancellationToken));
        await Task.WhenAll(talks);
    }

    private static async Task TalkAsync(Socket socket, CancellationToken cancellationToken)
    {
        using var talk = socket;
        talk.NoDelay = true;
        var request = new HttpMessage();
        while (await talk.ReceiveAsync(request.Room, cancellationToken) is > 0 and var count)
        {
            request.Arrived(count);
            if (!request.IsComplete) continue;
            request.Clear();
            await talk.SendAsync(FirstPacket, cancellationToken);
            await talk.SendAsync(Rest, cancellationToken);
        }
    }
}
