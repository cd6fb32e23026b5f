using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>Looks a database over from end to end without changing it.</summary>
internal static class DatabaseExamination
{
    /// <summary>What is wrong with the file, in a sentence; null when it is whole.</summary>
    public static string? FindFault(string path)
    {
        try
        {
            using var connection = DatabaseFile.OpenForReading(path);
            Migrations.RefuseNewer(connection);
            using var check = connection.CreateCommand();
            check.CommandText = "PRAGMA quick_check(1)";
            return check.ExecuteScalar() is "ok" ? null : $"{path} is damaged; put a good copy in its place";
        }
        catch (Exception trouble) when (trouble is SqliteException or NewerSchemaException)
        {
            return DiskTrouble.Describe(trouble, path);
        }
    }
}
