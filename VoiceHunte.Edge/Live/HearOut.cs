using VoiceHunte.Edge.Calls;

namespace VoiceHunte.Edge.Live;

/// <summary>How the saying of an answer ended.</summary>
internal enum HearingEnd
{
    /// <summary>It was heard to its last sound.</summary>
    Heard,

    /// <summary>The caller cut in.</summary>
    Cut,

    /// <summary>The engine gives way while it is still being heard: the step below waits on.</summary>
    HandedOn,
}

/// <summary>Waits until an answer was heard, or the caller has cut in, and keeps what was heard of it.</summary>
/// <param name="failing">Ends when the engine gives way.</param>
internal sealed class HearOut(Call call, CallerLine line, LiveTurns turns, Task failing)
{
    /// <exception cref="OperationCanceledException">The caller is gone: what they heard until then is kept.</exception>
    public async Task<HearingEnd> WaitAsync(Saying saying, CancellationToken cancellationToken)
    {
        var (turn, answer) = saying;
        var heardAll = line.HeardToAsync(line.Position);
        try
        {
            await Task.WhenAny(heardAll, answer.CutIn, failing).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await turns.KeepHeardAsync(call, turn, answer.HeardUpTo(line.Heard));
            throw;
        }

        if (answer.CutIn.IsCompleted)
        {
            await turns.KeepHeardAsync(call, turn, answer.HeardUpTo(await answer.CutIn));
            return HearingEnd.Cut;
        }

        if (!heardAll.IsCompleted) return HearingEnd.HandedOn;
        await turns.KeepHeardAsync(call, turn, turn.Reply.Text);
        return HearingEnd.Heard;
    }
}
