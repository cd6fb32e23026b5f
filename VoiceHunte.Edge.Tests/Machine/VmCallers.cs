using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Machine;

/// <summary>Callers outside the machine, who book tables and write down what they were answered.</summary>
internal sealed class VmCallers : IDisposable
{
    private const int DaysToBook = 25;
    private readonly TwilioStandIn twilio = new(VmAppliance.Token);
    private readonly DateTime today = DateTime.UtcNow.Date;
    private int calls;

    /// <summary>CallSid and what was said, of each turn that was answered.</summary>
    public ConcurrentQueue<(string CallSid, string Said)> Answered { get; } = [];

    /// <summary>The calls that were told the number of their reservation.</summary>
    public ConcurrentQueue<string> Booked { get; } = [];

    /// <summary>How long each webhook of a turn took, there and back.</summary>
    public ConcurrentQueue<double> Milliseconds { get; } = [];

    public TwilioCall Ring(Uri appliance) =>
        twilio.Ring(appliance, from: string.Create(CultureInfo.InvariantCulture, $"+4477009{Interlocked.Increment(ref calls):00000}"));

    /// <summary>One call, from the greeting to the goodbye.</summary>
    public async Task BookAsync(Uri appliance)
    {
        var call = Ring(appliance);
        await call.StartAsync();
        var day = today.AddDays(2 + calls % DaysToBook).ToString("d MMMM", CultureInfo.InvariantCulture);
        await SayAsync(call, string.Create(CultureInfo.InvariantCulture, $"A table for two on {day} at {12 + calls % 9}:00, please"));
        await SayAsync(call, "it's Michael Lee");
        var answer = await SayAsync(call, "yes that's right");
        if (answer.Text.Contains("Your reservation number is", StringComparison.Ordinal)) Booked.Enqueue(call.CallSid);
        await SayAsync(call, "no thanks, bye");
        await call.HangUpAsync();
    }

    /// <summary>One call after the other, until the power is cut; a line that breaks before is followed by another call.</summary>
    public async Task BookOnAsync(Uri appliance, CancellationToken cut)
    {
        while (!cut.IsCancellationRequested)
        {
            try
            {
                await BookAsync(appliance);
            }
            catch (HttpRequestException)
            {
                // What was not answered was not promised.
            }
        }
    }

    public void Dispose() => twilio.Dispose();

    private async Task<Heard> SayAsync(TwilioCall call, string text)
    {
        var start = Stopwatch.GetTimestamp();
        var answer = await call.SayAsync(text);
        Milliseconds.Enqueue(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        Answered.Enqueue((call.CallSid, text));
        return answer;
    }
}
