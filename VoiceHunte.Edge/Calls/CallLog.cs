using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Calls;

/// <summary>Puts on disk what is about to be said, together with the answer itself, so that a repeat finds it.</summary>
internal sealed partial class CallLog(CallStore store, ILogger<CallLog> logger)
{
    public async Task KeepGreetingAsync(Call call, Webhook webhook, GatherDocument document)
    {
        call.Remember(webhook, document.Document);
        call.IsKept = true;
        await store.KeepCallAsync(Started(call), ReplyTo(call, webhook, document), document.Line);
    }

    public Task KeepTurnAsync(Call call, Webhook webhook, Heard heard, Reply reply, TimeSpan latency, GatherDocument document)
    {
        call.Remember(webhook, document.Document);
        return KeepTurnAsync(call, heard, reply, webhook.ArrivedAt, latency, ReplyTo(call, webhook, document), document.Line);
    }

    /// <summary>A turn on a wire that repeats nothing and plays nothing.</summary>
    public Task KeepTurnAsync(Call call, Heard heard, Reply reply, DateTimeOffset heardAt, TimeSpan latency) =>
        KeepTurnAsync(call, heard, reply, heardAt, latency, null, null);

    /// <summary>What was asked is on disk before the caller is put on hold: a new process could answer it.</summary>
    public Task KeepHeldTurnAsync(Call call, Webhook webhook, Heard heard, GatherDocument document)
    {
        call.Remember(webhook, document.Document);
        return KeepAsync(call, ToRow(call, heard, webhook.ArrivedAt), null, ReplyTo(call, webhook, document), document.Line);
    }

    private async Task KeepTurnAsync(
        Call call, Heard heard, Reply reply, DateTimeOffset heardAt, TimeSpan latency, StoredReply? answer, SpokenLine? line)
    {
        var turn = ToRow(call, heard, heardAt) with
        {
            Intent = reply.Intent,
            ToolCalls = reply.ToolCalls,
            AssistantText = reply.Text,
            Source = reply.Source,
            LatencyMs = (int)latency.TotalMilliseconds,
        };
        var message = reply.Message is { } text ? new NewMessage(call.CallId, NumberOf(call), call.Language.Code, text, heardAt) : null;
        await KeepAsync(call, turn, message, answer, line);
        Log.Turn(logger, call.CallId, call.Turns, reply.Intent ?? "none", reply.Source ?? "none", (long)latency.TotalMilliseconds);
    }

    private async Task KeepAsync(Call call, StoredTurn turn, NewMessage? message, StoredReply? answer, SpokenLine? line)
    {
        // One after the other into the writer's queue, one wait for both.
        var calling = call.IsKept ? Task.CompletedTask : store.KeepCallAsync(Started(call), null, null);
        call.IsKept = true;
        await store.KeepTurnAsync(turn, call.State, answer, line, message);
        await calling;
    }

    private static StoredTurn ToRow(Call call, Heard heard, DateTimeOffset heardAt) => new(
        call.CallId, call.Turns, Words(heard), heard.Confidence, call.Language.Code, Intent: null, ToolCalls: null,
        AssistantText: null, HeardText: null, Source: null, LatencyMs: null, heardAt);

    private static string Words(Heard heard) =>
        heard.DialStatus is { } status ? $"transfer {status}" : heard.Keys.Length > 0 ? $"keys {heard.Keys}" : heard.Text;

    private static string? NumberOf(Call call) => AnonymousCaller.Is(call.From) ? null : call.From;

    private static CallStarted Started(Call call) =>
        new(call.CallId, call.StartedAt, call.Language.Code, call.From, call.To, "in-progress", call.Mode);

    private static StoredReply? ReplyTo(Call call, Webhook webhook, GatherDocument document) =>
        webhook.Key is { } key ? new StoredReply(call.CallId, key, document.Document, webhook.ArrivedAt) : null;

    private static partial class Log
    {
        [LoggerMessage(EventId = 1011, Level = LogLevel.Information, Message = "Call {CallSid} turn {Turn}: {Intent}, answered by {Source} in {LatencyMs} ms")]
        public static partial void Turn(ILogger logger, string callSid, int turn, string intent, string source, long latencyMs);
    }
}
