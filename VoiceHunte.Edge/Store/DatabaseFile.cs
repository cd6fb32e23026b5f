using System.Globalization;
using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>The file: where it is made, who may read it, and how it is opened for writing and for reading.</summary>
internal static class DatabaseFile
{
    /// <summary>How long another program (a shell, a backup) may hold the lock before a write counts as refused.</summary>
    private const int LockPatienceSeconds = 1;

    // 4 MB of WAL, SQLite's own default: larger ones commit no faster here and are slower to read beside.
    private const int CheckpointPages = 1000;

    /// <summary>A WAL that grew while a reader held it open is cut back to this, so that it does not keep the disk.</summary>
    private const int WalBytesKept = 16 * 1024 * 1024;

    /// <summary>What is deleted or changed is overwritten: no word of an erased caller is left between the rows.</summary>
    private const string NoTrace = "PRAGMA secure_delete = ON;";

    /// <summary>Opens for writing, makes what is missing, brings the schema up to date.</summary>
    /// <exception cref="NewerSchemaException">The file knows more than this program; it is left as it is.</exception>
    public static SqliteConnection OpenForWriting(string path, bool fullSync)
    {
        MakePrivate(path);
        var connection = Open(path, SqliteOpenMode.ReadWrite);
        try
        {
            Migrations.RefuseNewer(connection);
            SetUp(connection, fullSync);
            Migrations.Run(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens for reading only; works beside a running writer and without one.</summary>
    public static SqliteConnection OpenForReading(string path) => Open(path, SqliteOpenMode.ReadOnly);

    /// <summary>Opens what is there for writing, and leaves its schema as it is.</summary>
    public static SqliteConnection OpenForChanging(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadWrite);
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {LockPatienceSeconds * 1000}; {NoTrace}");
        command.ExecuteNonQuery();
        return connection;
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = LockPatienceSeconds,
        }.ToString());
        connection.Open();
        return connection;
    }

    private static void SetUp(SqliteConnection connection, bool fullSync)
    {
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"""
            PRAGMA busy_timeout = {LockPatienceSeconds * 1000};
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = {(fullSync ? "FULL" : "NORMAL")};
            PRAGMA wal_autocheckpoint = {CheckpointPages};
            PRAGMA journal_size_limit = {WalBytesKept};
            {NoTrace}
            """);
        command.ExecuteNonQuery();
    }

    /// <summary>The files that SQLite lays beside this one: they belong to it, and to no other that gets its name.</summary>
    public static IReadOnlyList<string> Companions(string path) => [path + "-wal", path + "-shm", path + "-journal"];

    /// <summary>
    /// Makes the file where it is missing. Callers' words are in it: nobody but the service may read them. SQLite gives its -wal
    /// and -shm the same mode.
    /// </summary>
    public static void MakePrivate(string path)
    {
        if (File.Exists(path)) return;

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (Path.GetDirectoryName(path) is { Length: > 0 } directory && !Directory.Exists(directory))
        {
            Directory.CreateDirectory(directory, owner | UnixFileMode.UserExecute);
        }

        new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = owner,
        }).Dispose();
    }
}
