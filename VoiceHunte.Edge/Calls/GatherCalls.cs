using VoiceHunte.Edge.Money;
using VoiceHunte.Edge.Service;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Calls;

/// <summary>
/// CALL_MODE=gather: Twilio listens and posts what it heard; each answer is TwiML. Every answer is on disk before it
/// leaves, and the same webhook coming twice gets the same answer.
/// </summary>
internal sealed partial class GatherCalls(
    CallsInProgress calls,
    CallerRateLimit rateLimit,
    CallerLimits limits,
    CallDesk desk,
    TurnTaker turns,
    GatherTwiml twiml,
    LiveTwiml live,
    CallLog log,
    EdgeMetrics metrics,
    EdgeSettings settings,
    TimeProvider time,
    ClosingTime closing,
    ILogger<GatherCalls> logger)
{
    // Further ahead than any call gets.
    private const int MostTurnsForgotten = 1000;

    // Twilio knows that the WebSocket is over, and asks, before we have wound it up.
    private static readonly TimeSpan SocketEndsWithin = TimeSpan.FromSeconds(3);

    /// <summary>The first webhook of a call: the greeting.</summary>
    public async Task<string> GreetAsync(Webhook webhook)
    {
        var call = await calls.FindAsync(webhook.ArrivalOn(live.Mode));
        using var entered = await call.EnterAsync();
        if (AnsweredBefore(call, webhook) is { } again) return again;
        if (!rateLimit.AllowsCallOf(call.From)) return await TurnAwayAsync(call, webhook);
        if (!await limits.AllowsAsync(call.CallId, call.From, CancellationToken.None)) return await TurnAwayAsync(call, webhook);
        // The token of its WebSocket would die with this process; by webhook the next turn finds the next one.
        if (closing.HasBegun && live.Mode != "gather")
            return (await twiml.WriteAsync(CallDesk.HoldOverRestart(call), call, webhook)).Document;

        Log.Answered(logger, call.CallId, call.Caller, call.Language.Code);
        call.Origin = webhook.Origin;
        var greeting = desk.Greeting(call);
        var connected = live.Connect(greeting, call, webhook);
        if (connected is null)
        {
            // What is said of its recording may be another thing there.
            call.StayOnWebhooks();
            greeting = desk.Greeting(call);
        }

        metrics.CallAnswered(call.Mode, call.Language.Code);
        var document = connected ?? await twiml.WriteAsync(greeting, call, webhook);
        await log.KeepGreetingAsync(call, webhook, document);
        return document.Document;
    }

    /// <summary>What was said, keyed, or not said; or the end of a transfer; or a held caller coming for the answer.</summary>
    public async Task<string> TakeTurnAsync(Webhook webhook)
    {
        var call = await calls.FindAsync(webhook.Arrival);
        if (webhook.AfterLive) await Task.WhenAny(call.LiveOver, Task.Delay(SocketEndsWithin, time));
        using var entered = await call.EnterAsync();
        if (AnsweredBefore(call, webhook) is { } again) return again;
        call.LastHeard = webhook.ArrivedAt;
        if (webhook.AfterLive) return await GoOnAfterLiveAsync(call, webhook);
        if (webhook.Held > 0) return await GoOnWaitingAsync(call, webhook);
        if (!rateLimit.AllowsTurnOf(call.CallId)) return await TurnAwayAsync(call, webhook);

        call.Turns = NextTurn(call, webhook);
        var heard = new Heard(webhook.Form.SpeechResult?.Trim() ?? "", webhook.Form.Confidence, webhook.Form.Digits ?? "",
            webhook.AfterDial ? webhook.Form.DialCallStatus ?? "" : null);
        return turns.Begin(call, heard, webhook.ArrivedAt) is { } reply
            ? await AnswerAsync(call, webhook, heard, reply, webhook.ArrivedAt)
            : await AnswerOrHoldAsync(call, webhook, call.InHand!);
    }

    /// <summary>The WebSocket has ended: on purpose, or because something on it failed. Nothing is said twice.</summary>
    private async Task<string> GoOnAfterLiveAsync(Call call, Webhook webhook)
    {
        var decided = call.AfterLive ?? Handoff.Read(webhook.Form.HandoffData);
        if (decided is null && closing.HasBegun) return live.ComeAgain(webhook);
        if (decided is null && call.Returns) return await ReturnToLiveAsync(call, webhook);
        call.Returns = false;
        var word = decided?.ToString() ?? "nothing was decided";
        Log.WentOnByWebhook(logger, call.CallId, word);
        if (call.Unsaid is { } unsaid)
        {
            // Whoever spoke over what they could not hear says it again.
            (call.Unsaid, call.Unanswered) = (null, null);
            return await KeepAndWriteAsync(call, webhook, unsaid);
        }

        if (decided is { } next && next != Next.Listen)
            return await KeepAndWriteAsync(call, webhook, new Reply(call.Language, "", next));
        if (call.InHand is { } inHand) return await AnswerOrHoldAsync(call, webhook, inHand);
        if (call.Unanswered is not null) return await AnswerAtLastAsync(call, webhook);
        var isGreeted = call.IsLive || call.IsGreeted || call.Turns > 0;
        return await KeepAndWriteAsync(call, webhook, isGreeted ? CallDesk.LostThread(call) : desk.Greeting(call));
    }

    /// <summary>The process that held it is gone, by restart or by accident: what the caller may not have heard is said, and it goes on as it was.</summary>
    private Task<string> ReturnToLiveAsync(Call call, Webhook webhook)
    {
        Log.Returns(logger, call.CallId, call.Mode, call.Turns);
        call.Origin = webhook.Origin;
        if (call.Unanswered is not null) return AnswerAtLastAsync(call, webhook);
        return KeepAndWriteAsync(call, webhook, call.Turns == 0 ? desk.Greeting(call) : desk.WhatMayBeUnheard(call));
    }

    private async Task<string> KeepAndWriteAsync(Call call, Webhook webhook, Reply reply)
    {
        var document = (await WriteAsync(reply, call, webhook)).Document;
        call.Remember(webhook, document);
        return document;
    }

    private async Task<GatherDocument> WriteAsync(Reply reply, Call call, Webhook webhook) =>
        (call.Returns ? live.Reconnect(reply, call, webhook) : null) ?? await twiml.WriteAsync(reply, call, webhook);

    // The URL may be ahead of us: turns that were answered from memory died with their process before the disk took them.
    private static int NextTurn(Call call, Webhook webhook) =>
        webhook.Turn is { } turn && turn > call.Turns && turn - call.Turns < MostTurnsForgotten ? turn : call.Turns + 1;

    private async Task<string> GoOnWaitingAsync(Call call, Webhook webhook)
    {
        if (call.InHand is null && call.Unanswered is not null) return await AnswerAtLastAsync(call, webhook);
        return call.InHand is { } inHand
            ? await AnswerOrHoldAsync(call, webhook, inHand)
            : (await twiml.WriteAsync(CallDesk.LostThread(call), call, webhook)).Document;
    }

    /// <summary>Nobody is at work on the answer any more, after a restart or on a socket that ended, but what was asked is in the database.</summary>
    private async Task<string> AnswerAtLastAsync(Call call, Webhook webhook)
    {
        var heard = new Heard(call.Unanswered!.UserText, call.Unanswered.Confidence, "", null);
        call.Unanswered = null;
        return turns.Begin(call, heard, webhook.ArrivedAt) is { } reply
            ? await AnswerAsync(call, webhook, heard, reply, webhook.ArrivedAt)
            : await AnswerOrHoldAsync(call, webhook, call.InHand!);
    }

    private async Task<string> AnswerOrHoldAsync(Call call, Webhook webhook, TurnInHand inHand)
    {
        var patience = settings.Call.HoldingTime - (time.GetUtcNow() - webhook.ArrivedAt);
        if (await inHand.WaitAsync(patience, time, closing.LastCall) is { } thought)
            return await AnswerAsync(call, webhook, inHand.Heard, turns.TakeUp(call, inHand, thought), inHand.StartedAt);

        Log.Held(logger, call.CallId, inHand.Turn);
        var hold = closing.HasBegun ? CallDesk.HoldOverRestart(call) : CallDesk.Hold(call, webhook.Held);
        var document = await twiml.WriteAsync(hold, call, webhook);
        await log.KeepHeldTurnAsync(call, webhook, inHand.Heard, document);
        return document.Document;
    }

    private async Task<string> AnswerAsync(Call call, Webhook webhook, Heard heard, Reply reply, DateTimeOffset since)
    {
        var latency = time.GetUtcNow() - since;
        var (from, began) = (time.GetUtcNow(), time.GetTimestamp());
        var document = await WriteAsync(reply, call, webhook);
        if (document.Line is not null) reply.Stages?.Add(TurnStages.Speech, from, time.GetElapsedTime(began));
        await log.KeepTurnAsync(call, webhook, heard, reply, latency, document);
        return document.Document;
    }

    private string? AnsweredBefore(Call call, Webhook webhook)
    {
        if (call.ReplyTo(webhook) is not { } twimlBefore) return null;
        metrics.WebhookRepeated(webhook.Step);
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

        [LoggerMessage(EventId = 1015, Level = LogLevel.Information, Message = "Call {CallSid} goes on by webhooks after its WebSocket: {Next}")]
        public static partial void WentOnByWebhook(ILogger logger, string callSid, string next);

        [LoggerMessage(EventId = 1016, Level = LogLevel.Information, Message = "Call {CallSid} is put on its WebSocket again ({Mode}) after turn {Turns}")]
        public static partial void Returns(ILogger logger, string callSid, string mode, int turns);

        [LoggerMessage(EventId = 1014, Level = LogLevel.Warning, Message = "Call {CallSid} from {Caller} turned away, status 429: more than TWILIO_RATE_LIMIT allows")]
        public static partial void TurnedAway(ILogger logger, string callSid, string caller);
    }
}
