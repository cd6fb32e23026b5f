using Microsoft.Extensions.Time.Testing;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>A clock that the test turns, and that tells when somebody begins to wait for it.</summary>
internal sealed class WatchedClock() : FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 18, 0, 0, TimeSpan.Zero))
{
    private readonly Lock gate = new();
    private readonly List<(TimeSpan From, TimeSpan To, TaskCompletionSource<TimeSpan> Seen)> watches = [];

    /// <summary>Completes when somebody begins a wait of such a length. Ask before it can begin.</summary>
    public Task<TimeSpan> WaitBetween(TimeSpan from, TimeSpan to)
    {
        var seen = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate) watches.Add((from, to, seen));
        return seen.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        lock (gate)
        {
            foreach (var watch in watches.Where(w => dueTime >= w.From && dueTime <= w.To)) watch.Seen.TrySetResult(dueTime);
        }

        return timer;
    }
}
