namespace VoiceHunte.Edge.Store;

internal static partial class Migrations
{
    private const string BackupLog = """
        CREATE TABLE backups (
            id INTEGER PRIMARY KEY,
            created_at TEXT NOT NULL,
            storage_key TEXT,
            bytes INTEGER,
            sha256 TEXT,
            problem TEXT
        );
        CREATE INDEX backups_by_age ON backups (created_at);

        """;
}
