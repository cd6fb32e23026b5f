using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>Reads <c>calls</c> and what belongs to each.</summary>
internal sealed class CallReads(SqliteConnection connection) : IDisposable
{
    private const string Columns = """
        SELECT call_id, started_at, ended_at, language, from_number, to_number, status, mode, duration_seconds,
            (SELECT count(*) FROM turns WHERE turns.call_id = calls.call_id), transfer_reason, silences, awaiting_confirmation,
            misunderstood, language_leaning, draft, recording
        FROM calls
        """;

    public const string TurnColumns = """
        SELECT call_id, turn_id, user_text, confidence, language, intent, tool_calls, assistant_text, heard_text, source,
            latency_ms, created_at, understood, stages, voice_hint, voice_score
        FROM turns
        """;

    private readonly Statement recent = new(connection, $"{Columns} ORDER BY started_at DESC, call_id LIMIT $limit");
    private readonly Statement one = new(connection, $"{Columns} WHERE call_id = $call_id");

    private readonly Statement turns = new(connection, $"{TurnColumns} WHERE call_id = $call_id ORDER BY turn_id");

    private readonly Statement replies = new(connection, """
        SELECT call_id, request_key, twiml, created_at FROM replies WHERE call_id = $call_id ORDER BY created_at
        """);

    private readonly Statement messages = new(connection, $"{MessageReads.Columns} WHERE call_id = $call_id ORDER BY id");

    // One snapshot for all the tables: a turn may be committed in between.
    private readonly Statement begin = new(connection, "BEGIN");
    private readonly Statement end = new(connection, "COMMIT");

    public List<LoggedCall> Recent(int limit) => recent.List(Call, limit);

    public StoredCall? Find(string callId)
    {
        begin.Run();
        try
        {
            var found = one.List(row => (Call: Call(row), State: State(row)), callId);
            return found is [var (call, state)]
                ? new StoredCall(call, state, turns.List(Turn, callId), replies.List(Reply, callId), messages.List(MessageReads.Message, callId))
                : null;
        }
        finally
        {
            end.Run();
        }
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[recent, one, turns, replies, messages, begin, end]) statement.Dispose();
    }

    private static LoggedCall Call(SqliteDataReader row) => new(
        row.GetString(0), row.Time(1), row.TimeOrNull(2), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5),
        row.GetString(6), row.TextOrNull(7), row.IntOrNull(8), row.GetInt32(9), row.TextOrNull(10));

    private static CallState State(SqliteDataReader row) =>
        new(row.GetString(0), row.TextOrNull(3) ?? "", row.GetInt32(11), row.TextOrNull(12))
        {
            Misunderstood = row.GetInt32(13),
            LanguageLeaning = row.TextOrNull(14),
            TransferReason = row.TextOrNull(10),
            Draft = row.TextOrNull(15),
            Recording = row.TextOrNull(16),
        };

    public static StoredTurn Turn(SqliteDataReader row) => new(
        row.GetString(0), row.GetInt32(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetDouble(3), row.GetString(4),
        row.TextOrNull(5), row.TextOrNull(6), row.TextOrNull(7), row.TextOrNull(8), row.TextOrNull(9), row.LongOrNull(10),
        row.Time(11))
    {
        Understood = row.TextOrNull(12),
        Stages = row.TextOrNull(13),
        VoiceHint = row.TextOrNull(14),
        VoiceScore = row.IsDBNull(15) ? null : row.GetDouble(15),
    };

    private static StoredReply Reply(SqliteDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.Time(3));
}
