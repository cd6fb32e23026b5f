namespace VoiceHunte.Edge.Store;

internal static partial class Migrations
{
    // recording_work is what remains to be done about a recording: a row goes when nothing does.
    private const string RecordingDesk = """
        ALTER TABLE calls ADD COLUMN recording TEXT CHECK (recording IN ('announced', 'begun', 'refused'));
        ALTER TABLE recordings ADD COLUMN source TEXT NOT NULL DEFAULT 'twilio' CHECK (source IN ('twilio', 'stream'));
        ALTER TABLE recordings ADD COLUMN format TEXT;
        ALTER TABLE recordings ADD COLUMN channels INTEGER;
        ALTER TABLE recordings ADD COLUMN bytes INTEGER;
        ALTER TABLE recordings ADD COLUMN sha256 TEXT;
        ALTER TABLE recordings ADD COLUMN at_twilio INTEGER NOT NULL DEFAULT 0;

        CREATE TABLE recording_work (
            recording_sid TEXT NOT NULL PRIMARY KEY,
            step TEXT NOT NULL CHECK (step IN ('fetch', 'encode', 'archive', 'drop-local', 'delete-at-twilio', 'erase')),
            attempts INTEGER NOT NULL DEFAULT 0,
            due_at TEXT NOT NULL,
            last_error TEXT,
            upload_id TEXT
        );
        CREATE INDEX recording_work_by_time ON recording_work (due_at);

        """;
}
