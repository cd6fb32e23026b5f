using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>Takes away what is over its time, the rows that <see cref="RetentionReads"/> names.</summary>
internal sealed class RetentionTables(SqliteConnection connection)
{
    private readonly RareStatements rare = new(connection);
    private readonly CallRows rows = new(connection);
}
