using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>Names the rows that are over their time, a few at a time, each time those behind the last one.</summary>
internal sealed class RetentionReads(SqliteConnection connection)
{
    /// <summary>So many rows go in one transaction: nobody waits long behind it.</summary>
    public const int Most = 200;

    // A call takes a dozen statements.
    public const int MostCalls = 20;

    private const string CallIsOver = "(ended_at IS NOT NULL OR started_at < $answers_since)";

    public IReadOnlyList<string> Recordings(DateTimeOffset before) => new Query("SELECT recording_sid FROM recordings")
        .Where("created_at < $before", UtcText.Of(before))
        .Where("NOT EXISTS (SELECT 1 FROM recording_work AS work WHERE work.recording_sid = recordings.recording_sid AND step = 'erase')").Texts(connection, "LIMIT $most", Most);

    /// <summary>Files that nobody has been played since.</summary>
    public IReadOnlyList<string> AudioPaths(DateTimeOffset before) =>
        new Query("SELECT path FROM audio_files").Texts(connection, "GROUP BY path HAVING max(created_at) < $before LIMIT $most", UtcText.Of(before), Most);

    /// <summary>Turns of calls that are over, in which words are left.</summary>
    public IReadOnlyList<long> Turns(DateTimeOffset before, DateTimeOffset answersSince, long after) => new Query("SELECT id FROM turns")
        .Where("id > $after", after).Where("created_at < $before", UtcText.Of(before))
        .Where("(user_text <> '' OR coalesce(assistant_text, heard_text, tool_calls, understood) IS NOT NULL)")
        .Where($"NOT EXISTS (SELECT 1 FROM calls WHERE calls.call_id = turns.call_id AND NOT {CallIsOver})", UtcText.Of(answersSince)).Numbers(connection, "ORDER BY id LIMIT $most", Most);

    public IReadOnlyList<string> CallsWithDraft(DateTimeOffset before, DateTimeOffset answersSince) => new Query("SELECT call_id FROM calls")
        .Where("started_at < $before", UtcText.Of(before)).Where(CallIsOver, UtcText.Of(answersSince)).Where("draft IS NOT NULL").Texts(connection, "LIMIT $most", Most);

    public IReadOnlyList<string> Calls(DateTimeOffset before, DateTimeOffset answersSince) => new Query("SELECT call_id FROM calls")
        .Where("started_at < $before", UtcText.Of(before)).Where(CallIsOver, UtcText.Of(answersSince)).Texts(connection, "ORDER BY started_at LIMIT $most", MostCalls);

    /// <summary>Reservations that have been over for that long, and of which somebody's name is left.</summary>
    public IReadOnlyList<long> Reservations(DateTimeOffset before) => new Query("SELECT id FROM reservations")
        .Where("ends_at < $before", UtcText.Of(before)).Where("(booking_key NOT LIKE 'erased %' OR phone IS NOT NULL OR name <> 'erased')").Numbers(connection, "LIMIT $most", MostCalls);
}

/// <summary>Queries of one column.</summary>
internal static class OneColumn
{
    public static IReadOnlyList<string> Texts(this Query query, SqliteConnection connection, string end, params ReadOnlySpan<object?> bound) =>
        query.List(connection, row => row.GetString(0), end, bound);

    public static IReadOnlyList<long> Numbers(this Query query, SqliteConnection connection, string end, params ReadOnlySpan<object?> bound) =>
        query.List(connection, row => row.GetInt64(0), end, bound);
}
