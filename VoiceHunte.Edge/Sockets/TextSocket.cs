using System.Buffers;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace VoiceHunte.Edge.Sockets;

/// <summary>
/// A WebSocket on which both sides send whole texts. Receiving is for one reader; sending is for anybody, never waits, and
/// keeps the order. Neither makes garbage while messages are small and the other side keeps up.
/// </summary>
/// <param name="socket">Ours from now on.</param>
/// <param name="largestMessage">In bytes; whoever sends a larger one is closed with 1009.</param>
/// <param name="mostWaiting">In bytes; a peer that leaves more than this unread is taken for dead.</param>
internal sealed class TextSocket(WebSocket socket, int largestMessage, int mostWaiting) : IDisposable
{
    // A frame of Twilio's with 20 ms of audio is about 330 bytes, a piece of OpenAI's a few thousand.
    private const int UsualMessage = 1024;

    private readonly Lock gate = new();
    private readonly CancellationTokenSource closing = new();
    private byte[]? received;
    private Outbox filling;
    private bool isSending;
    private bool isBroken;
    private bool isClosing;
    private Task sending = Task.CompletedTask;

    /// <summary>True once nothing can be sent any more: the peer is gone, or has left too much unread.</summary>
    public bool IsBroken
    {
        get
        {
            lock (gate) return isBroken;
        }
    }

    /// <summary>What the peer closed it with; null while it is open, or when it just broke.</summary>
    public WebSocketCloseStatus? ClosedWith => socket.CloseStatus;

    /// <summary>The next message, good until the next call; null when the peer has closed or is gone.</summary>
    /// <exception cref="SocketRefusedException">Binary, or too large.</exception>
    /// <exception cref="OperationCanceledException">Cancelled: the connection is cut. To end with a close frame, <see cref="CloseAsync"/>.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken)
    {
        GiveBackLarge();
        var length = 0;
        while (true)
        {
            // A silent peer costs no buffer: it is rented when there is something to read.
            received ??= ArrayPool<byte>.Shared.Rent(UsualMessage);
            if (length == received.Length) Grow(length);
            ValueWebSocketReceiveResult result;
            try
            {
                result = await socket.ReceiveAsync(received.AsMemory(length), cancellationToken);
            }
            catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException
                || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                // The last of them: it was cut from our own side, by Abort.
                Break();
                return null;
            }

            if (result.MessageType == WebSocketMessageType.Close) return null;
            if (result.MessageType == WebSocketMessageType.Binary)
                throw new SocketRefusedException(WebSocketCloseStatus.InvalidMessageType, "only text is understood here");
            length += result.Count;
            if (length > largestMessage) throw new SocketRefusedException(WebSocketCloseStatus.MessageTooBig, $"a message has at most {largestMessage} bytes");
            if (result.EndOfMessage) return received.AsMemory(0, length);
        }
    }

    /// <summary>Sends it behind what waits; false when the peer is gone or has left too much unread.</summary>
    public bool Send(ReadOnlySpan<byte> message)
    {
        lock (gate)
        {
            if (isBroken) return false;
            isBroken = filling.WaitingBytes + message.Length > mostWaiting;
            if (!isBroken)
            {
                filling.Add(message);
                if (isSending) return true;
                isSending = true;
            }
        }

        if (IsBroken)
        {
            // Whoever reads learns of it as of any other end.
            Abort();
            return false;
        }

        // Done at once, as a rule: what the peer reads goes out here, on the thread that brought it.
        var task = SendWaitingAsync();
        if (!task.IsCompleted) sending = task;
        return true;
    }

    /// <summary>
    /// Sends what waits, then the close frame; the first reason stands. The reader goes on until the peer's own close frame
    /// comes, and not beyond <paramref name="patience"/>.
    /// </summary>
    /// <param name="patience">After this the connection is simply cut.</param>
    public async Task CloseAsync(WebSocketCloseStatus status, string reason, TimeSpan patience)
    {
        lock (gate)
        {
            if (isClosing) return;
            isClosing = true;
        }

        closing.Token.UnsafeRegister(static cut => ((WebSocket)cut!).Abort(), socket);
        closing.CancelAfter(patience);
        try
        {
            await sending.WaitAsync(closing.Token);
            lock (gate) isBroken = true;
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(status, reason, closing.Token);
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            socket.Abort();
        }
    }

    /// <summary>Cuts the connection, without a word.</summary>
    public void Abort()
    {
        Break();
        socket.Abort();
    }

    public void Dispose()
    {
        Break();
        socket.Dispose();
        closing.Dispose();
        if (Interlocked.Exchange(ref received, null) is { } rented) ArrayPool<byte>.Shared.Return(rented);
    }

    private async Task SendWaitingAsync()
    {
        while (true)
        {
            Outbox batch;
            lock (gate)
            {
                if (isBroken || filling.WaitingBytes == 0)
                {
                    isSending = false;
                    return;
                }

                batch = filling;
                filling = default;
            }

            try
            {
                while (batch.TryTake(out var message)) await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, closing.Token);
            }
            catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
            {
                Break();
            }
            finally
            {
                batch.Clear();
            }
        }
    }

    private void Break()
    {
        lock (gate)
        {
            isBroken = true;
            filling.Clear();
        }
    }

    private void Grow(int length)
    {
        if (length > largestMessage) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(2 * length, largestMessage + 1));
        received.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(received!);
        received = larger;
    }

    private void GiveBackLarge()
    {
        if (received is null || received.Length <= 4 * UsualMessage) return;
        ArrayPool<byte>.Shared.Return(received);
        received = null;
    }
}
