using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>Reads what is kept on one caller, and how their erasure stands.</summary>
internal sealed class PrivacyReads(SqliteConnection connection)
{
    private const string ErasureColumns = "SELECT id, phone, phone_salt, phone_hash, requested_by, started_at, finished_at, certificate FROM erasures";

    /// <summary>The salt of all hashes in this database; null before the first.</summary>
    public string? Salt() => new Query("SELECT phone_salt FROM erasures").List(connection, row => row.GetString(0), "ORDER BY started_at LIMIT 1") is [var salt] ? salt : null;

    public IReadOnlyList<StoredErasure> Unfinished() => new Query(ErasureColumns).Where("finished_at IS NULL").List(connection, Erasure, "ORDER BY started_at");

    public IReadOnlyList<StoredErasure> Finished() => new Query(ErasureColumns).Where("finished_at IS NOT NULL").List(connection, Erasure, "ORDER BY started_at");

    public StoredErasure? Find(string id) => new Query(ErasureColumns).Where("id = $id", id).List(connection, Erasure, "") is [var found] ? found : null;

    public IReadOnlyList<(string Kind, int Count)> Counts(string id) =>
        new Query("SELECT kind, count FROM erasure_counts").Where("erasure_id = $id", id).List(connection, row => (row.GetString(0), row.GetInt32(1)), "ORDER BY kind");

    public bool IsKept(string phone) => new Query("""
        SELECT EXISTS (SELECT 1 FROM calls WHERE from_number = $phone) OR EXISTS (SELECT 1 FROM customers WHERE phone = $phone)
            OR EXISTS (SELECT 1 FROM reservations WHERE phone = $phone) OR EXISTS (SELECT 1 FROM messages WHERE from_number = $phone)
            OR EXISTS (SELECT 1 FROM limit_hits WHERE phone = $phone) OR EXISTS (SELECT 1 FROM voice_profiles WHERE phone = $phone)
            OR EXISTS (SELECT 1 FROM voice_questions WHERE phone = $phone)
        """).List(connection, row => row.GetInt32(0), "", phone)[0] == 1;

    /// <summary>Calls of a number that began by then.</summary>
    public IReadOnlyList<string> CallsOf(string phone, DateTimeOffset until) => new Query("SELECT call_id FROM calls")
        .Where("from_number = $phone", phone).Where("started_at <= $until", UtcText.Of(until)).List(connection, row => row.GetString(0), "ORDER BY started_at");

    public IReadOnlyList<StoredRecording> RecordingsOfCall(string callId) =>
        new Query($"{RecordingReads.Columns} FROM recordings AS r").Where("call_id = $call_id", callId).List(connection, RecordingReads.Recording, "ORDER BY created_at");

    /// <summary>Whether Twilio was asked to record the call, of which no recording is known here.</summary>
    public bool MayHaveUntoldRecording(string callId, DateTimeOffset since) => new Query("SELECT 1 FROM calls")
        .Where("call_id = $call_id", callId).Where("recording = 'begun'").Where("started_at > $since", UtcText.Of(since))
        .Where("NOT EXISTS (SELECT 1 FROM recordings WHERE recordings.call_id = calls.call_id)").List(connection, row => row.GetInt32(0), "").Count > 0;

    public IReadOnlyList<CallersFile> FilesOf(string callId) => new Query("""
        SELECT DISTINCT path, EXISTS (SELECT 1 FROM audio_files AS other WHERE other.path = mine.path AND other.call_id <> mine.call_id) FROM audio_files AS mine
        """).Where("call_id = $call_id", callId).List(connection, row => new CallersFile(row.GetString(0), row.GetInt32(1) == 1), "");

    /// <summary>All numbers of which something was kept before then.</summary>
    public IReadOnlyList<string> PhonesBefore(DateTimeOffset before) => new Query("""
        SELECT DISTINCT phone FROM (
            SELECT from_number AS phone, started_at AS since FROM calls UNION ALL SELECT phone, first_seen FROM customers
            UNION ALL SELECT phone, created_at FROM reservations UNION ALL SELECT from_number, created_at FROM messages
            UNION ALL SELECT phone, created_at FROM limit_hits UNION ALL SELECT phone, consented_at FROM voice_profiles)
        """).Where("phone IS NOT NULL").Where("since < $before", UtcText.Of(before)).List(connection, row => row.GetString(0), "");

    public IReadOnlyList<string> CustomerPhones() => new Query("SELECT phone FROM customers").List(connection, row => row.GetString(0), "");

    private static StoredErasure Erasure(SqliteDataReader row) => new(
        row.GetString(0), row.TextOrNull(1), row.GetString(2), row.GetString(3), row.GetString(4), row.Time(5), row.TimeOrNull(6), row.TextOrNull(7));
}
