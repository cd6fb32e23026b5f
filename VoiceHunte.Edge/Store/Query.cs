using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>A question whose conditions depend on what is asked for. Values are bound, never written into the SQL.</summary>
internal sealed class Query(string select)
{
    private readonly List<string> conditions = [];
    private readonly List<object?> values = [];

    /// <param name="condition">With a name of its own for each value: <c>started_at &lt; $before</c>.</param>
    public Query Where(string condition, params ReadOnlySpan<object?> bound)
    {
        conditions.Add(condition);
        values.AddRange(bound);
        return this;
    }

    /// <param name="end">What follows the conditions: order and <c>LIMIT $limit</c>.</param>
    public List<T> List<T>(SqliteConnection connection, Func<SqliteDataReader, T> read, string end, params ReadOnlySpan<object?> bound)
    {
        var where = conditions.Count == 0 ? "" : $" WHERE {string.Join(" AND ", conditions)}";
        using var statement = new Statement(connection, $"{select}{where} {end}");
        return statement.List(read, [.. values, .. bound]);
    }
}

/// <summary>A page of a list.</summary>
/// <param name="Next">Where the next one begins; null at the end.</param>
internal sealed record StoredPage<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <param name="found">One more than the page takes, where there is a next one.</param>
    public static StoredPage<T> Of(List<T> found, int limit, Func<T, string> key) =>
        found.Count <= limit ? new(found, null) : new(found.GetRange(0, limit), key(found[limit - 1]));
}

/// <summary>The place of a row in a list that is sorted by a time, and where two have the same time by a key.</summary>
internal readonly record struct ListPlace(string Time, string Key)
{
    private const char Between = '~';

    public static ListPlace? Read(string? cursor) =>
        cursor?.Split(Between, 2) is [{ Length: > 0 } time, { Length: > 0 } key] ? new ListPlace(time, key) : null;

    public static string Of(DateTimeOffset time, string key) => $"{UtcText.Of(time)}{Between}{key}";
}
