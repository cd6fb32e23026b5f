namespace VoiceHunte.Edge.Store;

internal static partial class Migrations
{
    // The number of whoever is erased stays until their rows are gone, and no longer; the hash knows it again in an older backup.
    private const string PrivacyDesk = """
        CREATE TABLE erasures (
            id TEXT NOT NULL PRIMARY KEY,
            phone TEXT,
            phone_salt TEXT NOT NULL,
            phone_hash TEXT NOT NULL,
            requested_by TEXT NOT NULL,
            started_at TEXT NOT NULL,
            finished_at TEXT,
            certificate TEXT
        );
        CREATE TABLE erasure_counts (
            erasure_id TEXT NOT NULL,
            kind TEXT NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (erasure_id, kind)
        );

        """;
}
