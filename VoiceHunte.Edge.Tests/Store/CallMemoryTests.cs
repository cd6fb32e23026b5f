using Microsoft.Data.Sqlite;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Tests.Support;
using static VoiceHunte.Edge.Tests.Store.StoreSamples;

namespace VoiceHunte.Edge.Tests.Store;

/// <summary>What a call remembers, and what callers leave for the staff.</summary>
public sealed class CallMemoryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly AwaitedLog log = new();

    private string Database => folder.File("voicehunte.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_call_remembers_over_a_restart_what_it_had_understood()
    {
        var state = State("CA1") with { Misunderstood = 1, LanguageLeaning = "uk 3", TransferReason = "asked", Draft = """{"people":4}""" };
        await using (var store = Open(Database, log)) await store.KeepTurnAsync(Turn("CA1", 1), state, null, null);

        await using var restarted = Open(Database, log);
        var call = await restarted.FindCallAsync("CA1", TestContext.Current.CancellationToken);

        Assert.Equal(state, call!.State);
        Assert.Equal("asked", call.Call.TransferReason);
    }

    [Fact]
    public async Task A_message_that_is_written_twice_is_there_once()
    {
        await using var store = Open(Database, log);
        var message = new NewMessage("CA1", "+421900123456", "sk", "zavolajte späť", Evening);

        for (var i = 0; i < 2; i++) await store.KeepTurnAsync(Turn("CA1", 1), State("CA1"), null, null, message);

        var call = await store.FindCallAsync("CA1", TestContext.Current.CancellationToken);
        var kept = Assert.Single(call!.Messages);
        Assert.Equal(("zavolajte späť", "text", "open", null), (kept.Text, kept.Kind, kept.Status, kept.ClosedAt));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_database_of_an_older_version_keeps_its_calls_and_learns_what_is_new(int version)
    {
        MakeOld(version);
        await using (var store = Open(Database, log))
        {
            await store.KeepTurnAsync(Turn("CA1", 2), State("CA1") with { Draft = "{}" }, null, null, new NewMessage("CA1", null, "sk", "haló", Evening));
            Assert.Equal(["Haben Sie offen?", "Máte otvorené?"], (await store.FindCallAsync("CA1", TestContext.Current.CancellationToken))!.Turns.Select(turn => turn.UserText));
            var found = await store.ReadForOfficeAsync(history => history.Office.Calls(CallFilter.None with { Words = "haben" }, null, 10), TestContext.Current.CancellationToken);
            Assert.Equal("answered", Assert.Single(found.Items).Outcome);
        }

        Assert.Equal(Migrations.Newest, Read<long>(Database, "PRAGMA user_version"));
        Assert.Equal(1L, Read<long>(Database, "SELECT count(*) FROM messages"));
    }

    private void MakeOld(int version)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        Migrations.Run(connection, version);
        using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO calls (call_id, started_at, ended_at, language, status) VALUES ('CA1', '2026-11-24T18:00:00.000Z', '2026-11-24T18:01:00.000Z', 'sk', 'completed');
            INSERT INTO turns (call_id, turn_id, user_text, language, created_at) VALUES ('CA1', 1, 'Haben Sie offen?', 'sk', '2026-11-24T18:00:05.000Z');
            """;
        command.ExecuteNonQuery();
    }
}
