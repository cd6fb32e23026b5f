using System.Globalization;
using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>
/// The schema, step by step: step n brings a database from <c>PRAGMA user_version</c> n-1 to n, in one transaction.
/// A step that has been released is never changed; a new one is added below it.
/// </summary>
internal static partial class Migrations
{
    private static readonly string[] Steps = [CallLog, ReservationBook, CallMemory, Office, RecordingDesk + PrivacyDesk + BackupLog, Voices];

    public static long Newest => Steps.Length;

    public static long VersionOf(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return (long)command.ExecuteScalar()!;
    }

    /// <exception cref="NewerSchemaException">The file knows more than this program.</exception>
    public static long RefuseNewer(SqliteConnection connection)
    {
        var found = VersionOf(connection);
        return found <= Newest ? found : throw new NewerSchemaException(connection.DataSource, found, Newest);
    }

    public static void Run(SqliteConnection connection) => Run(connection, Newest);

    /// <param name="upTo">The version to stop at: a file as an older program left it.</param>
    public static void Run(SqliteConnection connection, long upTo)
    {
        for (var version = VersionOf(connection); version < upTo; version++) Step(connection, version);
    }

    private static void Step(SqliteConnection connection, long version)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText = Steps[version]
            + string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version + 1};");
        command.ExecuteNonQuery();
        transaction.Commit();
    }

    private const string CallLog = """
        CREATE TABLE calls (
            call_id TEXT NOT NULL PRIMARY KEY,
            started_at TEXT NOT NULL,
            ended_at TEXT,
            language TEXT,
            from_number TEXT,
            to_number TEXT,
            status TEXT NOT NULL,
            mode TEXT,
            duration_seconds INTEGER,
            silences INTEGER NOT NULL DEFAULT 0,
            awaiting_confirmation TEXT
        );
        CREATE INDEX calls_by_start ON calls (started_at);

        CREATE TABLE turns (
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
            PRIMARY KEY (call_id, turn_id)
        );

        CREATE TABLE replies (
            call_id TEXT NOT NULL,
            request_key TEXT NOT NULL,
            twiml TEXT NOT NULL,
            created_at TEXT NOT NULL,
            PRIMARY KEY (call_id, request_key)
        );
        CREATE INDEX replies_by_age ON replies (created_at);

        CREATE TABLE audio_files (
            call_id TEXT NOT NULL,
            turn_id INTEGER NOT NULL,
            path TEXT NOT NULL,
            kind TEXT NOT NULL,
            format TEXT NOT NULL,
            bytes INTEGER NOT NULL,
            created_at TEXT NOT NULL,
            PRIMARY KEY (path, call_id, turn_id)
        );
        CREATE INDEX audio_files_by_call ON audio_files (call_id, turn_id);

        CREATE TABLE customers (
            phone TEXT NOT NULL PRIMARY KEY,
            name TEXT,
            language TEXT,
            preferences TEXT,
            first_seen TEXT NOT NULL,
            last_seen TEXT NOT NULL
        );

        CREATE TABLE spoken_lines (
            id TEXT NOT NULL PRIMARY KEY,
            call_id TEXT NOT NULL,
            turn_id INTEGER NOT NULL,
            text TEXT NOT NULL,
            language TEXT NOT NULL,
            expires_at TEXT NOT NULL
        );
        CREATE INDEX spoken_lines_by_expiry ON spoken_lines (expires_at);

        CREATE TABLE heartbeat (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            beat_at TEXT NOT NULL
        );

        """;

    // The mark in commits tells, after a commit that failed, whether it is there all the same.
    private const string ReservationBook = """
        CREATE TABLE reservations (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            starts_at TEXT NOT NULL,
            ends_at TEXT NOT NULL,
            people INTEGER NOT NULL CHECK (people > 0),
            phone TEXT,
            notes TEXT,
            status TEXT NOT NULL CHECK (status IN ('confirmed', 'cancelled')),
            call_id TEXT,
            tables TEXT NOT NULL,
            language TEXT,
            booking_key TEXT NOT NULL UNIQUE,
            created_at TEXT NOT NULL,
            updated_at TEXT NOT NULL
        );
        CREATE INDEX reservations_by_start ON reservations (starts_at);
        CREATE INDEX reservations_by_end ON reservations (ends_at);
        CREATE INDEX reservations_by_phone ON reservations (phone);

        CREATE TABLE reservation_changes (
            change_key TEXT NOT NULL PRIMARY KEY,
            reservation_id INTEGER NOT NULL,
            changed_at TEXT NOT NULL
        );
        CREATE INDEX reservation_changes_by_reservation ON reservation_changes (reservation_id);

        CREATE TABLE holds (
            call_id TEXT NOT NULL PRIMARY KEY,
            starts_at TEXT NOT NULL,
            ends_at TEXT NOT NULL,
            people INTEGER NOT NULL,
            tables TEXT NOT NULL,
            expires_at TEXT NOT NULL
        );
        CREATE INDEX holds_by_end ON holds (ends_at);

        CREATE TABLE commits (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            mark TEXT NOT NULL
        );

        """;

    private const string CallMemory = """
        ALTER TABLE calls ADD COLUMN transfer_reason TEXT;
        ALTER TABLE calls ADD COLUMN draft TEXT;
        ALTER TABLE calls ADD COLUMN misunderstood INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE calls ADD COLUMN language_leaning TEXT;

        CREATE TABLE messages (
            id INTEGER PRIMARY KEY,
            call_id TEXT NOT NULL,
            from_number TEXT,
            language TEXT NOT NULL,
            text TEXT NOT NULL,
            kind TEXT NOT NULL,
            recording_url TEXT,
            status TEXT NOT NULL,
            created_at TEXT NOT NULL,
            closed_at TEXT,
            UNIQUE (call_id, created_at)
        );
        CREATE INDEX messages_by_status ON messages (status, created_at);

        """;
}
