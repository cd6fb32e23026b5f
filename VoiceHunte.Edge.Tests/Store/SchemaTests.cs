using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Tests.Support;
using static VoiceHunte.Edge.Tests.Store.StoreSamples;

namespace VoiceHunte.Edge.Tests.Store;

public sealed class SchemaTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly AwaitedLog log = new();

    private string Database => folder.File("voicehunte.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_first_start_makes_the_whole_schema()
    {
        await Open(Database, log).DisposeAsync();

        Assert.Equal(Migrations.Newest, Read<long>(Database, "PRAGMA user_version"));
        Assert.Equal("wal", Read<string>(Database, "PRAGMA journal_mode"));
        Assert.Equal(
            ["call_id", "started_at", "ended_at", "language", "from_number", "to_number", "status", "mode", "duration_seconds"],
            Read<string>(Database, "SELECT group_concat(name) FROM pragma_table_info('calls')").Split(',').Take(9));
    }

    [Fact]
    public async Task A_second_start_keeps_what_the_first_one_wrote()
    {
        await using (var store = Open(Database, log)) await store.KeepTurnAsync("CA1", 1);
        await Open(Database, log).DisposeAsync();

        Assert.Equal(1L, Read<long>(Database, "SELECT count(*) FROM turns"));
    }

    [Fact]
    public async Task A_file_of_the_first_version_gets_the_book_of_reservations_and_keeps_its_calls()
    {
        await using (var store = Open(Database, log)) await store.KeepTurnAsync("CA1", 1);
        Change(Database, """
            DROP TABLE reservations; DROP TABLE reservation_changes; DROP TABLE holds; DROP TABLE commits; PRAGMA user_version = 1;
            """);
        using (var history = CallHistory.Open(Database)) Assert.Single(history.Recent(10));

        await Open(Database, log).DisposeAsync();

        Assert.Equal(1L, Read<long>(Database, "SELECT count(*) FROM turns"));
        Assert.Equal(
            ["id", "name", "starts_at", "ends_at", "people", "phone", "notes", "status", "call_id"],
            Read<string>(Database, "SELECT group_concat(name) FROM pragma_table_info('reservations')").Split(',').Take(9));
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        await Open(Database, log).DisposeAsync();
        Change(Database, "PRAGMA user_version = 4711");
        var before = await File.ReadAllBytesAsync(Database, TestContext.Current.CancellationToken);

        var refusal = Assert.Throws<NewerSchemaException>(() => Open(Database, log));

        Assert.Contains("4711", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(Database, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_damaged_file_is_left_as_it_is_and_a_good_one_in_its_place_is_used_at_once()
    {
        const string rubbish = "This was a database once, and somebody saved a letter over it.";
        await File.WriteAllTextAsync(Database, rubbish, TestContext.Current.CancellationToken);
        await using var store = Open(Database, log);

        Assert.Equal(Kept.InMemory, await store.KeepTurnAsync("CA1", 1));
        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => store.FindCallAsync("CA1", TestContext.Current.CancellationToken));
        Assert.False((await store.ProbeAsync()).Writable);
        Assert.Contains("damaged", store.Health.Problem, StringComparison.Ordinal);
        Assert.Equal(rubbish, await File.ReadAllTextAsync(Database, TestContext.Current.CancellationToken));

        await PutGoodCopyInPlaceAsync();
        await log.FirstAsync(AwaitedLog.WentGood);

        Assert.Equal(Kept.OnDisk, await store.KeepTurnAsync("CA1", 2));
        Assert.Equal(2, (await store.FindCallAsync("CA1", TestContext.Current.CancellationToken))!.Turns.Count);
        Assert.Equal((1, 1), (log.Count(AwaitedLog.WentBad), log.Count(AwaitedLog.WentGood)));
    }

    [Fact]
    public async Task The_doctor_tells_a_whole_file_from_a_damaged_one()
    {
        await using (var store = Open(Database, log)) await store.KeepTurnAsync("CA1", 1);
        Assert.Null(DatabaseExamination.FindFault(Database));

        var pages = await File.ReadAllBytesAsync(Database, TestContext.Current.CancellationToken);
        pages.AsSpan(pages.Length / 2).Fill(0xA5);
        await File.WriteAllBytesAsync(Database, pages, TestContext.Current.CancellationToken);
        Assert.Contains("damaged", DatabaseExamination.FindFault(Database), StringComparison.Ordinal);
    }

    private async Task PutGoodCopyInPlaceAsync()
    {
        var copy = folder.File("copy.db");
        await Open(copy, log).DisposeAsync();
        File.Move(copy, Database, overwrite: true);
    }
}
