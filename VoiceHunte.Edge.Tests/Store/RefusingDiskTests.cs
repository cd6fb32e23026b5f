using Microsoft.Data.Sqlite;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Tests.Support;
using static VoiceHunte.Edge.Tests.Store.StoreSamples;

namespace VoiceHunte.Edge.Tests.Store;

public sealed class RefusingDiskTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly AwaitedLog log = new();

    private string Database => folder.File("voicehunte.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task While_another_program_holds_the_lock_callers_are_answered_from_memory()
    {
        await using var store = Open(Database, log);
        await using var other = new SqliteConnection($"Data Source={Database};Pooling=False");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using (var holding = other.BeginTransaction(deferred: false))
        {
            Assert.Equal(Kept.InMemory, await store.KeepTurnAsync("CA1", 1));
            Assert.Equal(Kept.InMemory, await store.KeepTurnAsync("CA1", 2));
            Assert.False(store.Health.Writable);
            Assert.Contains("locked", store.Health.Problem, StringComparison.Ordinal);
            Assert.InRange(store.Health.WaitingWrites, 1, 2);
        }

        await log.FirstAsync(AwaitedLog.WentGood);
        Assert.Equal(Kept.OnDisk, await store.KeepTurnAsync("CA1", 3));
        Assert.Equal("1,2,3", Read<string>(Database, "SELECT group_concat(turn_id) FROM turns"));
        Assert.Equal(1, log.Count(AwaitedLog.WentBad));
    }

    [Fact]
    public async Task A_full_disk_loses_nothing_and_writing_goes_on_when_there_is_room()
    {
        using var disk = SmallDisk.Mount(folder.File("disk"), megabytes: 2);
        var path = Path.Combine(disk.Path, "voicehunte.db");
        await using var store = Open(path, log);
        disk.Fill(leaveBytes: 300_000);

        var kept = new List<Kept>();
        while (!kept.Contains(Kept.InMemory)) kept.Add(await store.KeepTurnAsync("CA1", kept.Count + 1));
        kept.Add(await store.KeepTurnAsync("CA1", kept.Count + 1));
        var acknowledged = kept.Count(answer => answer == Kept.OnDisk);

        Assert.True(acknowledged > 1, "the disk was full too early for this test");
        Assert.Contains("the disk is full", store.Health.Problem, StringComparison.Ordinal);
        Assert.False((await store.ProbeAsync()).Writable);
        Assert.Equal(acknowledged, (await store.FindCallAsync("CA1", TestContext.Current.CancellationToken))!.Turns.Count);

        disk.MakeRoom();
        await log.FirstAsync(AwaitedLog.WentGood);
        Assert.Equal(Kept.OnDisk, await store.KeepTurnAsync("CA1", kept.Count + 1));
        Assert.True((await store.ProbeAsync()).Writable);
        Assert.Equal(kept.Count + 1, Read<long>(path, "SELECT count(*) FROM turns"));
        Assert.Equal((1, 1), (log.Count(AwaitedLog.WentBad), log.Count(AwaitedLog.WentGood)));
    }

    [Fact]
    public async Task When_too_many_writes_wait_the_oldest_go_and_are_counted()
    {
        await File.WriteAllTextAsync(Database, "rubbish that is no database", TestContext.Current.CancellationToken);
        await using var store = CallStore.Open(Database, fullSync: true, limit: 3, TimeProvider.System, log);
        for (var turn = 1; turn <= 5; turn++) await store.KeepTurnAsync("CA1", turn);
        Assert.Equal((3, 2L), (store.Health.WaitingWrites, store.Health.LostWrites));

        File.Delete(Database);
        await log.FirstAsync(AwaitedLog.WentGood);
        await store.KeepTurnAsync("CA1", 6);
        Assert.Equal("3,4,5,6", Read<string>(Database, "SELECT group_concat(turn_id) FROM turns"));
    }
}
