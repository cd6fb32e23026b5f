using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Calls;

/// <summary>
/// Takes a turn of a call, whatever the wire: from what was heard to what is said. Whoever calls this has entered the
/// call, and puts the reply on disk before it leaves.
/// </summary>
internal sealed class TurnTaker(CallDesk desk, HeadWaiter headWaiter)
{
    /// <summary>The reply where none needs thought; null while the agent thinks: then the call has its turn in hand.</summary>
    public Reply? Begin(Call call, Heard heard, DateTimeOffset since)
    {
        if (desk.ReplyAtOnce(call, heard, out var question) is { } reply) return Said(call, reply);
        call.InHand = new TurnInHand(call.Turns, heard, question!, headWaiter.AnswerAsync(Context(call, question!, since), CancellationToken.None), since);
        return null;
    }

    /// <summary>What the agent thought becomes the reply, and the call goes on from there.</summary>
    public Reply TakeUp(Call call, TurnInHand inHand, Thought thought)
    {
        call.InHand = null;
        call.AwaitingConfirmation = null;
        call.Draft = thought.Draft;
        var reply = desk.FromThought(call, thought);
        call.History.Add(new Exchange(inHand.Question.Text, reply.Text));
        return Said(call, reply);
    }

    /// <summary>The turn from end to end, for a wire on which nobody is kept waiting with a holding sentence.</summary>
    public async Task<(Reply Reply, Understood? Understood)> TakeAsync(Call call, Heard heard, DateTimeOffset since)
    {
        if (Begin(call, heard, since) is { } reply) return (reply, null);
        var inHand = call.InHand!;
        return (TakeUp(call, inHand, await inHand.Answer), inHand.Question.Understood);
    }

    private static Reply Said(Call call, Reply reply)
    {
        if (reply.Text.Length > 0) call.LastSaid = reply.Text;
        return reply;
    }

    private static TurnContext Context(Call call, Question question, DateTimeOffset now) =>
        new(call.CallId, call.Turns, call.Language, question.Text, question.Understood, [.. call.History], now)
        {
            Draft = call.Draft,
            From = AnonymousCaller.Is(call.From) ? null : call.From,
        };
}
