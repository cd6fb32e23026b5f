using VoiceHunte.Edge.Money;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Telemetry;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Calls;

/// <summary>The status callback: the end of a call. Twilio sends them in any order; an end stands.</summary>
internal sealed partial class CallEnd(CallsInProgress calls, CallStore store, HistoryWords history, Ledger ledger, CallBoard board, EdgeMetrics metrics, ILogger<CallEnd> logger)
{
    private static readonly string Nothing = new TwimlWriter().ToString();

    public async Task<string> CloseAsync(Webhook webhook)
    {
        var form = webhook.Form;
        if (form.CallStatus is { } status && CallStatus.IsFinal(status))
        {
            var seconds = (int?)form.CallDuration?.TotalSeconds;
            await store.KeepEndAsync(history.Of(new CallEnded(form.CallSid, status, webhook.ArrivedAt, seconds, form.From, form.To)));
            // Twilio tells it again where it was not sure: the second time nobody is held.
            board.End(form.CallSid);
            var call = calls.Forget(form.CallSid);
            if (call is not null) metrics.CallEnded(call.Mode, call.Language.Code, status, form.CallDuration ?? webhook.ArrivedAt - call.StartedAt);
            await ledger.CallEndedAsync(form.CallSid, (call is { IsKept: true } ? call.Mode : await StoredModeAsync(form.CallSid)) ?? "gather", form.CallDuration ?? TimeSpan.Zero);
            Log.Ended(logger, form.CallSid, status, seconds ?? 0);
        }

        return Nothing;
    }

    // Held by the process before this one, as far as the disk can say.
    private async Task<string?> StoredModeAsync(string callId)
    {
        try
        {
            return (await store.FindCallAsync(callId, CancellationToken.None))?.Call.Mode;
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1030, Level = LogLevel.Information, Message = "Call {CallSid} ended: {Status} after {Seconds} s")]
        public static partial void Ended(ILogger logger, string callSid, string status, int seconds);
    }
}
