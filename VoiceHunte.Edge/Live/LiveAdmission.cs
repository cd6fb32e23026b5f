using System.Net.WebSockets;
using VoiceHunte.Edge.Calls;
using VoiceHunte.Edge.Sockets;

namespace VoiceHunte.Edge.Live;

/// <summary>Lets a call onto its WebSocket: it names itself in time, and has the token that its signed webhook was answered with.</summary>
internal sealed class LiveAdmission(LiveTickets tickets, CallsInProgress calls, TimeProvider time)
{
    /// <summary>From the handshake to the message that names the call.</summary>
    public static readonly TimeSpan NamingTakes = TimeSpan.FromSeconds(10);

    /// <summary>What names the call; null when the socket was closed before.</summary>
    /// <param name="late">Why it is closed when it does not come.</param>
    /// <exception cref="SocketRefusedException">It did not come in time.</exception>
    public async Task<T?> InTimeAsync<T>(TextSocket socket, string late, Func<Task<T?>> read)
        where T : class
    {
        var isLate = false;
        await using var timer = time.CreateTimer(
            _ =>
            {
                isLate = true;
                _ = socket.CloseAsync(WebSocketCloseStatus.PolicyViolation, late, LiveDoor.CloseTakes);
            },
            null, NamingTakes, Timeout.InfiniteTimeSpan);
        var named = await read();
        return named is null && isLate ? throw Refused(late) : named;
    }

    /// <summary>The call, and its seat until that is given back.</summary>
    /// <exception cref="SocketRefusedException">It has no token, or there is no such call.</exception>
    public async Task<(Call Call, IDisposable Seat)> AdmitAsync(string callSid, string? token)
    {
        var seat = tickets.Redeem(callSid, token ?? "") ?? throw Refused("no token for this call, or one that was used");
        try
        {
            return (await calls.FindKnownAsync(callSid, time.GetUtcNow()) ?? throw Refused("no such call"), seat);
        }
        catch
        {
            seat.Dispose();
            throw;
        }
    }

    private static SocketRefusedException Refused(string why) => new(WebSocketCloseStatus.PolicyViolation, why);
}
