using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>Writes <c>calls</c>: a row a call, whatever comes first about it.</summary>
internal sealed class CallsTable(SqliteConnection connection) : IDisposable
{
    private static readonly string ForwardOnly = $"""
        status = CASE WHEN {CallStatus.Rank("excluded.status")} > {CallStatus.Rank("calls.status")}
            THEN excluded.status ELSE calls.status END
        """;

    private readonly Statement start = new(connection, $"""
        INSERT INTO calls (call_id, started_at, language, from_number, to_number, status, mode, recording)
        VALUES ($call_id, $started_at, $language, $from_number, $to_number, $status, $mode, $recording)
        ON CONFLICT (call_id) DO UPDATE SET
            started_at = min(calls.started_at, excluded.started_at),
            language = coalesce(calls.language, excluded.language),
            from_number = coalesce(calls.from_number, excluded.from_number),
            to_number = coalesce(calls.to_number, excluded.to_number),
            mode = coalesce(calls.mode, excluded.mode),
            recording = coalesce(calls.recording, excluded.recording),
            {ForwardOnly}
        """);

    // A turn whose call was never written (the disk was full then) makes the call's row too.
    private readonly Statement goOn = new(connection, """
        INSERT INTO calls (call_id, started_at, language, status, silences, awaiting_confirmation, misunderstood,
            language_leaning, transfer_reason, draft, recording)
        VALUES ($call_id, $started_at, $language, 'in-progress', $silences, $awaiting_confirmation, $misunderstood,
            $language_leaning, $transfer_reason, $draft, $recording)
        ON CONFLICT (call_id) DO UPDATE SET
            silences = excluded.silences,
            awaiting_confirmation = excluded.awaiting_confirmation,
            misunderstood = excluded.misunderstood,
            language_leaning = excluded.language_leaning,
            transfer_reason = excluded.transfer_reason,
            draft = excluded.draft,
            recording = excluded.recording
        """);

    // Apart, and only where it is another: it stands in two indexes, whose pages would be written again with every turn.
    private readonly Statement changeLanguage = new(connection, """
        UPDATE calls SET language = $language WHERE call_id = $call_id AND language IS NOT $language
        """);

    private readonly Statement status = new(connection, $"""
        INSERT INTO calls (call_id, started_at, ended_at, status, duration_seconds, from_number, to_number)
        VALUES ($call_id, $started_at, $ended_at, $status, $duration_seconds, $from_number, $to_number)
        ON CONFLICT (call_id) DO UPDATE SET
            ended_at = coalesce(calls.ended_at, excluded.ended_at),
            duration_seconds = coalesce(calls.duration_seconds, excluded.duration_seconds),
            from_number = coalesce(calls.from_number, excluded.from_number),
            to_number = coalesce(calls.to_number, excluded.to_number),
            {ForwardOnly}
        """);

    private readonly Statement setOutcome = new(connection, $"""
        UPDATE calls SET outcome = {CallOutcome.Of("status")} WHERE call_id = $call_id AND ended_at IS NOT NULL
        """);

    // Whose end nobody told: Twilio holds no call for longer than this.
    private readonly Statement setStaleOutcomes = new(connection, $"""
        UPDATE calls SET outcome = {CallOutcome.Of("status")} WHERE outcome IS NULL AND started_at < $before
        """);

    private readonly Statement forgetMemory = new(connection, """
        UPDATE calls SET draft = NULL, awaiting_confirmation = NULL
        WHERE call_id = $call_id OR (outcome IS NULL AND started_at < $before)
        """);

    private readonly Statement forgetNumber = new(connection, """
        UPDATE calls SET from_number = NULL WHERE call_id = $call_id OR (outcome IS NULL AND started_at < $before)
        """);

    public void Start(CallStarted call) => start.Run(
        call.CallId, UtcText.Of(call.StartedAt), call.Language, call.FromNumber, call.ToNumber, call.Status, call.Mode, call.Recording);

    public void GoOn(CallState state, DateTimeOffset now)
    {
        goOn.Run(
            state.CallId, UtcText.Of(now), state.Language, state.Silences, state.AwaitingConfirmation, state.Misunderstood,
            state.LanguageLeaning, state.TransferReason, state.Draft, state.Recording);
        changeLanguage.Run(state.Language, state.CallId);
    }

    public void SetStatus(CallEnded call)
    {
        var startedAt = call.EndedAt - TimeSpan.FromSeconds(call.DurationSeconds ?? 0);
        var endedAt = CallStatus.IsFinal(call.Status) ? UtcText.Of(call.EndedAt) : null;
        status.Run(
            call.CallId, UtcText.Of(startedAt), endedAt, call.Status, call.DurationSeconds,
            call.FromNumber, call.ToNumber);
        setOutcome.Run(call.CallId);
    }

    /// <summary>Gives an outcome to calls that began before then and were never ended.</summary>
    public void CloseBooksOn(DateTimeOffset before) => setStaleOutcomes.Run(UtcText.Of(before));

    /// <summary>What calls remember of themselves, of one that ended and of those that began before then and never ended. Before the books are closed on these.</summary>
    public void ForgetMemory(string callId, DateTimeOffset before) => forgetMemory.Run(callId, UtcText.Of(before));

    public void ForgetNumber(string callId, DateTimeOffset before) => forgetNumber.Run(callId, UtcText.Of(before));

    public void Dispose()
    {
        forgetMemory.Dispose();
        forgetNumber.Dispose();
        start.Dispose();
        goOn.Dispose();
        changeLanguage.Dispose();
        status.Dispose();
        setOutcome.Dispose();
        setStaleOutcomes.Dispose();
    }
}
