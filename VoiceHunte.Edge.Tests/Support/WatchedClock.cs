using Microsoft.Extensions.Time.Testing;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>A clock that the test turns, and that tells when somebody begins to wait for it.</summary>
internal sealed class WatchedClock() : FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 18, 0, 0, TimeSpan.Zero))
{
    private readonly Lock gate = new();
    private readonly List<Watch> watches = [];

    /// <summary>Completes when somebody begins a wait of such a length, so many of them if more than one. Ask before it can begin.</summary>
    public Task WaitBetween(TimeSpan from, TimeSpan to, int times = 1)
    {
        var watch = new Watch(from, to, times);
        lock (gate) watches.Add(watch);
        return watch.Seen.Task.WaitAsync(Gate.Patience, TestContext.Current.CancellationToken);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        lock (gate)
        {
            foreach (var watch in watches) watch.Note(dueTime);
        }

        return timer;
    }

    private sealed class Watch(TimeSpan from, TimeSpan to, int times)
    {
        private int left = times;

        public TaskCompletionSource Seen { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Note(TimeSpan wait)
        {
            if (wait >= from && wait <= to && --left == 0) Seen.SetResult();
        }
    }
}
