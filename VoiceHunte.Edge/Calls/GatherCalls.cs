using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Calls;

/// <summary>
/// CALL_MODE=gather: Twilio listens and posts what it heard; each answer is TwiML. Every answer is on disk before it
/// leaves, and the same webhook coming twice gets the same answer.
/// </summary>
internal sealed partial class GatherCalls(
    CallsInProgress calls,
    CallerRateLimit rateLimit,
    CallDesk desk,
    HeadWaiter headWaiter,
    GatherTwiml twiml,
    CallLog log,
    EdgeSettings settings,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<GatherCalls> logger)
{
    // Further ahead than any call gets.
    private const int MostTurnsForgotten = 1000;

    /// <summary>The first webhook of a call: the greeting.</summary>
    public async Task<string> GreetAsync(Webhook webhook)
    {
        var call = await calls.FindAsync(webhook);
        using var entered = await call.EnterAsync();
        if (AnsweredBefore(call, webhook) is { } again) return again;
        if (!rateLimit.AllowsCallOf(call.From)) return await TurnAwayAsync(call, webhook);
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return (await twiml.WriteAsync(CallDesk.HoldOverRestart(call), call, webhook)).Document;

        Log.Answered(logger, call.CallId, call.Caller, call.Language.Code);
        var document = await twiml.WriteAsync(desk.Greeting(call), call, webhook);
        await log.KeepGreetingAsync(call, webhook, document);
        return document.Document;
    }

    /// <summary>What was said, keyed, or not said; or the end of a transfer; or a held caller coming for the answer.</summary>
    public async Task<string> TakeTurnAsync(Webhook webhook)
    {
        var call = await calls.FindAsync(webhook);
        using var entered = await call.EnterAsync();
        if (AnsweredBefore(call, webhook) is { } again) return again;
        call.LastHeard = webhook.ArrivedAt;
        if (webhook.Held > 0) return await GoOnWaitingAsync(call, webhook);
        if (!rateLimit.AllowsTurnOf(call.CallId)) return await TurnAwayAsync(call, webhook);

        call.Turns = NextTurn(call, webhook);
        var heard = new Heard(webhook.Form.SpeechResult?.Trim() ?? "", webhook.Form.Confidence, webhook.Form.Digits ?? "",
            webhook.AfterDial ? webhook.Form.DialCallStatus ?? "" : null);
        if (desk.ReplyAtOnce(call, heard, out var question) is { } reply) return await AnswerAsync(call, webhook, heard, reply, webhook.ArrivedAt);

        call.InHand = Think(call, heard, question!, webhook.ArrivedAt);
        return await AnswerOrHoldAsync(call, webhook, call.InHand);
    }

    // The URL may be ahead of us: turns that were answered from memory died with their process before the disk took them.
    private static int NextTurn(Call call, Webhook webhook) =>
        webhook.Turn is { } turn && turn > call.Turns && turn - call.Turns < MostTurnsForgotten ? turn : call.Turns + 1;

    private async Task<string> GoOnWaitingAsync(Call call, Webhook webhook)
    {
        // After a restart nobody is at work on the answer, but what was asked is in the database.
        if (call.InHand is null && call.Unanswered is { } unanswered)
        {
            var heard = new Heard(unanswered.UserText, unanswered.Confidence, "", null);
            call.Unanswered = null;
            if (desk.ReplyAtOnce(call, heard, out var question) is { } reply) return await AnswerAsync(call, webhook, heard, reply, webhook.ArrivedAt);
            call.InHand = Think(call, heard, question!, webhook.ArrivedAt);
        }

        return call.InHand is { } inHand
            ? await AnswerOrHoldAsync(call, webhook, inHand)
            : (await twiml.WriteAsync(CallDesk.LostThread(call), call, webhook)).Document;
    }

    private TurnInHand Think(Call call, Heard heard, Question question, DateTimeOffset since)
    {
        var turn = new TurnContext(call.CallId, call.Turns, call.Language, question.Text, question.Understood, [.. call.History], since);
        return new TurnInHand(call.Turns, heard, question.Text, headWaiter.AnswerAsync(turn, CancellationToken.None), since);
    }

    private async Task<string> AnswerOrHoldAsync(Call call, Webhook webhook, TurnInHand inHand)
    {
        var patience = settings.Call.HoldingTime - (time.GetUtcNow() - webhook.ArrivedAt);
        if (await inHand.WaitAsync(patience, time, lifetime.ApplicationStopping) is { } thought)
        {
            call.InHand = null;
            call.AwaitingConfirmation = null;
            call.History.Add(new Exchange(inHand.Question, thought.Text));
            return await AnswerAsync(call, webhook, inHand.Heard, desk.FromThought(call, thought), inHand.StartedAt);
        }

        Log.Held(logger, call.CallId, inHand.Turn);
        var hold = lifetime.ApplicationStopping.IsCancellationRequested ? CallDesk.HoldOverRestart(call) : CallDesk.Hold(call, webhook.Held);
        var document = await twiml.WriteAsync(hold, call, webhook);
        await log.KeepHeldTurnAsync(call, webhook, inHand.Heard, document);
        return document.Document;
    }

    private async Task<string> AnswerAsync(Call call, Webhook webhook, Heard heard, Reply reply, DateTimeOffset since)
    {
        var latency = time.GetUtcNow() - since;
        var document = await twiml.WriteAsync(reply, call, webhook);
        await log.KeepTurnAsync(call, webhook, heard, reply, latency, document);
        Log.Turn(logger, call.CallId, call.Turns, reply.Intent ?? "none", reply.Source ?? "none", (long)latency.TotalMilliseconds);
        return document.Document;
    }

    private string? AnsweredBefore(Call call, Webhook webhook)
    {
        if (call.ReplyTo(webhook) is not { } twimlBefore) return null;
        Log.Repeated(logger, call.CallId, webhook.Step);
        return twimlBefore;
    }

    // On the wire 200, because Twilio would read an error page of its own to the caller; in the log what it is.
    private async Task<string> TurnAwayAsync(Call call, Webhook webhook)
    {
        Log.TurnedAway(logger, call.CallId, call.Caller);
        var document = (await twiml.WriteAsync(CallDesk.TooManyCalls(call), call, webhook)).Document;
        call.Remember(webhook, document);
        return document;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1010, Level = LogLevel.Information, Message = "Call {CallSid} from {Caller} answered in {Language}")]
        public static partial void Answered(ILogger logger, string callSid, string caller, string language);

        [LoggerMessage(EventId = 1011, Level = LogLevel.Information, Message = "Call {CallSid} turn {Turn}: {Intent}, answered by {Source} in {LatencyMs} ms")]
        public static partial void Turn(ILogger logger, string callSid, int turn, string intent, string source, long latencyMs);

        [LoggerMessage(EventId = 1012, Level = LogLevel.Information, Message = "Call {CallSid} turn {Turn} is held: the answer is not there yet")]
        public static partial void Held(ILogger logger, string callSid, int turn);

        [LoggerMessage(EventId = 1013, Level = LogLevel.Information, Message = "Call {CallSid}: a repeated {Step} webhook got the answer it had before")]
        public static partial void Repeated(ILogger logger, string callSid, string step);

        [LoggerMessage(EventId = 1014, Level = LogLevel.Warning, Message = "Call {CallSid} from {Caller} turned away, status 429: more than TWILIO_RATE_LIMIT allows")]
        public static partial void TurnedAway(ILogger logger, string callSid, string caller);
    }
}
