using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>Copies of a database, each one file by itself.</summary>
internal static class DatabaseCopy
{
    /// <summary>
    /// Copies a database as it stands at this moment, with all that is committed: SQLite's online backup. Whoever writes to it
    /// meanwhile does not wait. The copy has been read from end to end; it is not yet on the platter.
    /// </summary>
    /// <param name="copy">Replaced where it is there.</param>
    /// <exception cref="StoreUnavailableException">There is no database, or it is damaged.</exception>
    /// <exception cref="NewerSchemaException">The file knows more than this program.</exception>
    public static DatabaseContents Make(string path, string copy)
    {
        if (!File.Exists(path)) throw new StoreUnavailableException($"there is no database {path} yet", null);

        Delete(copy);
        DatabaseFile.MakePrivate(copy);
        using var target = DatabaseFile.OpenForChanging(copy);
        Run(target, "PRAGMA synchronous = OFF");
        using (var source = DatabaseFile.OpenForReading(path))
        {
            Migrations.RefuseNewer(source);
            source.BackupDatabase(target);
        }

        Run(target, "PRAGMA journal_mode = DELETE");
        return DatabaseContents.Examine(target, path);
    }

    /// <summary>
    /// Makes of a copy what this program serves with: read from end to end, its schema brought up to date, and one file again.
    /// </summary>
    /// <param name="name">What the operator knows the copy by.</param>
    /// <returns>What it held, with the schema it had.</returns>
    /// <exception cref="StoreUnavailableException">It is damaged, or no database of ours.</exception>
    /// <exception cref="NewerSchemaException">It knows more than this program.</exception>
    public static DatabaseContents Ready(string copy, string name)
    {
        try
        {
            using var connection = DatabaseFile.OpenForChanging(copy);
            var contents = DatabaseContents.Examine(connection, name);
            Run(connection, "PRAGMA journal_mode = DELETE");
            Migrations.Run(connection);
            return contents;
        }
        catch (SqliteException trouble) when (DiskTrouble.IsDamage(trouble))
        {
            throw new StoreUnavailableException($"{name} is damaged, or no database ({trouble.Message})", trouble);
        }
    }

    /// <summary>Deletes a copy and what lies beside it.</summary>
    public static void Delete(string copy)
    {
        foreach (var file in (string[])[copy, .. DatabaseFile.Companions(copy)]) File.Delete(file);
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
