using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>Reads <c>recordings</c> and what is to be done about them.</summary>
internal sealed class RecordingReads(SqliteConnection connection)
{
    public const string Columns = """
        SELECT call_id, r.recording_sid, recording_url, duration_seconds, storage_key, status, created_at, source, format, channels, bytes, sha256, at_twilio
        """;

    private const string WithWork = $"{Columns}, step, attempts, upload_id FROM recordings AS r JOIN recording_work USING (recording_sid)";

    /// <summary>The first thing that is due; null where nothing is.</summary>
    public RecordingWork? Due(DateTimeOffset now) => new Query(WithWork).Where("due_at <= $now", UtcText.Of(now)).List(
        connection, row => new RecordingWork(Recording(row), row.GetString(13), row.GetInt32(14), row.TextOrNull(15)), "ORDER BY due_at LIMIT 1") is [var work] ? work : null;

    /// <summary>When the next thing is due; null where nothing is left to do.</summary>
    public DateTimeOffset? NextDue() => new Query("SELECT min(due_at) FROM recording_work").List(connection, row => row.TimeOrNull(0), "") is [var time] ? time : null;

    public StoredRecording? Find(string recordingSid) =>
        new Query($"{Columns} FROM recordings AS r").Where("r.recording_sid = $sid", recordingSid).List(connection, Recording, "") is [var found] ? found : null;

    /// <summary>What was being made of streams when the process before this one ended.</summary>
    public List<StoredRecording> Unfinished() =>
        new Query($"{Columns} FROM recordings AS r").Where("source = 'stream'").Where("status = 'in-progress'").List(connection, Recording, "ORDER BY created_at");

    /// <summary>Calls that were recorded at Twilio, ended in that time, and of which no recording was ever told.</summary>
    public List<string> CallsWithoutRecording(DateTimeOffset from, DateTimeOffset to) => new Query("SELECT call_id FROM calls")
        .Where("recording = 'begun'")
        .Where("ended_at >= $from", UtcText.Of(from)).Where("ended_at < $to", UtcText.Of(to))
        .Where("NOT EXISTS (SELECT 1 FROM recordings WHERE recordings.call_id = calls.call_id)")
        .List(connection, row => row.GetString(0), "ORDER BY ended_at LIMIT 100");

    public static StoredRecording Recording(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.TextOrNull(2), row.IntOrNull(3), row.TextOrNull(4), row.GetString(5), row.Time(6))
    {
        Source = row.GetString(7),
        Format = row.TextOrNull(8),
        Channels = row.IntOrNull(9),
        Bytes = row.LongOrNull(10),
        Sha256 = row.TextOrNull(11),
        AtTwilio = row.GetInt32(12) == 1,
    };
}
