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
    TurnTaker turns,
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
        var call = await calls.FindAsync(webhook.Arrival);
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
        var call = await calls.FindAsync(webhook.Arrival);
        using var entered = await call.EnterAsync();
        if (AnsweredBefore(call, webhook) is { } again) return again;
        call.LastHeard = webhook.ArrivedAt;
        if (webhook.Held > 0) return await GoOnWaitingAsync(call, webhook);
        if (!rateLimit.AllowsTurnOf(call.CallId)) return await TurnAwayAsync(call, webhook);

        call.Turns = NextTurn(call, webhook);
        var heard = new Heard(webhook.Form.SpeechResult?.Trim() ?? "", webhook.Form.Confidence, webhook.Form.Digits ?? "",
            webhook.AfterDial ? webhook.Form.DialCallStatus ?? "" : null);
        return turns.Begin(call, heard, webhook.ArrivedAt) is { } reply
            ? await AnswerAsync(call, webhook, heard, reply, webhook.ArrivedAt)
            : await AnswerOrHoldAsync(call, webhook, call.InHand!);
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
            if (turns.Begin(call, heard, webhook.ArrivedAt) is { } reply) return await AnswerAsync(call, webhook, heard, reply, webhook.ArrivedAt);
        }

        return call.InHand is { } inHand
            ? await AnswerOrHoldAsync(call, webhook, inHand)
            : (await twiml.WriteAsync(CallDesk.LostThread(call), call, webhook)).Document;
    }

    private async Task<string> AnswerOrHoldAsync(Call call, Webhook webhook, TurnInHand inHand)
    {
        var patience = settings.Call.HoldingTime - (time.GetUtcNow() - webhook.ArrivedAt);
        if (await inHand.WaitAsync(patience, time, lifetime.ApplicationStopping) is { } thought)
            return await AnswerAsync(call, webhook, inHand.Heard, turns.TakeUp(call, inHand, thought), inHand.StartedAt);

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

        [LoggerMessage(EventId = 1012, Level = LogLevel.Information, Message = "Call {CallSid} turn {Turn} is held: the answer is not there yet")]
        public static partial void Held(ILogger logger, string callSid, int turn);

        [LoggerMessage(EventId = 1013, Level = LogLevel.Information, Message = "Call {CallSid}: a repeated {Step} webhook got the answer it had before")]
        public static partial void Repeated(ILogger logger, string callSid, string step);

        [LoggerMessage(EventId = 1014, Level = LogLevel.Warning, Message = "Call {CallSid} from {Caller} turned away, status 429: more than TWILIO_RATE_LIMIT allows")]
        public static partial void TurnedAway(ILogger logger, string callSid, string caller);
    }
}
