using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>All rows about one caller, table by table, with the columns that the tables have: whatever is kept is in it.</summary>
internal sealed class CallerRows(SqliteConnection connection)
{
    private const string VoiceProfiles = "voice_profiles";
    private const string Theirs = "call_id IN (SELECT call_id FROM calls WHERE from_number = $phone)";

    // That a voice is known belongs to the caller; what opens it, or could be compared with, leaves this machine never.
    private const string OfAVoice =
        "name, consent_text, consent_language, consented_at, expires_at, speech_ms, template IS NOT NULL AS voice_is_known, updated_at";

    private static readonly (string Table, string Which)[] Tables =
    [
        ("customers", "phone = $phone"),
        (VoiceProfiles, "phone = $phone"),
        ("voice_questions", "phone = $phone"),
        ("calls", "from_number = $phone"),
        ("turns", Theirs),
        ("replies", Theirs),
        ("spoken_lines", Theirs),
        ("audio_files", Theirs),
        ("recordings", Theirs),
        ("messages", $"from_number = $phone OR {Theirs}"),
        ("reservations", $"phone = $phone OR ({Theirs} AND phone IS NULL)"),
        ("reservation_history", $"reservation_id IN (SELECT id FROM reservations WHERE phone = $phone) OR {Theirs}"),
        ("holds", Theirs),
        ("limit_hits", "phone = $phone"),
        ("usage", Theirs),
    ];

    /// <summary>An object with a list for each table, empty where there is nothing.</summary>
    public void Write(string phone, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var (table, which) in Tables)
        {
            json.WriteStartArray(table);
            using var statement = new Statement(connection, $"SELECT {(table == VoiceProfiles ? OfAVoice : "*")} FROM {table} WHERE {which}");
            statement.List(
                row =>
                {
                    WriteRow(row, json);
                    return true;
                },
                phone);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    public IReadOnlyList<string> AudioFiles(string phone) =>
        new Query("SELECT DISTINCT path FROM audio_files").Where(Theirs, phone).Texts(connection, "");

    public IReadOnlyList<StoredRecording> Recordings(string phone) =>
        new Query($"{RecordingReads.Columns} FROM recordings AS r").Where(Theirs, phone).List(connection, RecordingReads.Recording, "ORDER BY created_at");

    private static void WriteRow(SqliteDataReader row, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        for (var i = 0; i < row.FieldCount; i++)
        {
            json.WritePropertyName(row.GetName(i));
            if (row.IsDBNull(i)) json.WriteNullValue();
            else if (row.GetFieldType(i) == typeof(long)) json.WriteNumberValue(row.GetInt64(i));
            else if (row.GetFieldType(i) == typeof(double)) json.WriteNumberValue(row.GetDouble(i));
            else json.WriteStringValue(row.GetString(i));
        }

        json.WriteEndObject();
    }
}
