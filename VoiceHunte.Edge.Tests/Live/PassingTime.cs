using Microsoft.Extensions.Time.Testing;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Live;

/// <summary>Lets time pass on a live call, whose work goes on between two ticks of the clock.</summary>
internal static class PassingTime
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    /// <summary>Turns the clock until it has happened; how long that took by the clock.</summary>
    public static async Task<TimeSpan> PassUntilAsync(this FakeTimeProvider clock, Task happened)
    {
        var began = clock.GetUtcNow();
        using var patience = new CancellationTokenSource(Gate.Patience);
        while (!happened.IsCompleted && !patience.IsCancellationRequested)
        {
            clock.Advance(Tick);
            await Task.WhenAny(happened, Task.Delay(1, TestContext.Current.CancellationToken));
        }

        await happened;
        return clock.GetUtcNow() - began;
    }
}
