using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>Writes <c>messages</c>: what the staff shall hear of.</summary>
internal sealed class MessagesTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement keep = new(connection, """
        INSERT INTO messages (call_id, from_number, language, text, kind, status, created_at)
        VALUES ($call_id, $from_number, $language, $text, 'text', 'open', $created_at)
        ON CONFLICT (call_id, created_at) DO NOTHING
        """);

    public void Keep(NewMessage message) => keep.Run(
        message.CallId, message.FromNumber, message.Language, message.Text, UtcText.Of(message.CreatedAt));

    public void Dispose() => keep.Dispose();
}
