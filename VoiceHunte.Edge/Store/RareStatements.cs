using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>Statements that are run once a night or less: compiled when they are, so that no start waits for them.</summary>
internal sealed class RareStatements(SqliteConnection connection)
{
    /// <returns>How many rows were changed.</returns>
    public int Run(string sql, params ReadOnlySpan<object?> values)
    {
        using var statement = new Statement(connection, sql);
        return statement.Run(values);
    }

    public List<T> List<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var statement = new Statement(connection, sql);
        return statement.List(read, values);
    }
}
