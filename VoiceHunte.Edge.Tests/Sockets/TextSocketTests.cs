using System.Net.WebSockets;
using System.Text;
using VoiceHunte.Edge.Sockets;

namespace VoiceHunte.Edge.Tests.Sockets;

public sealed class TextSocketTests : IDisposable
{
    private const int Largest = 8 * 1024;

    private static readonly byte[] Frame = new byte[330];
    private static readonly byte[] Buffer = new byte[1024];

    private readonly SocketPair pair = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => pair.Dispose();

    [Fact]
    public async Task A_message_in_many_fragments_arrives_as_one()
    {
        using var socket = new TextSocket(pair.Server, Largest, Largest);
        var text = new string('ž', 3000);
        foreach (var (piece, isLast) in Pieces(Encoding.UTF8.GetBytes(text), 700))
            await pair.Client.SendAsync(piece, WebSocketMessageType.Text, isLast, Stop);

        Assert.Equal(text, Text(await socket.ReceiveAsync(Stop)));
    }

    [Fact]
    public async Task Binary_is_refused_with_1003()
    {
        using var socket = new TextSocket(pair.Server, Largest, Largest);
        await pair.Client.SendAsync(new byte[] { 1 }, WebSocketMessageType.Binary, true, Stop);

        var refused = await Assert.ThrowsAsync<SocketRefusedException>(async () => await socket.ReceiveAsync(Stop));
        Assert.Equal(1003, (int)refused.CloseStatus);
    }

    [Fact]
    public async Task Whoever_sends_without_end_is_refused_with_1009()
    {
        using var socket = new TextSocket(pair.Server, Largest, Largest);
        var reading = socket.ReceiveAsync(Stop).AsTask();
        for (var sent = 0; sent <= Largest; sent += 1024) await pair.Client.SendAsync(new byte[1024], WebSocketMessageType.Text, false, Stop);

        Assert.Equal(1009, (int)(await Assert.ThrowsAsync<SocketRefusedException>(() => reading)).CloseStatus);
    }

    [Fact]
    public async Task The_largest_message_allowed_is_read_whole()
    {
        using var socket = new TextSocket(pair.Server, Largest, Largest);
        await pair.Client.SendAsync(new byte[Largest], WebSocketMessageType.Text, true, Stop);

        Assert.Equal(Largest, (await socket.ReceiveAsync(Stop))!.Value.Length);
    }

    [Fact]
    public async Task A_peer_that_is_gone_ends_the_reading_without_a_throw()
    {
        using var socket = new TextSocket(pair.Server, Largest, Largest);
        var reading = socket.ReceiveAsync(Stop).AsTask();
        pair.Client.Dispose();

        Assert.Null(await reading);
        Assert.True(socket.IsBroken);
    }

    [Fact]
    public async Task What_many_send_at_once_arrives_whole_and_each_in_its_order()
    {
        using var socket = new TextSocket(pair.Server, Largest, 1024 * 1024);
        var sending = Enumerable.Range(0, 8).Select(who => Task.Run(() =>
        {
            for (var i = 0; i < 500; i++) Assert.True(socket.Send(Encoding.UTF8.GetBytes($"{who} {i}")));
        })).ToList();

        var next = new int[8];
        for (var i = 0; i < 8 * 500; i++)
        {
            var words = (await ReadAsync()).Split(' ');
            Assert.Equal(next[int.Parse(words[0])]++, int.Parse(words[1]));
        }

        await Task.WhenAll(sending);
    }

    [Fact]
    public void A_peer_that_reads_nothing_is_given_up_and_costs_no_more_than_what_may_wait()
    {
        using var socket = new TextSocket(pair.Server, Largest, 100_000);
        var message = new byte[1000];
        var sent = 0;
        while (socket.Send(message) && sent < 10_000) sent++;

        Assert.InRange(sent, 100, 400);
        Assert.True(socket.IsBroken);
        Assert.False(socket.Send(message));
    }

    [Fact]
    public async Task What_waits_is_sent_before_the_close()
    {
        using var socket = new TextSocket(pair.Server, Largest, 1024 * 1024);
        for (var i = 0; i < 200; i++) socket.Send(new byte[1000]);
        var closing = socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "done", TimeSpan.FromSeconds(30));

        for (var i = 0; i < 200; i++) Assert.Equal(1000, (await ReadAsync()).Length);
        var last = await pair.Client.ReceiveAsync(new byte[10], Stop);
        await closing;
        Assert.Equal(WebSocketMessageType.Close, last.MessageType);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, pair.Client.CloseStatus);
    }

    [Fact]
    public async Task A_hundred_frames_make_no_garbage()
    {
#if DEBUG
        Assert.Skip("In a debug build every async method makes garbage.");
#endif
        using var socket = new TextSocket(pair.Server, Largest, Largest);
        for (var i = 0; i < 200; i++) await ThereAndBackAsync(socket);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) await ThereAndBackAsync(socket);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100 * 100);
    }

    private async ValueTask ThereAndBackAsync(TextSocket socket)
    {
        await pair.Client.SendAsync(Frame.AsMemory(), WebSocketMessageType.Text, true, Stop);
        var received = await socket.ReceiveAsync(Stop);
        Assert.NotNull(received);
        socket.Send(received.Value.Span);
        await pair.Client.ReceiveAsync(Buffer.AsMemory(), Stop);
    }

    private async Task<string> ReadAsync()
    {
        var buffer = new byte[Largest];
        var result = await pair.Client.ReceiveAsync(buffer, Stop);
        Assert.True(result.EndOfMessage);
        return Encoding.UTF8.GetString(buffer, 0, result.Count);
    }

    private static string? Text(ReadOnlyMemory<byte>? message) => message is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;

    private static IEnumerable<(ReadOnlyMemory<byte> Piece, bool IsLast)> Pieces(byte[] bytes, int size)
    {
        for (var at = 0; at < bytes.Length; at += size) yield return (bytes.AsMemory(at, Math.Min(size, bytes.Length - at)), at + size >= bytes.Length);
    }
}
