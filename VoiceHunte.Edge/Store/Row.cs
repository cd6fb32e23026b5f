using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>Columns that may be NULL, and times.</summary>
internal static class Row
{
    public static string? TextOrNull(this SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    public static int? IntOrNull(this SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetInt32(column);

    public static long? LongOrNull(this SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetInt64(column);

    public static DateTimeOffset Time(this SqliteDataReader row, int column) => UtcText.Read(row.GetString(column));

    public static DateTimeOffset? TimeOrNull(this SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.Time(column);
}
