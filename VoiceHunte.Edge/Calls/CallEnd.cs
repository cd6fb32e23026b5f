using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Calls;

/// <summary>The status callback: the end of a call. Twilio sends them in any order; an end stands.</summary>
internal sealed partial class CallEnd(CallsInProgress calls, CallStore store, ILogger<CallEnd> logger)
{
    private static readonly string Nothing = new TwimlWriter().ToString();

    public async Task<string> CloseAsync(Webhook webhook)
    {
        var form = webhook.Form;
        if (form.CallStatus is { } status && CallStatus.IsFinal(status))
        {
            var seconds = (int?)form.CallDuration?.TotalSeconds;
            await store.KeepEndAsync(new CallEnded(form.CallSid, status, webhook.ArrivedAt, seconds, form.From, form.To));
            calls.Forget(form.CallSid);
            Log.Ended(logger, form.CallSid, status, seconds ?? 0);
        }

        return Nothing;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1030, Level = LogLevel.Information, Message = "Call {CallSid} ended: {Status} after {Seconds} s")]
        public static partial void Ended(ILogger logger, string callSid, string status, int seconds);
    }
}
