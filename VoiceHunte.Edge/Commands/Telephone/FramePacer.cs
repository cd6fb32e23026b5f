using System.Threading.Tasks.Sources;

namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>
/// Tells when the next 20 ms are over, counted from the start and not from the last time, so that nothing adds up; what came
/// late is caught up with at once. Waiting makes no garbage. One waiter.
/// </summary>
internal sealed class FramePacer : IValueTaskSource<bool>, IDisposable
{
    public static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);

    private readonly Lock gate = new();
    private readonly TimeProvider clock;
    private readonly ITimer timer;
    private long started;
    private ManualResetValueTaskSourceCore<bool> wait;
    private bool isWaiting;
    private bool isStopped;

    public FramePacer(TimeProvider clock)
    {
        this.clock = clock;
        timer = clock.CreateTimer(static pacer => ((FramePacer)pacer!).Wake(goesOn: true), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>From here the frames are counted.</summary>
    public void Start() => started = clock.GetTimestamp();

    /// <summary>How many frames have been waited for.</summary>
    public long Frames { get; private set; }

    /// <summary>True when one more frame is over; false once it is stopped.</summary>
    public ValueTask<bool> NextAsync()
    {
        lock (gate)
        {
            if (isStopped) return ValueTask.FromResult(false);

            var due = (Frame * ++Frames) - clock.GetElapsedTime(started);
            if (due <= TimeSpan.Zero) return ValueTask.FromResult(true);

            wait.Reset();
            isWaiting = true;
            // A timer counts whole milliseconds, and would be early.
            timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(due.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
            return new ValueTask<bool>(this, wait.Version);
        }
    }

    public void Stop()
    {
        lock (gate) isStopped = true;
        Wake(goesOn: false);
    }

    public void Dispose()
    {
        Stop();
        timer.Dispose();
    }

    bool IValueTaskSource<bool>.GetResult(short token) => wait.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => wait.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        wait.OnCompleted(continuation, state, token, flags);

    private void Wake(bool goesOn)
    {
        lock (gate)
        {
            if (!isWaiting) return;
            isWaiting = false;
        }

        wait.SetResult(goesOn);
    }
}
