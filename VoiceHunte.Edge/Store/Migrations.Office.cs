namespace VoiceHunte.Edge.Store;

internal static partial class Migrations
{
    // Turns get a number of their own, by which the index of words finds them: SQLite may renumber rows that have none.
    private const string NumberedTurns = """
        CREATE TABLE numbered_turns (
            id INTEGER PRIMARY KEY,
            call_id TEXT NOT NULL,
            turn_id INTEGER NOT NULL CHECK (turn_id > 0),
            user_text TEXT NOT NULL,
            confidence REAL,
            language TEXT NOT NULL,
            intent TEXT,
            tool_calls TEXT,
            assistant_text TEXT,
            heard_text TEXT,
            source TEXT,
            latency_ms INTEGER,
            created_at TEXT NOT NULL,
            understood TEXT,
            stages TEXT,
            UNIQUE (call_id, turn_id)
        );
        INSERT INTO numbered_turns (call_id, turn_id, user_text, confidence, language, intent, tool_calls, assistant_text,
            heard_text, source, latency_ms, created_at)
        SELECT call_id, turn_id, user_text, confidence, language, intent, tool_calls, assistant_text, heard_text, source,
            latency_ms, created_at
        FROM turns ORDER BY created_at, call_id, turn_id;
        DROP TABLE turns;
        ALTER TABLE numbered_turns RENAME TO turns;
        CREATE INDEX turns_by_time ON turns (created_at);

        CREATE VIRTUAL TABLE words USING fts5 (
            user_text, assistant_text, content = 'turns', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
        INSERT INTO words (rowid, user_text, assistant_text) SELECT id, user_text, assistant_text FROM turns;
        CREATE TRIGGER words_of_new_turn AFTER INSERT ON turns BEGIN
            INSERT INTO words (rowid, user_text, assistant_text) VALUES (new.id, new.user_text, new.assistant_text);
        END;
        CREATE TRIGGER words_of_changed_turn AFTER UPDATE OF user_text, assistant_text ON turns BEGIN
            INSERT INTO words (words, rowid, user_text, assistant_text) VALUES ('delete', old.id, old.user_text, old.assistant_text);
            INSERT INTO words (rowid, user_text, assistant_text) VALUES (new.id, new.user_text, new.assistant_text);
        END;
        CREATE TRIGGER words_of_gone_turn AFTER DELETE ON turns BEGIN
            INSERT INTO words (words, rowid, user_text, assistant_text) VALUES ('delete', old.id, old.user_text, old.assistant_text);
        END;

        """;

    private const string Office = NumberedTurns + """
        CREATE TABLE reservation_history (
            id INTEGER PRIMARY KEY,
            reservation_id INTEGER NOT NULL,
            action TEXT NOT NULL CHECK (action IN ('booked', 'changed', 'cancelled')),
            changed_by TEXT NOT NULL CHECK (changed_by IN ('caller', 'operator')),
            call_id TEXT,
            before TEXT,
            after TEXT NOT NULL,
            created_at TEXT NOT NULL
        );
        CREATE INDEX reservation_history_by_reservation ON reservation_history (reservation_id, id);
        CREATE INDEX reservation_history_by_call ON reservation_history (call_id) WHERE call_id IS NOT NULL;
        CREATE INDEX reservations_by_call ON reservations (call_id) WHERE call_id IS NOT NULL;

        ALTER TABLE calls ADD COLUMN outcome TEXT;
        UPDATE calls SET outcome = CASE
            WHEN status = 'failed' THEN 'failed'
            WHEN EXISTS (SELECT 1 FROM reservations WHERE reservations.call_id = calls.call_id) THEN 'booked'
            WHEN EXISTS (SELECT 1 FROM messages WHERE messages.call_id = calls.call_id) THEN 'message'
            WHEN transfer_reason IS NOT NULL THEN 'transferred'
            WHEN NOT EXISTS (SELECT 1 FROM turns WHERE turns.call_id = calls.call_id AND user_text <> '') THEN 'missed'
            ELSE 'answered' END
        WHERE ended_at IS NOT NULL;
        DROP INDEX calls_by_start;
        CREATE INDEX calls_by_start ON calls (started_at, call_id, from_number);
        CREATE INDEX calls_by_number ON calls (from_number, started_at);
        CREATE INDEX calls_by_outcome ON calls (outcome, started_at, call_id, language);
        CREATE INDEX calls_by_language ON calls (language, started_at, call_id, outcome);
        CREATE INDEX calls_transferred ON calls (started_at, call_id) WHERE transfer_reason IS NOT NULL;
        CREATE INDEX calls_without_outcome ON calls (started_at) WHERE outcome IS NULL;
        CREATE INDEX messages_by_age ON messages (created_at, id);
        CREATE INDEX customers_by_visit ON customers (last_seen);

        CREATE TABLE usage (
            id INTEGER PRIMARY KEY,
            call_id TEXT,
            turn_id INTEGER,
            kind TEXT NOT NULL,
            model TEXT NOT NULL,
            quantities TEXT NOT NULL,
            cost_micro_usd INTEGER,
            created_at TEXT NOT NULL
        );
        CREATE INDEX usage_by_call ON usage (call_id) WHERE call_id IS NOT NULL;
        CREATE INDEX usage_by_time ON usage (created_at);

        CREATE TABLE limit_hits (
            id INTEGER PRIMARY KEY,
            phone TEXT NOT NULL,
            limit_name TEXT NOT NULL,
            call_id TEXT,
            created_at TEXT NOT NULL
        );
        CREATE INDEX limit_hits_by_time ON limit_hits (created_at);

        CREATE TABLE recordings (
            call_id TEXT NOT NULL,
            recording_sid TEXT NOT NULL PRIMARY KEY,
            recording_url TEXT,
            duration_seconds INTEGER,
            storage_key TEXT,
            status TEXT NOT NULL,
            created_at TEXT NOT NULL
        );
        CREATE INDEX recordings_by_call ON recordings (call_id, created_at);
        CREATE INDEX recordings_by_age ON recordings (created_at, recording_sid);

        CREATE TABLE audit (
            id INTEGER PRIMARY KEY,
            operator TEXT NOT NULL,
            action TEXT NOT NULL,
            subject TEXT NOT NULL,
            before TEXT,
            after TEXT,
            created_at TEXT NOT NULL
        );

        CREATE TABLE sessions (
            id_hash TEXT NOT NULL PRIMARY KEY,
            token_hash TEXT NOT NULL,
            created_at TEXT NOT NULL,
            last_seen TEXT NOT NULL,
            expires_at TEXT NOT NULL
        );

        """;
}
