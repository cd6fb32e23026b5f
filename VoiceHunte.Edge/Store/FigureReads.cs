using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>Reads what the figures and the money are made of, row by row, in a span of time.</summary>
internal sealed class FigureReads(SqliteConnection connection)
{
    public List<CallFigures> Calls(DateTimeOffset from, DateTimeOffset to) => new Query(
        "SELECT started_at, duration_seconds, language, outcome, transfer_reason IS NOT NULL FROM calls").Where(
        "started_at >= $from AND started_at < $to", UtcText.Of(from), UtcText.Of(to)).List(
        connection, row => new CallFigures(row.Time(0), row.IntOrNull(1), row.TextOrNull(2), row.TextOrNull(3), row.GetBoolean(4)), "");

    public List<TurnFigures> Turns(DateTimeOffset from, DateTimeOffset to) => new Query("""
        SELECT call_id, turn_id, created_at, user_text <> '', confidence, intent, tool_calls, source, latency_ms, stages, understood,
            source = 'rules' AND intent IS NULL AND user_text <> ''
        FROM turns
        """).Where("created_at >= $from AND created_at < $to", UtcText.Of(from), UtcText.Of(to)).List(
        connection,
        row => new TurnFigures(
            row.GetString(0), row.GetInt32(1), row.Time(2), row.GetBoolean(3), row.IsDBNull(4) ? null : row.GetDouble(4), row.TextOrNull(5), row.TextOrNull(6),
            row.TextOrNull(7), row.LongOrNull(8), row.TextOrNull(9), row.TextOrNull(10), !row.IsDBNull(11) && row.GetBoolean(11)),
        "");

    public List<SpentOn> Spent(DateTimeOffset from, DateTimeOffset to) => new Query(
        "SELECT created_at, kind, model, quantities, cost_micro_usd FROM usage").Where(
        "created_at >= $from AND created_at < $to", UtcText.Of(from), UtcText.Of(to)).List(
        connection, row => new SpentOn(row.Time(0), row.GetString(1), row.GetString(2), row.GetString(3), row.LongOrNull(4)), "");

    /// <summary>Callers who were over a limit, the latest first.</summary>
    public List<ListedLimitHit> LimitHits(DateTimeOffset from, DateTimeOffset to) => new Query(
        "SELECT max(created_at), phone, limit_name, count(*) FROM limit_hits").Where(
        "created_at >= $from AND created_at < $to", UtcText.Of(from), UtcText.Of(to)).List(
        connection, row => new ListedLimitHit(row.Time(0), row.GetString(1), row.GetString(2), row.GetInt32(3)),
        "GROUP BY phone, limit_name ORDER BY 1 DESC LIMIT 100");

    /// <summary>Calls in which a booking was refused or failed, and none came of it after all.</summary>
    public int CountFailedBookings(DateTimeOffset from, DateTimeOffset to) => new Query(
        // The plus keeps SQLite from going through all turns there are in the order of their calls.
        "SELECT count(DISTINCT +t.call_id) FROM turns AS t").Where(
        """
        t.created_at >= $from AND t.created_at < $to AND json_valid(t.tool_calls)
            AND EXISTS (SELECT 1 FROM json_each(t.tool_calls) AS tool WHERE tool.value ->> 'name' = 'book_table' AND tool.value ->> 'ok' = 0)
            AND NOT EXISTS (SELECT 1 FROM reservation_history AS did WHERE did.call_id = t.call_id AND did.action = 'booked')
        """,
        UtcText.Of(from), UtcText.Of(to)).List(connection, row => row.GetInt32(0), "")[0];

    public int CountBookings(DateTimeOffset from, DateTimeOffset to) => new Query(
        "SELECT count(*) FROM reservation_history").Where(
        "action = 'booked' AND changed_by = 'caller' AND created_at >= $from AND created_at < $to", UtcText.Of(from), UtcText.Of(to)).List(
        connection, row => row.GetInt32(0), "")[0];
}
