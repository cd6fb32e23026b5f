using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Calls;

/// <summary>
/// Takes the turns of a call that is held over a WebSocket: the same desk, agent and rows as by webhook, but the caller hears
/// the first sentence as soon as it is there, and may cut in.
/// </summary>
internal sealed class LiveTurns(
    TurnTaker turns, CallLog log, CallerRateLimit rateLimit, EdgeSettings settings, TimeProvider time)
{
    // A caller who hears nothing but holding sentences would rather hear the rules.
    public const int MostHoldingSentences = 3;

    /// <summary>Takes a turn to its end; everything that is said of it is on disk when this returns.</summary>
    /// <param name="say">Brings one sentence to the caller; does not wait until it is heard.</param>
    /// <param name="interrupted">Cancelled when the caller goes on speaking before the answer is there.</param>
    /// <returns>Null when the caller went on before anything was answered: it is no turn, and what was said belongs to the next.</returns>
    public async Task<LiveTurn?> TakeAsync(Call call, Heard heard, Func<string, CancellationToken, ValueTask> say, CancellationToken interrupted)
    {
        using var entered = await call.EnterAsync();
        var since = time.GetUtcNow();
        call.LastHeard = since;
        call.Turns++;
        var isBegun = false;
        var speaking = new Speaking(async (sentence, cancelled) =>
        {
            cancelled.ThrowIfCancellationRequested();
            if (!isBegun) await log.KeepBegunTurnAsync(call, heard, since);
            isBegun = true;
            await say(sentence, cancelled);
        });
        var reply = rateLimit.AllowsTurnOf(call.CallId) ? turns.Begin(call, heard, since, speaking, interrupted) : CallDesk.TooManyCalls(call);
        if (reply is null)
        {
            if (await WaitAsync(call, speaking, say, interrupted) is not { } thought)
            {
                call.InHand = null;
                call.Turns--;
                return null;
            }

            reply = turns.TakeUp(call, call.InHand!, thought);
        }

        await log.KeepTurnAsync(call, heard, reply, since, time.GetUtcNow() - since);
        // What stands before a word of it was said is said all the same: the caller has not cut in on it, and may have booked with it.
        if (speaking.Said.Length == 0 || !interrupted.IsCancellationRequested) await SayAsync(speaking.Rest(reply.Text), say, interrupted);
        return new LiveTurn(call.Turns, heard, reply, since);
    }

    /// <summary>Keeps what was heard of an answer; from here on the agent takes it that nothing more was said.</summary>
    public async Task KeepHeardAsync(Call call, LiveTurn turn, string heardText)
    {
        using var entered = await call.EnterAsync();
        if (!CallLog.IsWhole(turn.Reply, heardText)) call.HeardOnly(turn.Reply.Text, heardText);
        await log.KeepHeardTextAsync(call, turn.Number, turn.Heard, turn.Reply, turn.HeardAt, heardText);
    }

    /// <summary>Words that are not answered here any more are on disk: whoever goes on with the call answers them.</summary>
    public async Task OweAsync(Call call, string text)
    {
        using var entered = await call.EnterAsync();
        call.Turns++;
        call.Unanswered = await log.KeepBegunTurnAsync(call, Heard.Of(text), time.GetUtcNow());
    }

    /// <summary>Asks a caller who has long been silent; kept as a turn of its own.</summary>
    public Task<LiveTurn> AskStillThereAsync(Call call) => KeepAsync(call, CallDesk.StillThere(call));

    /// <summary>Takes leave of a caller who stays silent.</summary>
    public Task<LiveTurn> LeaveAsync(Call call) => KeepAsync(call, CallDesk.LeaveSilentCaller(call));

    /// <summary>Asks a caller again whose words got lost here; kept as a turn of its own.</summary>
    public Task<LiveTurn> AskToRepeatAsync(Call call) => KeepAsync(call, CallDesk.LostThread(call));

    /// <summary>Speaks a text sentence by sentence: the first one is under way while the others are still to be made.</summary>
    public static async ValueTask SayAsync(string text, Func<string, CancellationToken, ValueTask> say, CancellationToken cancellationToken)
    {
        var cutter = new SentenceCutter();
        for (var sentence = cutter.Take(text); sentence is not null; sentence = cutter.Take(""))
            await say(sentence, cancellationToken);
        if (cutter.Rest() is { Length: > 0 } rest) await say(rest, cancellationToken);
    }

    private async Task<LiveTurn> KeepAsync(Call call, Reply reply)
    {
        using var entered = await call.EnterAsync();
        var now = time.GetUtcNow();
        call.Turns++;
        call.LastSaid = reply.Text;
        var silence = Heard.Of("");
        await log.KeepTurnAsync(call, silence, reply, now, TimeSpan.Zero);
        return new LiveTurn(call.Turns, silence, reply, now);
    }

    private async Task<Thought?> WaitAsync(
        Call call, Speaking speaking, Func<string, CancellationToken, ValueTask> say, CancellationToken interrupted)
    {
        var inHand = call.InHand!;
        try
        {
            for (var held = 0; held < MostHoldingSentences; held++)
            {
                if (await inHand.WaitAsync(settings.Call.HoldingTime, time, CancellationToken.None) is { } thought) return thought;
                if (speaking.Said.Length == 0) await say(Phrases.For(call.Language).Holding(held), interrupted);
            }

            return await inHand.Answer;
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            return null;
        }
    }
}
