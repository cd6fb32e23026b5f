using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>Writes <c>holds</c>.</summary>
internal sealed class HoldsTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement keep = new(connection, """
        INSERT INTO holds (call_id, starts_at, ends_at, people, tables, expires_at)
        VALUES ($call_id, $starts_at, $ends_at, $people, $tables, $expires_at)
        ON CONFLICT (call_id) DO UPDATE SET starts_at = excluded.starts_at, ends_at = excluded.ends_at,
            people = excluded.people, tables = excluded.tables, expires_at = excluded.expires_at
        """);

    private readonly Statement release = new(connection, "DELETE FROM holds WHERE call_id = $call_id");
    private readonly Statement dropExpired = new(connection, "DELETE FROM holds WHERE expires_at <= $now");

    /// <summary>Takes the place of what the call held before.</summary>
    public void Keep(StoredHold hold) => keep.Run(
        hold.CallId, UtcText.Of(hold.StartsAt), UtcText.Of(hold.EndsAt), hold.People, TableNames.Of(hold.Tables),
        UtcText.Of(hold.ExpiresAt));

    public void Release(string callId) => release.Run(callId);

    public void DropExpired(DateTimeOffset now) => dropExpired.Run(UtcText.Of(now));

    public void Dispose()
    {
        keep.Dispose();
        release.Dispose();
        dropExpired.Dispose();
    }
}
