using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Calls;

/// <summary>A turn whose answer is being found. The work goes on while the caller hears a holding sentence.</summary>
/// <param name="Answer">Ends by the turn's deadline, with the rules' answer at the latest.</param>
internal sealed record TurnInHand(int Turn, Heard Heard, Question Question, Task<Thought> Answer, DateTimeOffset StartedAt)
{
    /// <summary>What the caller has heard of the answer already; null on a wire that speaks whole answers only.</summary>
    public Speaking? Speaking { get; init; }

    public TurnStages? Stages { get; init; }

    /// <summary>Waits for the answer; null when it did not come in time or the appliance is being stopped.</summary>
    public async Task<Thought?> WaitAsync(TimeSpan patience, TimeProvider time, CancellationToken stopping)
    {
        if (Answer.IsCompleted) return await Answer;
        try
        {
            return await Answer.WaitAsync(patience > TimeSpan.Zero ? patience : TimeSpan.Zero, time, stopping);
        }
        catch (TimeoutException) when (!Answer.IsCompleted)
        {
            return null;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && !Answer.IsCompleted)
        {
            return null;
        }
    }
}
