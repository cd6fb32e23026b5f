using Microsoft.Data.Sqlite;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Tests.Store;

/// <summary>What a call leaves in the store, and a second pair of eyes on the file.</summary>
internal static class StoreSamples
{
    public static readonly DateTimeOffset Evening = new(2026, 11, 24, 18, 5, 9, 250, TimeSpan.Zero);

    public static CallStarted Call(string callId, string? from = "+421900123456", string language = "sk") =>
        new(callId, Evening, language, from, "+421212345678", "ringing", "gather");

    public static StoredTurn Turn(string callId, int turnId, string heard = "Máte otvorené?", string? said = "Áno, do desiatej.") =>
        new(callId, turnId, heard, 0.93, "sk", "hours_info", null, said, null, "rules", 12, Evening.AddSeconds(turnId));

    public static CallState State(string callId, string language = "sk") => new(callId, language, 0, null);

    public static CallEnded Status(string callId, string status) =>
        new(callId, status, Evening.AddSeconds(60), 60, "+421900123456", "+421212345678");

    public static CallStore Open(string path, ILogger log) => CallStore.Open(path, fullSync: true, TimeProvider.System, log);

    public static Task<Kept> KeepTurnAsync(this CallStore store, string callId, int turnId) =>
        store.KeepTurnAsync(Turn(callId, turnId), State(callId), null, null);

    /// <summary>One value, through a connection that has nothing to do with the store's.</summary>
    public static T Read<T>(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        return (T)command.ExecuteScalar()!;
    }

    public static void Change(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
