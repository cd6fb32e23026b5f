namespace VoiceHunte.Edge.Store;

internal static partial class Migrations
{
    // A template is sealed with a key that lies outside the database, under the row's id: a copy of the file opens none.
    private const string Voices = """
        CREATE TABLE voice_profiles (
            id TEXT NOT NULL PRIMARY KEY,
            phone TEXT NOT NULL,
            name TEXT NOT NULL,
            consent_text TEXT NOT NULL,
            consent_language TEXT NOT NULL,
            consented_at TEXT NOT NULL,
            expires_at TEXT NOT NULL,
            version TEXT NOT NULL,
            speech_ms INTEGER NOT NULL DEFAULT 0,
            template BLOB,
            updated_at TEXT NOT NULL,
            UNIQUE (phone, name)
        );
        CREATE INDEX voice_profiles_by_expiry ON voice_profiles (expires_at);

        CREATE TABLE voice_questions (
            phone TEXT NOT NULL,
            name TEXT NOT NULL,
            asked_at TEXT NOT NULL,
            PRIMARY KEY (phone, name)
        );

        ALTER TABLE turns ADD COLUMN voice_hint TEXT CHECK (voice_hint IN ('likely', 'unsure', 'unknown'));
        ALTER TABLE turns ADD COLUMN voice_score REAL;

        """;
}
