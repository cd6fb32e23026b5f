namespace VoiceHunte.Edge.Store;

internal static partial class Migrations
{
    // The number of whoever is erased stays until that is done, and no longer.
    private const string PrivacyDesk = """
        CREATE TABLE erasures (
            id TEXT NOT NULL PRIMARY KEY,
            phone TEXT,
            requested_by TEXT NOT NULL,
            started_at TEXT NOT NULL,
            finished_at TEXT,
            certificate TEXT
        );

        """;
}
