using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>Looks a database over without changing it.</summary>
internal static class DatabaseExamination
{
    /// <summary>The version of the SQLite that is linked in.</summary>
    public static string SqliteVersion
    {
        get
        {
            using var connection = new SqliteConnection("Data Source=:memory:");
            connection.Open();
            return connection.ServerVersion;
        }
    }

    /// <summary>What is wrong with the file, in a sentence; null when it is whole.</summary>
    public static string? FindFault(string path)
    {
        try
        {
            using var connection = DatabaseFile.OpenForReading(path);
            Migrations.RefuseNewer(connection);
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA quick_check(1)";
            return command.ExecuteScalar() is "ok" ? null : $"{path} is damaged: put a whole copy in its place";
        }
        catch (Exception e) when (DiskTrouble.Is(e))
        {
            return DiskTrouble.Describe(e, path);
        }
        catch (NewerSchemaException e)
        {
            return e.Message;
        }
    }
}
