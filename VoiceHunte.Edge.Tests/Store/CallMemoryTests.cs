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

    [Fact]
    public async Task A_database_of_the_version_before_keeps_its_calls_and_learns_to_remember()
    {
        await using (var store = Open(Database, log)) await store.KeepTurnAsync("CA1", 1);
        BackToTheVersionBefore();

        await using (var store = Open(Database, log))
        {
            await store.KeepTurnAsync(Turn("CA1", 2), State("CA1") with { Draft = "{}" }, null, null, new NewMessage("CA1", null, "sk", "haló", Evening));
            Assert.Equal(2, (await store.FindCallAsync("CA1", TestContext.Current.CancellationToken))!.Turns.Count);
        }

        Assert.Equal(Migrations.Newest, Read<long>(Database, "PRAGMA user_version"));
        Assert.Equal(1L, Read<long>(Database, "SELECT count(*) FROM messages"));
    }

    private void BackToTheVersionBefore()
    {
        string[] columns = ["transfer_reason", "draft", "misunderstood", "language_leaning"];
        Change(Database, "DROP TABLE messages; " + string.Concat(columns.Select(column => $"ALTER TABLE calls DROP COLUMN {column}; ")) + $"PRAGMA user_version = {Migrations.Newest - 1};");
    }
}
