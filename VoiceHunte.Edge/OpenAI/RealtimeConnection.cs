using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using VoiceHunte.Edge.Sockets;

namespace VoiceHunte.Edge.OpenAI;

/// <summary>
/// An open session of the Realtime API: whole events, both ways. <see cref="RealtimeMessages"/> writes what is sent,
/// <see cref="RealtimeEvent"/> reads what comes. Receiving is for one reader; sending is for anybody and never waits.
/// </summary>
internal sealed partial class RealtimeConnection(WebSocket socket, string? requestId, ILogger logger) : IDisposable
{
    // OpenAI echoes the whole session with its instructions and tools, and sends a second of speech as 43 kB at most.
    private const int LargestMessage = 1024 * 1024;

    // 20 ms of a caller are about 280 bytes: this is more than a minute of them that OpenAI has not taken.
    private const int MostWaiting = 1024 * 1024;

    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(1);

    private readonly TextSocket texts = new(socket, LargestMessage, MostWaiting);

    /// <summary>The x-request-id of the handshake, by which OpenAI's support finds the session.</summary>
    public string? RequestId => requestId;

    /// <summary>True once nothing can be sent any more.</summary>
    public bool IsBroken => texts.IsBroken;

    /// <summary>What OpenAI closed it with; null while it is open, or when it just broke.</summary>
    public WebSocketCloseStatus? ClosedWith => texts.ClosedWith;

    /// <summary>Sends an event behind those that wait; false when the session is gone or has left too much unread.</summary>
    public bool Send(ReadOnlySpan<byte> json) => texts.Send(json);

    /// <summary>The next event, good until the next call; null when OpenAI has closed the session, broke it, or sent what is no event.</summary>
    /// <exception cref="OperationCanceledException">Cancelled: the session is of no more use.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await texts.ReceiveAsync(cancellationToken);
        }
        catch (SocketRefusedException e)
        {
            Log.Unreadable(logger, e.Message, requestId);
            texts.Abort();
            return null;
        }
    }

    /// <summary>Sends what waits and says goodbye, within a second; then the connection is cut.</summary>
    public Task CloseAsync() => texts.CloseAsync(WebSocketCloseStatus.NormalClosure, "", LongestGoodbye);

    /// <summary>Cuts the connection, without a word.</summary>
    public void Abort() => texts.Abort();

    public void Dispose() => texts.Dispose();

    private static partial class Log
    {
        [LoggerMessage(EventId = 1450, Level = LogLevel.Warning, Message = "OpenAI /realtime: cut, {Reason}, request {RequestId}")]
        public static partial void Unreadable(ILogger logger, string reason, string? requestId);
    }
}
