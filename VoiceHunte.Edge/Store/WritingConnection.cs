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
            Operators = new OperatorTables(connection);
            Book = new OpenBook(connection, Customers, Operators);
            Mark = new CommitMark(connection);
            Messages = new MessagesTable(connection);
            Usage = new UsageTable(connection);
            Recordings = new RecordingTables(connection);
            Backups = new BackupsTable(connection);
            Erasures = new ErasureTables(connection);
            Retention = new RetentionTables(connection);
            Voices = new VoicesTable(connection);
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

    public OpenBook Book { get; }

    public CommitMark Mark { get; }

    public MessagesTable Messages { get; }

    public UsageTable Usage { get; }

    public BackupsTable Backups { get; }

    public OperatorTables Operators { get; }

    public RecordingTables Recordings { get; }

    public ErasureTables Erasures { get; }

    public RetentionTables Retention { get; }

    public VoicesTable Voices { get; }

    public void Beat(DateTimeOffset now) => heartbeat.Run(UtcText.Of(now));

    /// <summary>All of them or none, in their order.</summary>
    /// <param name="mark">Goes with them, to be found when it is not known whether they are there; null where all of them
    /// can be written again.</param>
    /// <returns>False when one of them was given up in the meantime: then none is written, and the others go again.</returns>
    public bool Commit(IReadOnlyList<QueuedWrite> writes, string? mark)
    {
        begin.Run();
        foreach (var write in writes) write.Apply(this);
        if (mark is not null) Mark.Set(mark);
        if (!BeginCommit(writes))
        {
            rollback.Run();
            return false;
        }

        commit.Run();
        return true;
    }

    private static bool BeginCommit(IReadOnlyList<QueuedWrite> writes)
    {
        var promises = writes.OfType<PromisedWrite>().ToList();
        if (promises.TrueForAll(promise => promise.BeginCommit())) return true;

        foreach (var promise in promises) promise.EndCommit();
        return false;
    }

    public void Rollback() => rollback.Run();

    /// <summary>Merges the index of words a little, so that deleted ones leave it.</summary>
    /// <param name="pages">About so many; negative at the beginning.</param>
    /// <returns>False when all is merged.</returns>
    public bool MergeWords(int pages)
    {
        var rare = new RareStatements(connection);
        var before = Changes();
        rare.Run("INSERT INTO words (words, rank) VALUES ('merge', $pages)", pages);
        // SQLite's own measure: https://sqlite.org/fts5.html#the_merge_command
        return Changes() - before >= 2;

        long Changes() => rare.List("SELECT total_changes()", row => row.GetInt64(0))[0];
    }

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
        Book.Dispose();
        Mark.Dispose();
        Messages.Dispose();
        Usage.Dispose();
        Operators.Dispose();
        Recordings.Dispose();
        Backups.Dispose();
        begin.Dispose();
        commit.Dispose();
        rollback.Dispose();
        heartbeat.Dispose();
        connection.Dispose();
    }
}
