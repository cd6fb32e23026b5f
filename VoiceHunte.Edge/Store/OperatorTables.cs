using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>Something that an operator did.</summary>
/// <param name="Operator">The session's short name, or <c>token</c> for a program.</param>
/// <param name="Action">Such as <c>reservation.change</c>.</param>
/// <param name="Subject">What it was done to: an id, never a whole number.</param>
/// <param name="Before">JSON; null where there was nothing.</param>
internal sealed record AuditEntry(string Operator, string Action, string Subject, string? Before, string? After, DateTimeOffset CreatedAt);

/// <summary>A browser that is logged in.</summary>
/// <param name="IdHash">Of the cookie's value, which itself is nowhere kept.</param>
/// <param name="TokenHash">Of the ADMIN_TOKEN it logged in with: another token ends it.</param>
internal sealed record StoredSession(string IdHash, string TokenHash, DateTimeOffset CreatedAt, DateTimeOffset LastSeen, DateTimeOffset ExpiresAt);

/// <summary>Writes <c>audit</c>, <c>sessions</c> and what operators do to <c>messages</c>.</summary>
internal sealed class OperatorTables(SqliteConnection connection) : IDisposable
{
    private readonly Statement note = new(connection, """
        INSERT INTO audit (operator, action, subject, before, after, created_at)
        VALUES ($operator, $action, $subject, $before, $after, $created_at)
        """);

    private readonly Statement open = new(connection, """
        INSERT INTO sessions (id_hash, token_hash, created_at, last_seen, expires_at)
        VALUES ($id_hash, $token_hash, $created_at, $last_seen, $expires_at)
        ON CONFLICT (id_hash) DO UPDATE SET last_seen = excluded.last_seen, expires_at = excluded.expires_at
        """);

    private readonly Statement close = new(connection, "DELETE FROM sessions WHERE id_hash = $id_hash");
    private readonly Statement closeAll = new(connection, "DELETE FROM sessions");
    private readonly Statement dropExpired = new(connection, "DELETE FROM sessions WHERE expires_at <= $now");

    private readonly Statement setMessage = new(connection, """
        UPDATE messages SET status = $status, closed_at = $closed_at WHERE id = $id AND status <> $status
        """);

    public void Note(AuditEntry entry) =>
        note.Run(entry.Operator, entry.Action, entry.Subject, entry.Before, entry.After, UtcText.Of(entry.CreatedAt));

    public void Keep(StoredSession session)
    {
        dropExpired.Run(UtcText.Of(session.LastSeen));
        open.Run(session.IdHash, session.TokenHash, UtcText.Of(session.CreatedAt), UtcText.Of(session.LastSeen), UtcText.Of(session.ExpiresAt));
    }

    public void End(string idHash) => close.Run(idHash);

    public void EndAll() => closeAll.Run();

    /// <returns>False when it had that status already, or is not there.</returns>
    public bool SetMessage(long id, string status, DateTimeOffset now) => setMessage.Run(status, status == "done" ? UtcText.Of(now) : null, id) > 0;

    public void Dispose()
    {
        foreach (var statement in (Statement[])[note, open, close, closeAll, dropExpired, setMessage]) statement.Dispose();
    }
}
