using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Calls;

/// <summary>Calls held in text: the same desk, the same agent and the same rows as on the telephone.</summary>
internal sealed partial class TextCalls(
    CallsInProgress calls, TurnTaker turns, CallLog log, EdgeMetrics metrics, CallStore store, HistoryWords history, CallBoard board, TimeProvider time, ILogger<TextCalls> logger)
{
    public const string Mode = "text";

    // As Twilio makes them, so that whatever takes a CallSid takes these.
    public static string NewCallId() => $"CA{Guid.NewGuid():N}";

    /// <summary>The call that a request means; null where it names one that cannot go on.</summary>
    /// <param name="newCallId">Of the call that is begun where it names none.</param>
    /// <exception cref="StoreUnavailableException">Nobody can say whether there is such a call.</exception>
    public async Task<Call?> FindAsync(TextRequest request, string newCallId)
    {
        var now = time.GetUtcNow();
        if (request.CallId is not { } callId)
            return await calls.FindAsync(new Arrival(newCallId, request.From, null, Mode, null, now));
        return await calls.FindKnownAsync(callId, now) is { Mode: Mode } known ? known : null;
    }

    /// <summary>Takes the turn and puts it on disk; null where the call ended meanwhile.</summary>
    public async Task<TextAnswer?> TakeTurnAsync(Call call, TextRequest request)
    {
        using var scope = CallScope.Enter(logger, call.CallId);
        using var entered = await call.EnterAsync();
        if (call.IsOver) return null;
        var since = time.GetUtcNow();
        call.LastHeard = since;
        call.Turns++;
        if (request.Language is { } language) call.Language = language;
        var heard = Heard.Of(request.Text);
        if (!call.IsKept) Begin(call);

        var (reply, understood) = await turns.TakeAsync(call, heard, since);
        await log.KeepTurnAsync(call, heard, reply, since, time.GetUtcNow() - since);
        if (reply.Next == Next.HangUp) await EndAsync(call);
        return TextAnswer.Of(call, heard, reply, understood);
    }

    private void Begin(Call call)
    {
        Log.Began(logger, call.CallId, call.Caller, call.Language.Code);
        metrics.CallAnswered(call.Mode, call.Language.Code);
    }

    private async Task EndAsync(Call call)
    {
        var now = time.GetUtcNow();
        call.IsOver = true;
        await store.KeepEndAsync(history.Of(new CallEnded(call.CallId, "completed", now, (int)(now - call.StartedAt).TotalSeconds, call.From, call.To)));
        calls.Forget(call.CallId);
        board.End(call.CallId);
        metrics.CallEnded(call.Mode, call.Language.Code, "completed", now - call.StartedAt);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1050, Level = LogLevel.Information, Message = "Call {CallSid} in text from {Caller} begins in {Language}")]
        public static partial void Began(ILogger logger, string callSid, string caller, string language);
    }
}
