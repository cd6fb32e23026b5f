using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Operations;

/// <summary>
/// Browsers that are logged in: a random id in an HttpOnly cookie, of which only the hash is kept. They survive a restart, and
/// end with the ADMIN_TOKEN they logged in with.
/// </summary>
internal sealed class OperatorSessions(EdgeSettings settings, CallStore store, TimeProvider time)
{
    private const int IdBytes = 32;

    /// <summary>Without a sign of life.</summary>
    private static readonly TimeSpan Lives = TimeSpan.FromDays(7);

    private static readonly TimeSpan NotedEvery = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, StoredSession> known = new(StringComparer.Ordinal);
    private readonly string? tokenHash = settings.AdminToken is { } token ? Hash(token.Reveal()) : null;

    /// <summary>True while ADMIN_TOKEN is set.</summary>
    public bool NeedToken => tokenHash is not null;

    /// <summary>True where the token is the right one.</summary>
    public bool IsToken(string token) =>
        tokenHash is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(token)), Encoding.ASCII.GetBytes(tokenHash));

    /// <summary>Logs this browser in.</summary>
    public async Task OpenAsync(HttpContext context)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        var now = time.GetUtcNow();
        var session = new StoredSession(Hash(id), tokenHash!, now, now, now + Lives);
        known[session.IdHash] = session;
        await store.KeepSessionAsync(session);
        context.Response.Cookies.Append(CookieName(context), id, Cookie(context, Lives));
    }

    /// <summary>The operator's name in the audit; null where this browser is not logged in.</summary>
    public async Task<string?> FindAsync(HttpContext context)
    {
        if (tokenHash is null || context.Request.Cookies[CookieName(context)] is not { Length: IdBytes * 2 } id) return null;
        var hash = Hash(id);
        if (!known.TryGetValue(hash, out var session))
        {
            try
            {
                session = await store.ReadForOfficeAsync(history => history.Office.FindSession(hash), context.RequestAborted);
            }
            catch (StoreUnavailableException)
            {
                return null;
            }

            if (session is null) return null;
            known.TryAdd(hash, session);
        }

        var now = time.GetUtcNow();
        if (session.ExpiresAt <= now || session.TokenHash != tokenHash)
        {
            known.TryRemove(hash, out _);
            return null;
        }

        if (now - session.LastSeen > NotedEvery)
        {
            session = session with { LastSeen = now, ExpiresAt = now + Lives };
            known[hash] = session;
            _ = store.KeepSessionAsync(session);
        }

        return Name(hash);
    }

    /// <summary>Logs this browser out.</summary>
    public async Task CloseAsync(HttpContext context)
    {
        if (context.Request.Cookies[CookieName(context)] is { } id)
        {
            known.TryRemove(Hash(id), out _);
            await store.EndSessionAsync(Hash(id));
        }

        context.Response.Cookies.Delete(CookieName(context), Cookie(context, null));
    }

    /// <summary>Logs every browser out.</summary>
    public async Task CloseAllAsync()
    {
        known.Clear();
        await store.EndAllSessionsAsync();
    }

    // With the prefix a browser takes it over TLS only, and from this host alone.
    private static string CookieName(HttpContext context) => context.Request.IsHttps ? "__Host-voicehunte" : "voicehunte";

    private static CookieOptions Cookie(HttpContext context, TimeSpan? lives) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/", MaxAge = lives, IsEssential = true };

    private static string Name(string hash) => $"session {hash[..8]}";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
