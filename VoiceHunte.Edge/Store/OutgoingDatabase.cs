using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>
/// A database that another one replaces: whole in its one file, and locked until this is disposed of, so that no appliance can
/// begin to write to it meanwhile. Nothing else of this process may open and close the file: that would end the lock.
/// </summary>
internal sealed class OutgoingDatabase : IDisposable
{
    // Null where it is damaged.
    private readonly SqliteConnection? connection;

    private OutgoingDatabase(SqliteConnection? connection) => this.connection = connection;

    /// <summary>False: it is damaged, and nothing of it can be read.</summary>
    public bool IsReadable => connection is not null;

    /// <exception cref="DatabaseInUseException">An appliance serves with it, or another program has it open.</exception>
    /// <exception cref="SqliteException">The disk does not let its last writes be brought home.</exception>
    public static OutgoingDatabase Take(string path)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = DatabaseFile.OpenForChanging(path);
            // Leaving the WAL brings it home, and is refused while anybody else has the file open. The lock stays.
            Run(connection, "PRAGMA locking_mode = EXCLUSIVE");
            if (Run(connection, "PRAGMA journal_mode = DELETE") is not "delete") throw new DatabaseInUseException(path, null);
            Run(connection, "BEGIN EXCLUSIVE; COMMIT");
            return new OutgoingDatabase(connection);
        }
        catch (SqliteException trouble) when (DiskTrouble.IsDamage(trouble))
        {
            connection?.Dispose();
            return new OutgoingDatabase(null);
        }
        catch (Exception trouble)
        {
            connection?.Dispose();
            if (trouble is SqliteException busy && DiskTrouble.IsInUse(busy)) throw new DatabaseInUseException(path, trouble);
            throw;
        }
    }

    /// <summary>Hands on who was erased since the copy was made: a restore is no way back for them.</summary>
    /// <returns>So many that the copy did not know; null where they cannot be read.</returns>
    public int? HandOnErasures(string copy)
    {
        if (connection is null) return null;

        try
        {
            using var attach = connection.CreateCommand();
            attach.CommandText = "ATTACH DATABASE $copy AS copy";
            attach.Parameters.AddWithValue("$copy", copy);
            attach.ExecuteNonQuery();
            return Insert(connection);
        }
        catch (SqliteException trouble) when (DiskTrouble.IsDamage(trouble))
        {
            return null;
        }
        finally
        {
            // Its journal goes with that: the copy is one file again.
            Run(connection, "DETACH DATABASE copy");
        }
    }

    public void Dispose() => connection?.Dispose();

    private static int Insert(SqliteConnection connection)
    {
        // Each may have been written by another version: what both know is carried over.
        var columns = Run(connection, """
            SELECT group_concat(name, ', ') FROM pragma_table_info('erasures', 'main')
            WHERE name IN (SELECT name FROM pragma_table_info('erasures', 'copy'))
            """) as string;
        if (columns is null) return 0;

        using var insert = connection.CreateCommand();
        insert.CommandText = $"INSERT OR IGNORE INTO copy.erasures ({columns}) SELECT {columns} FROM main.erasures";
        return insert.ExecuteNonQuery();
    }

    private static object? Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
