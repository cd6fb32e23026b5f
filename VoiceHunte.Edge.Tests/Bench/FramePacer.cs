using System.Diagnostics;

namespace VoiceHunte.Edge.Tests.Bench;

/// <summary>
/// Sends every line's frame on its deadline, from one thread; the lines are spread evenly over the 20 ms. Places may be empty,
/// and be taken and left meanwhile.
/// </summary>
internal sealed class FramePacer : IDisposable
{
    private readonly LiveLine?[] lines;
    private readonly Thread thread;
    private volatile bool isOver;

    public FramePacer(LiveLine?[] lines)
    {
        this.lines = lines;
        thread = new Thread(Run) { IsBackground = true };
        thread.Start();
    }

    /// <summary>How late the latest frame was since <see cref="Forget"/>: the load's own fault, or the machine's.</summary>
    public TimeSpan Latest { get; private set; }

    public void Forget() => Latest = TimeSpan.Zero;

    public void Dispose()
    {
        isOver = true;
        thread.Join();
    }

    private void Run()
    {
        var between = FrameForm.Every / lines.Length;
        var start = Stopwatch.GetTimestamp();
        for (long sent = 0; !isOver; sent++)
        {
            var due = between * sent;
            while (Stopwatch.GetElapsedTime(start) is var now && now < due) Thread.Sleep(1);
            if (Stopwatch.GetElapsedTime(start) - due is var late && late > Latest) Latest = late;
            Volatile.Read(ref lines[sent % lines.Length])?.SendFrame();
        }
    }
}
