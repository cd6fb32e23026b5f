using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>A try at a nightly backup.</summary>
/// <param name="StorageKey">As an archive names its files; null where it failed.</param>
/// <param name="Bytes">Compressed.</param>
/// <param name="Sha256">Of the compressed file, in lower-case hexadecimal digits.</param>
/// <param name="Problem">Why it failed, for the operator; null where it did not.</param>
internal sealed record StoredBackup(DateTimeOffset CreatedAt, string? StorageKey, long? Bytes, string? Sha256, string? Problem);

/// <param name="LastGood">Null: there has never been one.</param>
/// <param name="LastTry">The same where it did not fail.</param>
internal sealed record BackupsSoFar(StoredBackup? LastGood, StoredBackup? LastTry);

/// <summary>Writes and reads <c>backups</c>.</summary>
internal sealed class BackupsTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement keep = new(connection, """
        INSERT INTO backups (created_at, storage_key, bytes, sha256, problem) VALUES ($created_at, $storage_key, $bytes, $sha256, $problem)
        """);

    public void Keep(StoredBackup one) => keep.Run(UtcText.Of(one.CreatedAt), one.StorageKey, one.Bytes, one.Sha256, one.Problem);

    /// <summary>Also of a file that is older than the table.</summary>
    public static BackupsSoFar Read(SqliteConnection connection) =>
        !DatabaseContents.Has(connection, "backups") ? new(null, null) : new(Last(connection, "WHERE problem IS NULL"), Last(connection, ""));

    public void Dispose() => keep.Dispose();

    private static StoredBackup? Last(SqliteConnection connection, string where)
    {
        using var last = new Statement(connection, $"SELECT created_at, storage_key, bytes, sha256, problem FROM backups {where} ORDER BY created_at DESC, id DESC LIMIT 1");
        return last.List(row => new StoredBackup(row.Time(0), row.TextOrNull(1), row.LongOrNull(2), row.TextOrNull(3), row.TextOrNull(4))) is [var found] ? found : null;
    }
}
