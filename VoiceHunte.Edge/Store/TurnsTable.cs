using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>Writes <c>turns</c> and, for Twilio's repeats, <c>replies</c>.</summary>
internal sealed class TurnsTable(SqliteConnection connection) : IDisposable
{
    private const string Columns = """
        call_id, turn_id, user_text, confidence, language, intent, tool_calls, assistant_text, heard_text, source,
        latency_ms, created_at, understood, stages, voice_hint, voice_score
        """;

    // A turn is kept when the caller is put on hold and again when the answer is there: nothing known is forgotten.
    // Other words under the same number are another turn, and leave this one alone.
    private readonly Statement keep = new(connection, $"""
        INSERT INTO turns ({Columns})
        VALUES ($call_id, $turn_id, $user_text, $confidence, $language, $intent, $tool_calls, $assistant_text,
            $heard_text, $source, $latency_ms, $created_at, $understood, $stages, $voice_hint, $voice_score)
        ON CONFLICT (call_id, turn_id) DO UPDATE SET
            language = excluded.language,
            confidence = coalesce(excluded.confidence, turns.confidence),
            intent = coalesce(excluded.intent, turns.intent),
            tool_calls = coalesce(excluded.tool_calls, turns.tool_calls),
            assistant_text = coalesce(excluded.assistant_text, turns.assistant_text),
            heard_text = coalesce(excluded.heard_text, turns.heard_text),
            source = coalesce(excluded.source, turns.source),
            latency_ms = coalesce(excluded.latency_ms, turns.latency_ms),
            understood = coalesce(excluded.understood, turns.understood),
            stages = coalesce(excluded.stages, turns.stages),
            voice_score = CASE WHEN turns.voice_hint IS NULL THEN excluded.voice_score ELSE turns.voice_score END,
            voice_hint = coalesce(turns.voice_hint, excluded.voice_hint)
        WHERE turns.user_text = excluded.user_text
            AND coalesce(turns.assistant_text = excluded.assistant_text, true)
        """);

    // After a restart with an unreadable disk a call is counted from 1 again: its turns go behind those that are there.
    private readonly Statement append = new(connection, $"""
        INSERT INTO turns ({Columns})
        SELECT $call_id, (SELECT max(turn_id) + 1 FROM turns WHERE call_id = $call_id), $user_text, $confidence,
            $language, $intent, $tool_calls, $assistant_text, $heard_text, $source, $latency_ms, $created_at, $understood, $stages,
            $voice_hint, $voice_score
        WHERE NOT EXISTS (
            SELECT 1 FROM turns WHERE call_id = $call_id AND created_at = $created_at AND user_text = $user_text)
        """);

    private readonly Statement reply = new(connection, """
        INSERT INTO replies (call_id, request_key, twiml, created_at)
        VALUES ($call_id, $request_key, $twiml, $created_at)
        ON CONFLICT (call_id, request_key) DO UPDATE SET twiml = excluded.twiml
        """);

    private readonly Statement forgetRepliesOfCall = new(connection, "DELETE FROM replies WHERE call_id = $call_id OR created_at < $before");
    private readonly Statement forgetReplies = new(connection, "DELETE FROM replies WHERE created_at < $before");

    public void Keep(StoredTurn turn)
    {
        var createdAt = UtcText.Of(turn.CreatedAt);
        var kept = keep.Run(
            turn.CallId, turn.TurnId, turn.UserText, turn.Confidence, turn.Language, turn.Intent, turn.ToolCalls,
            turn.AssistantText, turn.HeardText, turn.Source, turn.LatencyMs, createdAt, turn.Understood, turn.Stages, turn.VoiceHint, turn.VoiceScore);
        if (kept > 0) return;

        append.Run(
            turn.CallId, turn.UserText, turn.Confidence, turn.Language, turn.Intent, turn.ToolCalls,
            turn.AssistantText, turn.HeardText, turn.Source, turn.LatencyMs, createdAt, turn.Understood, turn.Stages, turn.VoiceHint, turn.VoiceScore);
    }

    public void Keep(StoredReply answer) =>
        reply.Run(answer.CallId, answer.RequestKey, answer.Twiml, UtcText.Of(answer.CreatedAt));

    /// <summary>Of one call that ended, and all of before then.</summary>
    public void ForgetReplies(string callId, DateTimeOffset before) => forgetRepliesOfCall.Run(callId, UtcText.Of(before));

    public void ForgetReplies(DateTimeOffset before) => forgetReplies.Run(UtcText.Of(before));

    public void Dispose()
    {
        forgetReplies.Dispose();
        forgetRepliesOfCall.Dispose();
        keep.Dispose();
        append.Dispose();
        reply.Dispose();
    }
}
