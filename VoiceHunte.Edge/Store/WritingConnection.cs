using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>The one connection that writes, with its statements compiled. After a failure it is closed and opened anew.</summary>
internal sealed class WritingConnection : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Statement begin, commit, rollback, heartbeat;

    public WritingConnection(string path, bool fullSync)
    {
        connection = DatabaseFile.OpenForWriting(path, fullSync);
        try
        {
            begin = new Statement(connection, "BEGIN IMMEDIATE");
            commit = new Statement(connection, "COMMIT");
            rollback = new Statement(connection, "ROLLBACK");
            heartbeat = new Statement(connection, """
                INSERT INTO heartbeat (id, beat_at) VALUES (1, $now)
                ON CONFLICT (id) DO UPDATE SET beat_at = excluded.beat_at
                """);
            Calls = new CallsTable(connection);
            Turns = new TurnsTable(connection);
            Customers = new CustomersTable(connection);
            Audio = new AudioTables(connection);
            Messages = new MessagesTable(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public CallsTable Calls { get; }

    public TurnsTable Turns { get; }

    public CustomersTable Customers { get; }

    public AudioTables Audio { get; }

    public MessagesTable Messages { get; }

    public void Beat(DateTimeOffset now) => heartbeat.Run(UtcText.Of(now));

    /// <summary>All of them or none, in their order.</summary>
    public void Commit(IReadOnlyList<QueuedWrite> writes)
    {
        begin.Run();
        foreach (var write in writes) write.Apply(this);
        commit.Run();
    }

    public void Rollback() => rollback.Run();

    /// <summary>Brings the WAL home, so that the database is one file again.</summary>
    public void Checkpoint()
    {
        using var checkpoint = connection.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        checkpoint.ExecuteNonQuery();
    }

    public void Dispose()
    {
        Calls.Dispose();
        Turns.Dispose();
        Customers.Dispose();
        Audio.Dispose();
        Messages.Dispose();
        begin.Dispose();
        commit.Dispose();
        rollback.Dispose();
        heartbeat.Dispose();
        connection.Dispose();
    }
}
