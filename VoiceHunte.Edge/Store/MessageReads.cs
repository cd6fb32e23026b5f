using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>Reads <c>messages</c>.</summary>
internal sealed class MessageReads(SqliteConnection connection) : IDisposable
{
    public const string Columns = """
        SELECT id, call_id, from_number, language, text, kind, recording_url, status, created_at, closed_at FROM messages
        """;

    private readonly Statement open = new(connection, $"{Columns} WHERE status = 'open' ORDER BY created_at, id");

    public List<StoredMessage> Open() => open.List(Message);

    public static StoredMessage Message(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.TextOrNull(2), row.GetString(3), row.GetString(4), row.GetString(5),
        row.TextOrNull(6), row.GetString(7), row.Time(8), row.TimeOrNull(9));

    public void Dispose() => open.Dispose();
}
