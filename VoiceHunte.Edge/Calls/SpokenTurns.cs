using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Calls;

/// <summary>
/// The turns of a call whose model hears and speaks by itself. The desk, the tools and the rows are the same as on every other
/// wire, and what a tool has settled is said in code's words.
/// </summary>
internal sealed class SpokenTurns(TurnTaker turns, ModelMind mind, CallLog log, CallerRateLimit rateLimit, EdgeSettings settings, TimeProvider time)
{
    /// <summary>What the model is told of the call as it stands.</summary>
    public string Instructions(Call call) => mind.Instructions(TurnTaker.Before(call, time.GetUtcNow()));

    /// <summary>True where the desk has to hear the words before anybody answers.</summary>
    public bool CodeAnswers(Call call) => MessageDesk.Awaits(call) || VoiceDesk.Awaits(call) || call.Turns >= settings.Call.MaxTurns;

    /// <summary>The caller has stopped speaking: a turn begins.</summary>
    public SpokenTurn Open(Call call)
    {
        call.Turns++;
        call.LastHeard = time.GetUtcNow();
        var context = TurnTaker.Before(call, call.LastHeard) with { Stages = new TurnStages(time, call.LastHeard) };
        return new SpokenTurn(call.Turns, call.LastHeard, context, mind.Open(context));
    }

    /// <summary>Nothing was said after all.</summary>
    public static void TakeBack(Call call, SpokenTurn turn)
    {
        if (call.Turns == turn.Number) call.Turns--;
    }

    /// <summary>The words have come. The desk's own reply where none needs thought; null where the model's answer stands.</summary>
    public Reply? Hear(Call call, SpokenTurn turn, Heard heard)
    {
        turn.Hears(heard);
        if (!rateLimit.AllowsTurnOf(call.CallId)) return CallDesk.TooManyCalls(call);
        if (turns.Open(call, heard with { Turn = turn.Number }, turn.HeardAt, turn.Context.Stages!, out var reply) is not { } context) return reply;
        turn.Understands(context, mind.Open(context));
        return null;
    }

    /// <summary>What is wrong with words of the model's; null when nothing is.</summary>
    public string? Problem(SpokenTurn turn, string text) => mind.Problem(text, turn.Context, turn.Making);

    /// <summary>The model's own words become the turn's answer.</summary>
    public Reply TakeUp(Call call, SpokenTurn turn, string text) =>
        turns.TakeUp(call, turn.Context.Heard, mind.InWords(turn.Context, turn.Making, text), null);

    /// <summary>What the tools have settled, or have to say instead of the model, becomes the turn's answer.</summary>
    public Reply TakeUpInCodesWords(Call call, SpokenTurn turn) =>
        turns.TakeUp(call, turn.Context.Heard, ModelMind.InCodesWords(turn.Context, turn.Making, Thought.Model), null);

    /// <summary>Puts the turn on disk: before the caller hears what it promises.</summary>
    public async Task<LiveTurn> KeepAsync(Call call, SpokenTurn turn, Reply reply)
    {
        await log.KeepTurnAsync(call, turn.Number, turn.Heard, reply with { Stages = turn.Context.Stages, Understood = turn.Context.Understood }, turn.HeardAt, time.GetUtcNow() - turn.HeardAt);
        return new LiveTurn(turn.Number, turn.Heard, reply, turn.HeardAt);
    }
}
