using CsCheck;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Tests.Support;
using static VoiceHunte.Edge.Tests.Store.StoreSamples;

namespace VoiceHunte.Edge.Tests.Store;

public sealed class CallStatusTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly AwaitedLog log = new();

    private string Database => folder.File("voicehunte.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_call_that_has_ended_is_never_reopened()
    {
        await using var store = Open(Database, log);
        await store.KeepEndAsync(Status("CA1", "completed"));
        await store.KeepCallAsync(Call("CA1"), null, null);
        await store.KeepTurnAsync("CA1", 1);
        await store.KeepEndAsync(Status("CA1", "in-progress"));
        await store.KeepEndAsync(Status("CA1", "failed") with { EndedAt = Evening.AddHours(1), DurationSeconds = 1 });

        var call = (await store.FindCallAsync("CA1", TestContext.Current.CancellationToken))!.Call;
        Assert.Equal(("completed", Evening.AddSeconds(60), 60), (call.Status, call.EndedAt, call.DurationSeconds));
        Assert.Equal(("sk", "gather", Evening), (call.Language, call.Mode, call.StartedAt));
    }

    [Fact]
    public async Task Answers_kept_for_repeats_go_when_no_repeat_can_come_any_more()
    {
        await using var store = Open(Database, log);
        await store.KeepCallAsync(Call("CA1"), new StoredReply("CA1", "token", "<Response/>", Evening), null);

        await store.KeepEndAsync(Status("CA1", "completed"));
        var thatEvening = Read<long>(Database, "SELECT count(*) FROM replies");
        await store.KeepEndAsync(Status("CA2", "completed") with { EndedAt = Evening.AddDays(2) });

        Assert.Equal((1, 0), (thatEvening, Read<long>(Database, "SELECT count(*) FROM replies")));
    }

    [Fact]
    public async Task A_status_of_a_call_that_nobody_knew_makes_its_row()
    {
        await using var store = Open(Database, log);
        await store.KeepEndAsync(Status("CA1", "no-answer"));

        var call = (await store.FindCallAsync("CA1", TestContext.Current.CancellationToken))!.Call;
        Assert.Equal(("no-answer", "+421900123456", "+421212345678"), (call.Status, call.FromNumber, call.ToNumber));
        Assert.Equal((Evening, Evening.AddSeconds(60)), (call.StartedAt, call.EndedAt));
    }

    [Fact]
    public async Task Callbacks_in_any_order_leave_the_call_where_it_got_to()
    {
        string[] onTheWay = ["queued", "initiated", "ringing", "in-progress"];
        var log = new AwaitedLog();
        await using var store = Open(Database, log);
        var calls = 0;
        await Gen.Shuffle(onTheWay).Select(Gen.Int[0, 4], Gen.Bool).SampleAsync(async (statuses, end, ends) =>
        {
            var callId = $"CA{Interlocked.Increment(ref calls)}";
            var order = statuses.ToList();
            if (ends) order.Insert(end, "busy");
            foreach (var status in order) await store.KeepEndAsync(Status(callId, status));

            var call = (await store.FindCallAsync(callId, TestContext.Current.CancellationToken))!.Call;
            Assert.Equal(ends ? "busy" : "in-progress", call.Status);
            Assert.Equal(ends, call.EndedAt is not null);
        }, iter: 200);
    }
}
