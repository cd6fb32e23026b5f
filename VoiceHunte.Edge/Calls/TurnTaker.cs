using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Telemetry;
using VoiceHunte.Edge.Voice;

namespace VoiceHunte.Edge.Calls;

/// <summary>
/// Takes a turn of a call, whatever the wire: from what was heard to what is said. Whoever calls this has entered the
/// call, and puts the reply on disk before it leaves.
/// </summary>
internal sealed class TurnTaker(CallDesk desk, HeadWaiter headWaiter, RecordingDesk recordings, CallBoard board, TimeProvider time)
{
    /// <summary>The reply where none needs thought; null while the agent thinks: then the call has its turn in hand.</summary>
    public Reply? Begin(Call call, Heard heard, DateTimeOffset since) => Begin(call, heard, since, null, CancellationToken.None);

    /// <param name="speaking">Brings sentences to the caller before the answer is whole; null on a wire that cannot.</param>
    /// <param name="interrupted">Cancelled when the caller speaks again before anything was answered.</param>
    public Reply? Begin(Call call, Heard heard, DateTimeOffset since, Speaking? speaking, CancellationToken interrupted)
    {
        CallScope.TakeTurn(call.CallId, call.Turns);
        board.Change(call.CallId, shown => shown with { State = "thinking", LastWords = heard.Text.Length > 0 ? heard.Text : shown.LastWords });
        var stages = Begin(heard, since);
        if (Understand(call, heard, stages, out var question) is { } reply) return Said(call, reply);
        var turn = Context(call, question!, since) with { Speaking = speaking, Stages = stages };
        call.InHand = new TurnInHand(call.Turns, heard, question!, headWaiter.AnswerAsync(turn, interrupted), since)
        {
            Speaking = speaking,
            Stages = stages,
        };
        return null;
    }

    /// <summary>The same for a model that thinks elsewhere: what it needs to know of the turn; null with the reply where none needs thought.</summary>
    public TurnContext? Open(Call call, Heard heard, DateTimeOffset since, TurnStages stages, out Reply? reply)
    {
        reply = Understand(call, heard, stages, out var question) is { } atOnce ? Said(call, atOnce) : null;
        return reply is null ? Context(call, question!, since) with { Stages = stages } : null;
    }

    /// <summary>What the agent thought becomes the reply, and the call goes on from there.</summary>
    public Reply TakeUp(Call call, TurnInHand inHand, Thought thought)
    {
        CallScope.TakeTurn(call.CallId, inHand.Turn);
        call.InHand = null;
        return TakeUp(call, inHand.Question.Text, thought, inHand.Speaking) with { Stages = inHand.Stages, Understood = inHand.Question.Understood };
    }

    /// <param name="speaking">What the caller has heard of the answer already; null: nothing.</param>
    public Reply TakeUp(Call call, string heard, Thought thought, Speaking? speaking)
    {
        call.AwaitingConfirmation = null;
        var before = call.Draft;
        call.Draft = thought.Draft;
        var reply = VoiceDesk.AfterBooking(call, before, desk.FromThought(call, thought), isOnItsWay: speaking is { Said.Length: > 0 });
        if (speaking is not null) reply = reply with { Text = speaking.Whole(reply.Text) };
        call.Remember(new Exchange(heard, reply.Text));
        return Said(call, reply);
    }

    /// <summary>The turn from end to end, for a wire on which nobody is kept waiting with a holding sentence.</summary>
    public async Task<(Reply Reply, Understood? Understood)> TakeAsync(Call call, Heard heard, DateTimeOffset since)
    {
        if (Begin(call, heard, since) is { } reply) return (reply, null);
        var inHand = call.InHand!;
        return (TakeUp(call, inHand, await inHand.Answer), inHand.Question.Understood);
    }

    /// <summary>The call as it stands, before anything was heard.</summary>
    public static TurnContext Before(Call call, DateTimeOffset now) => Context(call, new Question("", new Understood()), now);

    private TurnStages Begin(Heard heard, DateTimeOffset since)
    {
        if (heard.TranscribedIn is not { } took) return new TurnStages(time, since);
        var stages = new TurnStages(time, since - took);
        stages.Add(TurnStages.Transcribe, since - took, took);
        return stages;
    }

    private Reply? Understand(Call call, Heard heard, TurnStages stages, out Question? question)
    {
        using var stage = stages.Measure(TurnStages.Understand);
        VoiceDesk.Listen(call);
        return desk.ReplyAtOnce(call, heard, out question) is { } reply ? reply with { Stages = stages, Understood = question?.Understood } : null;
    }

    private Reply Said(Call call, Reply reply)
    {
        if (call.IsLive) recordings.Begin(call);
        if (reply.Text.Length > 0) call.LastSaid = reply.Text;
        return reply;
    }

    private static TurnContext Context(Call call, Question question, DateTimeOffset now) =>
        new(call.CallId, call.Turns, call.Language, question.Text, question.Understood, call.History, now)
        {
            Draft = call.Draft,
            From = AnonymousCaller.Is(call.From) ? null : call.From,
            AsksWho = call.Voice is not null,
            Likely = call.Voice?.Likely,
            IsAnotherVoice = call.Voice?.Hint is { Match: VoiceMatch.Unknown },
        };
}
