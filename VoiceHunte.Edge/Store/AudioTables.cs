using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>Writes <c>audio_files</c> and <c>spoken_lines</c>.</summary>
internal sealed class AudioTables(SqliteConnection connection) : IDisposable
{
    private readonly Statement keepFile = new(connection, """
        INSERT INTO audio_files (call_id, turn_id, path, kind, format, bytes, created_at)
        VALUES ($call_id, $turn_id, $path, $kind, $format, $bytes, $created_at)
        ON CONFLICT (path, call_id, turn_id) DO UPDATE SET bytes = excluded.bytes
        """);

    private readonly Statement forgetFile = new(connection, "DELETE FROM audio_files WHERE path = $path");

    private readonly Statement keepLine = new(connection, """
        INSERT INTO spoken_lines (id, call_id, turn_id, text, language, expires_at)
        VALUES ($id, $call_id, $turn_id, $text, $language, $expires_at)
        ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at
        """);

    private readonly Statement forgetLines = new(connection, "DELETE FROM spoken_lines WHERE call_id = $call_id");

    private readonly Statement dropExpired = new(connection, "DELETE FROM spoken_lines WHERE expires_at <= $now");

    public void Keep(AudioFile file) => keepFile.Run(
        file.CallId, file.TurnId, file.Path, file.Kind, file.Format, file.Bytes, UtcText.Of(file.CreatedAt));

    public void ForgetLines(string callId) => forgetLines.Run(callId);

    public void ForgetFile(string path) => forgetFile.Run(path);

    /// <summary>A new line makes room by dropping those that nobody can fetch any more.</summary>
    public void Keep(SpokenLine line, DateTimeOffset now)
    {
        dropExpired.Run(UtcText.Of(now));
        keepLine.Run(line.Id, line.CallId, line.TurnId, line.Text, line.Language, UtcText.Of(line.ExpiresAt));
    }

    public void Dispose()
    {
        keepFile.Dispose();
        forgetFile.Dispose();
        keepLine.Dispose();
        dropExpired.Dispose();
        forgetLines.Dispose();
    }
}
