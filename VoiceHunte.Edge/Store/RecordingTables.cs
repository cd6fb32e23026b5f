using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>Writes <c>recordings</c>, and in <c>recording_work</c> what remains to be done about each.</summary>
internal sealed class RecordingTables(SqliteConnection connection) : IDisposable
{
    // Callbacks come in any order, and more than once: what is whole or kept stays so.
    private readonly Statement report = new(connection, """
        INSERT INTO recordings (call_id, recording_sid, recording_url, duration_seconds, status, channels, created_at, source, at_twilio)
        VALUES ($call_id, $recording_sid, $recording_url, $duration_seconds, $status, $channels, $created_at, 'twilio', $at_twilio)
        ON CONFLICT (recording_sid) DO UPDATE SET
            recording_url = coalesce(excluded.recording_url, recordings.recording_url),
            duration_seconds = coalesce(excluded.duration_seconds, recordings.duration_seconds),
            channels = coalesce(excluded.channels, recordings.channels),
            status = CASE WHEN recordings.status = 'in-progress' THEN excluded.status ELSE recordings.status END,
            at_twilio = CASE WHEN recordings.status = 'in-progress' THEN excluded.at_twilio ELSE recordings.at_twilio END
        """);

    // A caller who refused is not fetched, nor one whose call was erased: what Twilio has of them is deleted there.
    private readonly Statement beginWork = new(connection, """
        INSERT INTO recording_work (recording_sid, step, due_at)
        SELECT recording_sid,
            CASE WHEN EXISTS (SELECT 1 FROM calls WHERE calls.call_id = recordings.call_id AND recording = 'refused')
                OR (EXISTS (SELECT 1 FROM erasures) AND NOT EXISTS (SELECT 1 FROM calls WHERE calls.call_id = recordings.call_id))
            THEN 'erase' ELSE 'fetch' END,
            $due_at
        FROM recordings WHERE recording_sid = $recording_sid AND status = 'completed' AND storage_key IS NULL
        ON CONFLICT (recording_sid) DO NOTHING
        """);

    private readonly Statement keep = new(connection, """
        INSERT INTO recordings (call_id, recording_sid, recording_url, duration_seconds, storage_key, status, created_at, source, format, channels,
            bytes, sha256, at_twilio)
        VALUES ($call_id, $recording_sid, $recording_url, $duration_seconds, $storage_key, $status, $created_at, $source, $format, $channels,
            $bytes, $sha256, $at_twilio)
        ON CONFLICT (recording_sid) DO UPDATE SET
            duration_seconds = coalesce(excluded.duration_seconds, recordings.duration_seconds), storage_key = excluded.storage_key, status = excluded.status, format = excluded.format,
            channels = excluded.channels, bytes = excluded.bytes, sha256 = excluded.sha256, at_twilio = excluded.at_twilio
        """);

    private readonly Statement isThere = new(connection, "SELECT 1 FROM recordings WHERE recording_sid = $recording_sid");

    private readonly Statement setWork = new(connection, """
        INSERT INTO recording_work (recording_sid, step, due_at) VALUES ($recording_sid, $step, $due_at)
        ON CONFLICT (recording_sid) DO UPDATE SET
            step = CASE WHEN recording_work.step = 'erase' THEN 'erase' ELSE excluded.step END,
            attempts = 0, due_at = excluded.due_at, last_error = NULL
        """);

    private readonly Statement endWork = new(connection, "DELETE FROM recording_work WHERE recording_sid = $recording_sid AND step = $step");

    private readonly Statement fail = new(connection, """
        UPDATE recording_work SET attempts = attempts + 1, due_at = $due_at, last_error = $last_error WHERE recording_sid = $recording_sid AND step = $step
        """);

    private readonly Statement setUpload = new(connection, "UPDATE recording_work SET upload_id = $upload_id WHERE recording_sid = $recording_sid");

