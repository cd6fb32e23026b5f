using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Tests.Support;
using static VoiceHunte.Edge.Tests.Store.StoreSamples;

namespace VoiceHunte.Edge.Tests.Store;

public sealed class PromisedWriteTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(Evening);
    private readonly AwaitedLog log = new();
    private readonly ManualResetEventSlim diskAnswers = new();
    private readonly TaskCompletionSource hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private string Database => folder.File("voicehunte.db");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        folder.Dispose();
        diskAnswers.Dispose();
    }

    [Fact]
    public async Task What_a_hanging_disk_did_not_take_in_time_does_not_appear_later()
    {
        using var writer = Start();
        var turn = writer.KeepAsync(Hang, Patience);
        await hanging.Task.WaitAsync(Cancel);
        var late = writer.PromiseAsync(Hold("CA1"), Patience, Cancel);

        time.Advance(Patience);
        Assert.Equal((Kept.InMemory, Kept.Lost), (await turn, await late));

        diskAnswers.Set();
        Assert.Equal(Kept.OnDisk, await writer.PromiseAsync(Hold("CA2"), Patience, Cancel));
        await writer.CloseAsync();
        Assert.Equal("CA2", Read<string>(Database, "SELECT group_concat(call_id) FROM holds"));
    }

    [Fact]
    public async Task A_promise_given_up_on_its_way_is_taken_back_and_its_neighbours_are_written()
    {
        using var writer = Start();
        var late = writer.PromiseAsync(
            database =>
            {
                Hold("CA1")(database);
                Hang(database);
            },
            Patience, Cancel);
        await hanging.Task.WaitAsync(Cancel);
        var turn = writer.KeepAsync(database => database.Turns.Keep(Turn("CA1", 1)), Patience);

        time.Advance(Patience);
        Assert.Equal(Kept.Lost, await late);

        diskAnswers.Set();
        await turn;
        await writer.CloseAsync();
        Assert.Equal(0L, Read<long>(Database, "SELECT count(*) FROM holds"));
        Assert.Equal(1L, Read<long>(Database, "SELECT count(*) FROM turns"));
    }

    [Fact]
    public async Task A_caller_who_leaves_takes_back_what_is_not_on_its_way()
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        using var writer = Start();
        _ = writer.KeepAsync(Hang, Patience);
        await hanging.Task.WaitAsync(Cancel);
        var promise = writer.PromiseAsync(Hold("CA1"), Patience, leaving.Token);

        await leaving.CancelAsync();
        await Record.ExceptionAsync(() => promise);
        Assert.Equal(0, writer.Health.WaitingWrites);

        diskAnswers.Set();
        await writer.CloseAsync();
        Assert.Equal(0L, Read<long>(Database, "SELECT count(*) FROM holds"));
    }

    [Fact]
    public async Task A_promise_that_SQLite_never_takes_is_lost_and_its_neighbours_are_not()
    {
        using var writer = Start();
        _ = writer.KeepAsync(Hang, Patience);
        await hanging.Task.WaitAsync(Cancel);
        var before = writer.PromiseAsync(Hold("CA1"), Patience, Cancel);
        var odd = writer.PromiseAsync(_ => throw new InvalidOperationException("a mistake of ours"), Patience, Cancel);
        var after = writer.PromiseAsync(Hold("CA2"), Patience, Cancel);

        diskAnswers.Set();
        Assert.Equal([Kept.OnDisk, Kept.Lost, Kept.OnDisk], await Task.WhenAll(before, odd, after));
        await writer.CloseAsync();
        Assert.Equal("CA1,CA2", Read<string>(Database, "SELECT group_concat(call_id) FROM holds"));
    }

    [Fact]
    public async Task While_another_program_holds_the_lock_nothing_is_promised()
    {
        await using var store = Open(Database, log);
        await using var other = new SqliteConnection($"Data Source={Database};Pooling=False");
        await other.OpenAsync(Cancel);
        await using (var holding = other.BeginTransaction(deferred: false))
        {
            Assert.Null(await store.Reservations.WriteAsync(HoldIn, Cancel));
        }

        await log.FirstAsync(AwaitedLog.WentGood);
        await store.KeepTurnAsync("CA1", 1);
        Assert.Equal(0L, Read<long>(Database, "SELECT count(*) FROM holds"));
        Assert.NotNull(await store.Reservations.WriteAsync(HoldIn, Cancel));
    }

    [Fact]
    public async Task A_full_disk_promises_nothing_and_keeps_what_it_promised()
    {
        using var disk = SmallDisk.Mount(folder.File("disk"), megabytes: 2);
        var path = Path.Combine(disk.Path, "voicehunte.db");
        await using var store = Open(path, log);
        disk.Fill(leaveBytes: 300_000);

        var promised = 0;
        while (await store.Reservations.WriteAsync(book => HoldIn(book, $"CA{promised}"), Cancel) is not null) promised++;
        Assert.Contains("the disk is full", store.Health.Problem, StringComparison.Ordinal);

        disk.MakeRoom();
        await log.FirstAsync(AwaitedLog.WentGood);
        await store.KeepTurnAsync("CA1", 1);
        Assert.Equal((long)promised, Read<long>(path, "SELECT count(*) FROM holds"));
        Assert.NotNull(await store.Reservations.WriteAsync(HoldIn, Cancel));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_commit_that_failed_without_a_word_the_disk_is_asked(bool wasThere)
    {
        var (promise, mark) = (new PromisedWrite(Hold("CA1")), CommitMark.New());
        using var database = new WritingConnection(Database, fullSync: true);
        if (wasThere) database.Commit([promise], mark);
        else promise.BeginCommit();

        var doubt = DoubtfulCommit.After(new SqliteException("disk I/O error", 10), mark, [promise])!;
        promise.RunOutOfPatience();
        Assert.False(promise.Settled.IsCompleted);

        List<QueuedWrite> batch = [];
        doubt.Resolve(database, batch);
        Assert.Equal(wasThere ? Kept.OnDisk : Kept.Lost, await promise.Settled);
        Assert.Equal(wasThere ? 1L : 0L, Read<long>(Database, "SELECT count(*) FROM holds"));
    }

    [Fact]
    public async Task A_promise_whose_commit_breaks_under_way_is_made_again_while_there_is_time()
    {
        using var writer = Start(TimeProvider.System);
        Assert.Equal(Kept.OnDisk, await writer.PromiseAsync(HoldAndBreakOnce(), TimeSpan.FromSeconds(30), Cancel));
        await writer.CloseAsync();
        Assert.Equal((1, 1), (log.Count(AwaitedLog.WentBad), log.Count(AwaitedLog.WentGood)));
        Assert.Equal(1L, Read<long>(Database, "SELECT count(*) FROM holds"));
    }

    [Fact]
    public async Task A_promise_whose_commit_breaks_under_way_is_not_given_up_before_that_is_certain()
    {
        using var writer = Start();
        var promise = writer.PromiseAsync(HoldAndBreakOnce(), Patience, Cancel);
        await log.FirstAsync(AwaitedLog.WentBad);
        time.Advance(Patience);
        while (!promise.IsCompleted)
        {
            time.Advance(Patience);
            await Task.Yield();
        }

        Assert.Equal(Kept.Lost, await promise);
        await writer.CloseAsync();
        Assert.Equal(0L, Read<long>(Database, "SELECT count(*) FROM holds"));
    }

    private static OpenBook HoldIn(OpenBook book) => HoldIn(book, "CA9");

    private static OpenBook HoldIn(OpenBook book, string callId)
    {
        book.Holds.Keep(new StoredHold(callId, Evening, Evening.AddHours(2), 2, ["1"], Evening.AddMinutes(5)));
        return book;
    }

    private static Action<WritingConnection> Hold(string callId) => database => HoldIn(database.Book, callId);

    private Action<WritingConnection> HoldAndBreakOnce()
    {
        var breaks = true;
        return database =>
        {
            Hold("CA1")(database);
            if (breaks) BrokenFile.Break(Database + "-wal");
            breaks = false;
        };
    }

    private StoreWriter Start(TimeProvider? clock = null)
    {
        var writer = new StoreWriter(Database, fullSync: true, limit: 10, () => { }, clock ?? time, log);
        writer.Start();
        return writer;
    }

    private void Hang(WritingConnection connection)
    {
        hanging.TrySetResult();
        diskAnswers.Wait(Cancel);
        connection.Beat(Evening);
    }
}
