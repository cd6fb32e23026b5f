using Microsoft.Data.Sqlite;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Tests.Support;
using static VoiceHunte.Edge.Tests.Store.StoreSamples;

namespace VoiceHunte.Edge.Tests.Store;

public sealed class CallStoreTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly AwaitedLog log = new();

    private string Database => folder.File("data/voicehunte.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_turn_is_there_for_everyone_before_its_caller_hears_the_answer()
    {
        await using var store = Open(Database, log);
        await Task.WhenAll(Enumerable.Range(1, 32).Select(async caller =>
        {
            for (var turn = 1; turn <= 10; turn++)
            {
                Assert.Equal(Kept.OnDisk, await store.KeepTurnAsync($"CA{caller}", turn));
                Assert.Equal(1L, Read<long>(Database, $"SELECT count(*) FROM turns WHERE call_id = 'CA{caller}' AND turn_id = {turn}"));
            }
        }));
    }

    [Fact]
    public async Task Who_closes_it_a_second_time_finds_it_closed_and_everything_written()
    {
        var store = Open(Database, log);
        var writing = store.KeepTurnAsync("CA1", 1);

        await Task.WhenAll(store.DisposeAsync().AsTask(), store.DisposeAsync().AsTask());
        await store.DisposeAsync();

        Assert.Equal(Kept.OnDisk, await writing);
        Assert.Equal(1L, Read<long>(Database, "SELECT count(*) FROM turns"));
    }

    [Fact]
    public async Task A_call_goes_on_after_a_restart_with_its_state_turns_and_answers()
    {
        var turn = Turn("CA1", 1) with { ToolCalls = """[{"name":"hours"}]""" };
        var reply = new StoredReply("CA1", "token-1", "<Response/>", Evening);
        await using (var store = Open(Database, log))
        {
            await store.KeepCallAsync(Call("CA1"), reply with { RequestKey = "token-0" }, null);
            await store.KeepTurnAsync(turn, new CallState("CA1", "uk", 2, "Stôl pre dvoch?"), reply, null);
        }

        await using var restarted = Open(Database, log);
        var call = await restarted.FindCallAsync("CA1", TestContext.Current.CancellationToken);

        Assert.NotNull(call);
        Assert.Equal(new CallState("CA1", "uk", 2, "Stôl pre dvoch?"), call.State);
        Assert.Equal([turn], call.Turns);
        Assert.Equal(["token-0", "token-1"], call.Replies.Select(kept => kept.RequestKey).Order());
        Assert.Equal(("+421900123456", "gather", Evening), (call.Call.FromNumber, call.Call.Mode, call.Call.StartedAt));
        Assert.Null(await restarted.FindCallAsync("CA2", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_caller_on_hold_has_their_question_on_disk_and_later_its_answer()
    {
        await using var store = Open(Database, log);
        await store.KeepTurnAsync(Turn("CA1", 1, said: null) with { Source = null }, State("CA1"), null, null);
        await store.KeepTurnAsync(Turn("CA1", 1) with { Confidence = null }, State("CA1"), null, null);

        var call = await store.FindCallAsync("CA1", TestContext.Current.CancellationToken);
        Assert.Equal([Turn("CA1", 1)], call!.Turns);
    }

    [Fact]
    public async Task Turns_counted_from_one_again_stand_behind_those_that_were_kept()
    {
        await using var store = Open(Database, log);
        var again = Turn("CA1", 1, heard: "Haló?") with { CreatedAt = Evening.AddMinutes(2) };
        await store.KeepTurnAsync("CA1", 1);
        await store.KeepTurnAsync("CA1", 2);
        await store.KeepTurnAsync(again, State("CA1"), null, null);
        await store.KeepTurnAsync(again, State("CA1"), null, null);

        var call = await store.FindCallAsync("CA1", TestContext.Current.CancellationToken);
        Assert.Equal([Turn("CA1", 1), Turn("CA1", 2), again with { TurnId = 3 }], call!.Turns);
    }

    [Fact]
    public async Task A_write_that_SQLite_refuses_does_not_harm_its_neighbours()
    {
        await using var store = Open(Database, log);
        var kept = await Task.WhenAll(Enumerable.Range(0, 40).Select(turn => store.KeepTurnAsync("CA1", turn)));

        Assert.Equal(Kept.Lost, kept[0]);
        Assert.All(kept[1..], answer => Assert.Equal(Kept.OnDisk, answer));
        Assert.Equal(39L, Read<long>(Database, "SELECT count(*) FROM turns"));
        Assert.Equal(new StoreHealth(true, null, 0, LostWrites: 1), store.Health);
        Assert.Equal(1, log.Count(AwaitedLog.Refused));
    }

    [Fact]
    public async Task A_long_look_into_the_log_stops_neither_writers_nor_readers()
    {
        await using var store = Open(Database, log);
        await store.KeepTurnAsync("CA1", 1);
        await using var reader = new SqliteConnection($"Data Source={Database};Mode=ReadOnly;Pooling=False");
        await reader.OpenAsync(TestContext.Current.CancellationToken);
        await using var looking = reader.BeginTransaction(deferred: true);
        await using var count = new SqliteCommand("SELECT count(*) FROM turns", reader, looking);

        Assert.Equal(1L, await count.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        Assert.Equal(Kept.OnDisk, await store.KeepTurnAsync("CA1", 2));
        Assert.Equal(2, (await store.FindCallAsync("CA1", TestContext.Current.CancellationToken))!.Turns.Count);
        Assert.Equal(1L, await count.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_stop_writes_what_waits_and_leaves_one_file()
    {
        var store = Open(Database, log);
        var waiting = Enumerable.Range(1, 500).Select(turn => store.KeepTurnAsync("CA1", turn)).ToList();
        await store.DisposeAsync();

        Assert.All(await Task.WhenAll(waiting), kept => Assert.Equal(Kept.OnDisk, kept));
        Assert.Equal([Database], Directory.GetFiles(folder.File("data")));
        Assert.Equal(500L, Read<long>(Database, "SELECT count(*) FROM turns"));
    }

    [Fact]
    public async Task What_callers_said_is_for_the_service_alone()
    {
        await using var store = Open(Database, log);
        await store.KeepTurnAsync("CA1", 1);

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(owner | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.File("data")));
        Assert.All(Directory.GetFiles(folder.File("data")), file => Assert.Equal(owner, File.GetUnixFileMode(file)));
    }
}