    // Of a caller who is being erased, for the certificate: how many, and where they were.
    private readonly Statement countErased = new(connection, """
        INSERT INTO erasure_counts (erasure_id, kind, count)
        SELECT erasures.id, place.kind, 1
        FROM recordings JOIN calls USING (call_id) JOIN erasures ON erasures.phone = calls.from_number
        JOIN (SELECT 'recordings' AS kind UNION ALL SELECT 'recordings_in_data_dir' UNION ALL SELECT 'recordings_in_bucket'
            UNION ALL SELECT 'recordings_at_twilio') AS place
        WHERE recording_sid = $recording_sid AND CASE place.kind
            WHEN 'recordings' THEN true
            WHEN 'recordings_in_data_dir' THEN storage_key LIKE 'data:%'
            WHEN 'recordings_in_bucket' THEN storage_key LIKE 's3:%'
            ELSE at_twilio = 1 END
        ON CONFLICT (erasure_id, kind) DO UPDATE SET count = count + 1
        """);

    private readonly Statement forget = new(connection, "DELETE FROM recordings WHERE recording_sid = $recording_sid");
    private readonly Statement forgetWork = new(connection, "DELETE FROM recording_work WHERE recording_sid = $recording_sid");

    private readonly Statement eraseOfCall = new(connection, """
        INSERT INTO recording_work (recording_sid, step, due_at)
        SELECT recording_sid, 'erase', $due_at FROM recordings WHERE call_id = $call_id AND status NOT IN ('in-progress', 'absent', 'failed')
        ON CONFLICT (recording_sid) DO UPDATE SET step = 'erase', attempts = 0, due_at = excluded.due_at
        """);

    public void Report(ReportedRecording one)
    {
        var isWhole = one.Status == RecordingStatus.Completed;
        report.Run(
            one.CallId, one.RecordingSid, one.Url, one.DurationSeconds, one.Status, one.Channels, UtcText.Of(one.At), isWhole || one.Status == RecordingStatus.InProgress ? 1 : 0);
        beginWork.Run(UtcText.Of(one.At), one.RecordingSid);
    }

    /// <summary>Keeps a recording as it is now, and what comes next; null: nothing does.</summary>
    /// <param name="done">The step that has been taken; null for a new recording.</param>
    public void Keep(StoredRecording one, string? done, string? next, DateTimeOffset due)
    {
        // Erased while the step was being taken: it does not come back.
        if (done is not null && isThere.List(row => row.GetInt32(0), one.RecordingSid).Count == 0) return;
        keep.Run(
            one.CallId, one.RecordingSid, one.RecordingUrl, one.DurationSeconds, one.StorageKey, one.Status, UtcText.Of(one.CreatedAt), one.Source, one.Format,
            one.Channels, one.Bytes, one.Sha256, one.AtTwilio ? 1 : 0);
        // Somebody may have asked for it to be erased in the meantime: that step stays.
        if (next is not null) setWork.Run(one.RecordingSid, next, UtcText.Of(due));
        else if (done is not null) endWork.Run(one.RecordingSid, done);
    }

    public void Fail(string recordingSid, string step, string error, DateTimeOffset due) => fail.Run(UtcText.Of(due), error, recordingSid, step);

    public void SetUpload(string recordingSid, string? uploadId) => setUpload.Run(uploadId, recordingSid);

    public void Forget(string recordingSid)
    {
        countErased.Run(recordingSid);
        forgetWork.Run(recordingSid);
        forget.Run(recordingSid);
    }

    /// <summary>All that was recorded of a call is to go.</summary>
    public void EraseOfCall(string callId, DateTimeOffset due) => eraseOfCall.Run(UtcText.Of(due), callId);

    public void Dispose()
    {
        foreach (var statement in (Statement[])[report, beginWork, keep, setWork, endWork, fail, setUpload, isThere, countErased, forget, forgetWork, eraseOfCall]) statement.Dispose();
    }
}
