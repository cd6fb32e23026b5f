using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Telemetry;
using VoiceHunte.Edge.Voice;

namespace VoiceHunte.Edge.Calls;

/// <summary>Puts on disk what is about to be said, together with the answer itself, so that a repeat finds it.</summary>
internal sealed partial class CallLog(CallStore store, HistoryWords history, VoiceDesk voices, CallBoard board, EdgeMetrics metrics, TurnTraces traces, TimeProvider time, ILogger<CallLog> logger)
{
    // In logs and metrics, of what was said by nobody: a caller was put on hold, or lost.
    private const string NoSource = "none";

    public async Task KeepGreetingAsync(Call call, Webhook webhook, GatherDocument document)
    {
        call.Remember(webhook, document.Document);
        call.IsKept = true;
        Show(call, "listening", null, call.LastSaid);
        await store.KeepCallAsync(Started(call), ReplyTo(call, webhook, document), document.Line);
    }

    public Task KeepTurnAsync(Call call, Webhook webhook, Heard heard, Reply reply, TimeSpan latency, GatherDocument document)
    {
        call.Remember(webhook, document.Document);
        return KeepTurnAsync(call, call.Turns, heard, reply, webhook.ArrivedAt, latency, ReplyTo(call, webhook, document), document.Line);
    }

    /// <summary>A turn on a wire that repeats nothing and plays nothing.</summary>
    public Task KeepTurnAsync(Call call, Heard heard, Reply reply, DateTimeOffset heardAt, TimeSpan latency) =>
        KeepTurnAsync(call, call.Turns, heard, reply, heardAt, latency);

    /// <param name="turn">Its number: on a live line the next may have begun.</param>
    public Task KeepTurnAsync(Call call, int turn, Heard heard, Reply reply, DateTimeOffset heardAt, TimeSpan latency) =>
        KeepTurnAsync(call, turn, heard, reply, heardAt, latency, null, null);

    /// <summary>What was asked is on disk before the caller is put on hold: a new process could answer it.</summary>
    public Task KeepHeldTurnAsync(Call call, Webhook webhook, Heard heard, GatherDocument document)
    {
        call.Remember(webhook, document.Document);
        return KeepAsync(call, Of(call, heard, ToRow(call, heard, webhook.ArrivedAt)), null, ReplyTo(call, webhook, document), document.Line);
    }

    /// <summary>What was asked is on disk before the first sentence of an answer that is not whole yet, or not found here at all.</summary>
    public async Task<StoredTurn> KeepBegunTurnAsync(Call call, Heard heard, DateTimeOffset heardAt)
    {
        var row = ToRow(call, heard, heardAt);
        await KeepAsync(call, Of(call, heard, row), null, null, null);
        return row;
    }

    /// <summary>How much of the answer the caller heard, once that is known.</summary>
    public Task KeepHeardTextAsync(Call call, int turn, Heard heard, Reply reply, DateTimeOffset heardAt, string heardText) =>
        KeepAsync(
            call, Of(call, heard, ToRow(call, heard, heardAt) with { TurnId = turn, AssistantText = HiddenNumbers.In(reply.Text), HeardText = HiddenNumbers.In(heardText) }, reply.Understood),
            null, null, null, IsWhole(reply, heardText) ? reply.Voice as VoiceAsked : null);

    /// <summary>The answer was heard to its end, whatever was said before it to bridge the time.</summary>
    public static bool IsWhole(Reply reply, string heardText) => heardText.EndsWith(reply.Text, StringComparison.Ordinal);

    private async Task KeepTurnAsync(
        Call call, int turn, Heard heard, Reply reply, DateTimeOffset heardAt, TimeSpan latency, StoredReply? answer, SpokenLine? line)
    {
        var row = ToRow(call, heard, heardAt) with
        {
            TurnId = turn,
            Intent = reply.Intent,
            ToolCalls = reply.ToolCalls,
            AssistantText = HiddenNumbers.In(reply.Text),
            Source = reply.Source,
            LatencyMs = (int)latency.TotalMilliseconds,
            Stages = reply.Stages?.ToJson(),
            Understood = reply.Understood is { } understood ? UnderstoodJson.Of(understood) : null,
        };
        var message = reply.Message is { } text ? new NewMessage(call.CallId, NumberOf(call), call.Language.Code, text, heardAt) : null;
        // Who is being asked has been asked once they have heard the question.
        var change = reply.Voice is VoiceAsked ? null : reply.Voice;
        if (change is not null) await voices.PrepareAsync(change);
        using (reply.Stages?.Measure(TurnStages.Store)) await KeepAsync(call, Of(call, heard, row, reply.Understood), message, answer, line, change);
        if (change is not null) voices.Kept(change);
        Measure(call, turn, reply);
        Tell(call, turn, heard, reply);
        Log.Turn(logger, call.CallId, turn, reply.Intent ?? "none", reply.Source ?? NoSource, (long)latency.TotalMilliseconds);
    }

