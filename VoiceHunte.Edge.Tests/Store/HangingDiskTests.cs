using Microsoft.Extensions.Time.Testing;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Tests.Support;
using static VoiceHunte.Edge.Tests.Store.StoreSamples;

namespace VoiceHunte.Edge.Tests.Store;

public sealed class HangingDiskTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(Evening);
    private readonly ManualResetEventSlim diskAnswers = new();
    private readonly TaskCompletionSource hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose()
    {
        folder.Dispose();
        diskAnswers.Dispose();
    }

    [Fact]
    public async Task Nobody_waits_longer_for_a_hanging_disk_than_a_turn_allows()
    {
        using var writer = new StoreWriter(folder.File("voicehunte.db"), fullSync: true, limit: 10, () => { }, time, new AwaitedLog());
        writer.Start();
        var first = writer.KeepAsync(Hang, Patience);
        await hanging.Task.WaitAsync(TestContext.Current.CancellationToken);
        var second = writer.KeepAsync(connection => connection.Beat(Evening), Patience);

        time.Advance(Patience);
        Assert.Equal([Kept.InMemory, Kept.InMemory], await Task.WhenAll(first, second));

        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Contains("has not answered for 12 s", writer.Health.Problem, StringComparison.Ordinal);
        Assert.Equal(Kept.InMemory, await writer.KeepAsync(connection => connection.Beat(Evening), Patience));

        diskAnswers.Set();
        await writer.CloseAsync();
        Assert.Equal(new StoreHealth(true, null, 0, 0), writer.Health);
    }

    private void Hang(WritingConnection connection)
    {
        hanging.TrySetResult();
        diskAnswers.Wait(TestContext.Current.CancellationToken);
        connection.Beat(Evening);
    }
}
