using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>Reads <c>customers</c> and <c>spoken_lines</c>.</summary>
internal sealed class GuestReads(SqliteConnection connection) : IDisposable
{
    private readonly Statement language = new(connection, "SELECT language FROM customers WHERE phone = $phone");

    private readonly Statement name = new(connection, "SELECT name FROM customers WHERE phone = $phone");

    private readonly Statement line = new(connection, """
        SELECT id, call_id, turn_id, text, language, expires_at FROM spoken_lines WHERE id = $id AND expires_at > $now
        """);

    public string? Language(string phone) => language.List(row => row.TextOrNull(0), phone) is [var found] ? found : null;

    public string? Name(string phone) => name.List(row => row.TextOrNull(0), phone) is [var found] ? found : null;

    public SpokenLine? FindSpokenLine(string id, DateTimeOffset now) =>
        line.List(Line, id, UtcText.Of(now)) is [var found] ? found : null;

    public void Dispose()
    {
        language.Dispose();
        name.Dispose();
        line.Dispose();
    }

    private static SpokenLine Line(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetString(3), row.GetString(4), row.Time(5));
}