    private void Show(Call call, string state, string? heard, string? said)
    {
        board.Begin(new BoardCall(call.CallId, state, call.Language.Code, null, null, call.Mode, null, MaskedNumber.OnScreen(call.From), call.StartedAt));
        board.Change(call.CallId, shown => shown with { State = state, Language = call.Language.Code, LastWords = heard ?? shown.LastWords, LastAnswer = said ?? shown.LastAnswer });
    }

    private void Tell(Call call, int turn, Heard heard, Reply reply)
    {
        Show(call, reply.Next == Next.Transfer ? "transferring" : "listening", heard.Text.Length > 0 ? heard.Text : null, reply.Text.Length > 0 ? reply.Text : null);
        board.Happened("turn", new TurnHappened(call.CallId, turn));
        if (reply.Message is not null) board.Happened("message", new MessageHappened(""));
    }

    private void Measure(Call call, int turn, Reply reply)
    {
        var (language, source) = (call.Language.Code, reply.Source ?? NoSource);
        metrics.Turn(language, source);
        if (reply.Message is not null) metrics.Message();
        if (reply.Next == Next.Transfer) metrics.Transfer(call.TransferReason ?? NoSource);
        if (reply.Stages is not { } stages) return;
        var took = time.GetUtcNow() - stages.BeganAt;
        metrics.TurnTook(source, took, stages.Taken);
        traces.Write(new TracedTurn(call.CallId, turn, call.Mode, language, source, reply.Intent), stages, took);
    }

    private async Task KeepAsync(Call call, StoredTurn turn, NewMessage? message, StoredReply? answer, SpokenLine? line, ConsentChange? voice = null)
    {
        // One after the other into the writer's queue, one wait for both.
        var calling = call.IsKept ? Task.CompletedTask : store.KeepCallAsync(Started(call), null, null);
        call.IsKept = true;
        await store.KeepTurnAsync(turn, call.State, answer, line, message, voice);
        await calling;
    }

    private StoredTurn Of(Call call, Heard heard, StoredTurn row, Understood? understood = null) =>
        history.Of(call, row, heard is { DialStatus: null, Keys: "" }, understood ?? call.InHand?.Question.Understood);

    private static StoredTurn ToRow(Call call, Heard heard, DateTimeOffset heardAt) => new(
        call.CallId, call.Turns, Words(heard), heard.Confidence, call.Language.Code, Intent: null, ToolCalls: null,
        AssistantText: null, HeardText: null, Source: null, LatencyMs: null, heardAt)
    {
        VoiceHint = call.Voice?.Hint is { } hint ? WordOf(hint.Match) : null,
        VoiceScore = call.Voice?.Hint?.Likeness,
    };

    private static string WordOf(VoiceMatch match) => match switch
    {
        VoiceMatch.Likely => "likely",
        VoiceMatch.Unsure => "unsure",
        _ => "unknown",
    };

    private static string Words(Heard heard) =>
        heard.DialStatus is { } status ? $"transfer {status}" : heard.Keys.Length > 0 ? $"keys {Offered(heard.Keys)}" : heard.Text;

    // Other keys mean nothing here, and may be those of a card's number.
    private static string Offered(string keys) => new([.. keys.Select(key => key is '0' or '1' or '2' or '9' ? key : '·')]);

    private static string? NumberOf(Call call) => AnonymousCaller.Is(call.From) ? null : call.From;

    private static CallStarted Started(Call call) =>
        new(call.CallId, call.StartedAt, call.Language.Code, call.From, call.To, "in-progress", call.Mode) { Recording = call.Recording?.Word };

    private static StoredReply? ReplyTo(Call call, Webhook webhook, GatherDocument document) =>
        webhook.Key is { } key ? new StoredReply(call.CallId, key, document.Document, webhook.ArrivedAt) : null;

    private static partial class Log
    {
        [LoggerMessage(EventId = 1011, Level = LogLevel.Information, Message = "Call {CallSid} turn {Turn}: {Intent}, answered by {Source} in {LatencyMs} ms")]
        public static partial void Turn(ILogger logger, string callSid, int turn, string intent, string source, long latencyMs);
    }
}
