using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>What one number has taken up.</summary>
internal sealed record TakenByCaller(int CallsThisHour, long SecondsToday, long MicroUsdToday);

/// <summary>Reads what was spent, where a call has to know it.</summary>
internal sealed class SpendingReads(SqliteConnection connection) : IDisposable
{
    private readonly Statement since = new(connection, "SELECT coalesce(sum(cost_micro_usd), 0) FROM usage WHERE created_at >= $since");

    // Whoever was turned away has no wire, only an end: trying again keeps nobody out for longer.
    private readonly Statement calls = new(connection, """
        SELECT count(*) FROM calls
        WHERE from_number = $phone AND started_at > $hour_ago AND call_id <> $call_id AND mode IS NOT NULL
        """);

    private readonly Statement seconds = new(connection, """
        SELECT coalesce(sum(duration_seconds), 0) FROM calls WHERE from_number = $phone AND started_at >= $midnight AND call_id <> $call_id
        """);

    private readonly Statement spent = new(connection, """
        SELECT coalesce(sum(cost_micro_usd), 0) FROM usage
        WHERE call_id IN (SELECT call_id FROM calls WHERE from_number = $phone AND started_at >= $midnight AND call_id <> $call_id)
        """);

    public long Since(DateTimeOffset moment) => Number(since, UtcText.Of(moment));

    public TakenByCaller TakenBy(string phone, string callId, DateTimeOffset hourAgo, DateTimeOffset midnight) => new(
        (int)Number(calls, phone, UtcText.Of(hourAgo), callId),
        Number(seconds, phone, UtcText.Of(midnight), callId),
        Number(spent, phone, UtcText.Of(midnight), callId));

    public void Dispose()
    {
        foreach (var statement in (Statement[])[since, calls, seconds, spent]) statement.Dispose();
    }

    private static long Number(Statement statement, params ReadOnlySpan<object?> values) => statement.List(row => row.GetInt64(0), values)[0];
}
