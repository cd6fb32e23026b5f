using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Calls;

/// <summary>Puts on disk what is about to be said, together with the answer itself, so that a repeat finds it.</summary>
internal sealed class CallLog(CallStore store)
{
    public async Task KeepGreetingAsync(Call call, Webhook webhook, GatherDocument document)
    {
        call.Remember(webhook, document.Document);
        call.IsKept = true;
        await store.KeepCallAsync(Started(call), ReplyTo(call, webhook, document), document.Line);
    }

    public Task KeepTurnAsync(Call call, Webhook webhook, Heard heard, Reply reply, TimeSpan latency, GatherDocument document)
    {
        var turn = ToRow(call, webhook, heard) with
        {
            Intent = reply.Intent,
            ToolCalls = reply.ToolCalls,
            AssistantText = reply.Text,
            Source = reply.Source,
            LatencyMs = (int)latency.TotalMilliseconds,
        };
        return KeepAsync(call, webhook, turn, document);
    }

    /// <summary>What was asked is on disk before the caller is put on hold: a new process could answer it.</summary>
    public Task KeepHeldTurnAsync(Call call, Webhook webhook, Heard heard, GatherDocument document) =>
        KeepAsync(call, webhook, ToRow(call, webhook, heard), document);

    private async Task KeepAsync(Call call, Webhook webhook, StoredTurn turn, GatherDocument document)
    {
        call.Remember(webhook, document.Document);
        // One after the other into the writer's queue, one wait for both.
        var calling = call.IsKept ? Task.CompletedTask : store.KeepCallAsync(Started(call), null, null);
        call.IsKept = true;
        await store.KeepTurnAsync(turn, call.State, ReplyTo(call, webhook, document), document.Line);
        await calling;
    }

    private static StoredTurn ToRow(Call call, Webhook webhook, Heard heard) => new(
        call.CallId, call.Turns, Words(heard), heard.Confidence, call.Language.Code, Intent: null, ToolCalls: null,
        AssistantText: null, HeardText: null, Source: null, LatencyMs: null, webhook.ArrivedAt);

    private static string Words(Heard heard) =>
        heard.DialStatus is { } status ? $"transfer {status}" : heard.Keys.Length > 0 ? $"keys {heard.Keys}" : heard.Text;

    private static CallStarted Started(Call call) =>
        new(call.CallId, call.StartedAt, call.Language.Code, call.From, call.To, "in-progress", "gather");

    private static StoredReply? ReplyTo(Call call, Webhook webhook, GatherDocument document) =>
        webhook.Key is { } key ? new StoredReply(call.CallId, key, document.Document, webhook.ArrivedAt) : null;
}
