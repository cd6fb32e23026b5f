using System.Security.Cryptography;
using System.Text;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Calls;

/// <summary>
/// Who may open a WebSocket: a call whose signed webhook has just been answered with a token, once, and no more calls at a time
/// than the machine is meant for. The signature of the handshake alone does not say which call it is.
/// </summary>
internal sealed class LiveTickets(EdgeSettings settings, TimeProvider time)
{
    // Twilio connects within a second; a spoken greeting before it takes a while longer.
    private static readonly TimeSpan TokenLives = TimeSpan.FromMinutes(1);

    // 128 bits, beyond guessing.
    private const int TokenBytes = 16;

    private readonly Lock gate = new();
    private readonly Dictionary<string, (string Token, DateTimeOffset Until)> issued = new(StringComparer.Ordinal);
    private readonly HashSet<string> seated = new(StringComparer.Ordinal);

    /// <summary>Calls on a WebSocket now.</summary>
    public int Seated
    {
        get
        {
            lock (gate) return seated.Count;
        }
    }

    /// <summary>A token for this call; null while MAX_LIVE_CALLS are held.</summary>
    public string? Issue(string callSid)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            foreach (var (late, ticket) in issued)
                if (ticket.Until <= now) issued.Remove(late);
            if (issued.Count + seated.Count >= settings.Live.MostCalls && !issued.ContainsKey(callSid)) return null;
            var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
            issued[callSid] = (token, now + TokenLives);
            return token;
        }
    }

    /// <summary>A seat for the call that this token was issued for; null for any other, a second time, or too late.</summary>
    public IDisposable? Redeem(string callSid, string token)
    {
        lock (gate)
        {
            if (!issued.TryGetValue(callSid, out var ticket) || !IsSame(ticket.Token, token)) return null;
            issued.Remove(callSid);
            return ticket.Until > time.GetUtcNow() && seated.Add(callSid) ? new Seat(this, callSid) : null;
        }
    }

    private static bool IsSame(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private sealed class Seat(LiveTickets tickets, string callSid) : IDisposable
    {
        public void Dispose()
        {
            lock (tickets.gate) tickets.seated.Remove(callSid);
        }
    }
}
