using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>Reads the database with SQLite itself, as an operator would, and writes what would take a year to happen.</summary>
internal static class Database
{
    /// <summary>The rows of a query whose columns are texts, each row with | between its columns.</summary>
    public static List<string> Sql(string dataDir, string query)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(dataDir, "voicehunte.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "NULL" : reader.GetString(i))));
        return rows;
    }

    /// <summary>All of it in one transaction, or nothing.</summary>
    public static void Write(string dataDir, string statements)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(dataDir, "voicehunte.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        // As the appliance writes.
        command.CommandText = $"PRAGMA secure_delete = ON; BEGIN IMMEDIATE; {statements}; COMMIT";
        command.ExecuteNonQuery();
    }
}
