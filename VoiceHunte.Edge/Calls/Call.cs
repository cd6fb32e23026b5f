using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Calls;

/// <summary>A call as it stands. Whoever changes it has entered it first: a call's webhooks are taken in order.</summary>
internal sealed class Call(string callId, string? from, string? to, string mode, Language language, DateTimeOffset startedAt)
{
    private readonly Dictionary<string, string> replies = new(StringComparer.Ordinal);
    private Task lastInLine = Task.CompletedTask;
    private Task? live;

    public string CallId => callId;
    public string? From => from;
    public string? To => to;
    public DateTimeOffset StartedAt { get; } = startedAt;

    /// <summary>The wire it began on: <c>gather</c>, <c>relay</c>, <c>stream</c> or <c>text</c>.</summary>
    public string Mode { get; private set; } = mode;

    /// <summary>The caller as a log line may name them.</summary>
    public string Caller => MaskedNumber.Of(from);

    public Language Language { get; set; } = language;

    /// <summary>Turns taken so far; the greeting is none.</summary>
    public int Turns { get; set; }

    /// <summary>Turns in a row in which nothing was said.</summary>
    public int Silences { get; set; }

    /// <summary>What was heard with little confidence and read back; the next yes makes it count.</summary>
    public string? AwaitingConfirmation { get; set; }

    /// <summary>What the caller heard last, the desk's own sentences included; null before the first turn.</summary>
    public string? LastSaid { get; set; }

    /// <summary>Another language that showed in the turn before; null: none did.</summary>
    public LanguageLeaning? Leaning { get; set; }

    /// <summary>Turns in a row in which the agent understood nothing.</summary>
    public int Misunderstood { get; set; }

    /// <summary>Why it was to go to a human, last; one of <see cref="TransferReasons"/>.</summary>
    public string? TransferReason { get; set; }

    /// <summary>What the agent remembers of the conversation.</summary>
    public Draft Draft { get; set; } = Draft.Empty;

    /// <summary>The appliance as Twilio reached it last; null after a restart.</summary>
    public string? Origin { get; set; }

    /// <summary>Whether it is recorded; null where that is not the question.</summary>
    public CallRecording? Recording { get; set; }

    /// <summary>What is known of the caller's voice; null where nobody listens to that.</summary>
    public CallersVoice? Voice { get; set; }

    /// <summary>Names that were told in it, where the history is to be without them.</summary>
    public HashSet<string> NamesTold { get; } = [];

    /// <summary>By turn, the caller's words as the history has them.</summary>
    public Dictionary<int, string> MaskedWords { get; } = [];

    /// <summary>The turn whose answer is still being found while the caller hears holding sentences.</summary>
    public TurnInHand? InHand { get; set; }

    /// <summary>A turn of before a restart, or of a WebSocket that ended, that the caller still waits for.</summary>
    public StoredTurn? Unanswered { get; set; }

    /// <summary>What is on disk as answered and may not have been heard; known of a call of before a restart alone.</summary>
    public StoredTurn? Unheard { get; set; }

    /// <summary>True of a call of before a restart until it is on its WebSocket again, or will not be.</summary>
    public bool Returns { get; set; }

    /// <summary>True once the greeting was said: on a media stream before it opened.</summary>
    public bool IsGreeted { get; set; }

    /// <summary>True once somebody is on its WebSocket: the caller has heard the greeting, or is hearing it.</summary>
    public bool IsLive => live is not null;

    /// <summary>Ends when nobody is on its WebSocket any more, and all that is left of it is known here.</summary>
    public Task LiveOver => live ?? Task.CompletedTask;

    /// <summary>What shall follow its WebSocket; null: nobody has decided, and listening goes on by webhooks.</summary>
    public Next? AfterLive { get; set; }

    /// <summary>What was answered, is on disk, and could not be said there.</summary>
    public Reply? Unsaid { get; set; }

    /// <summary>True once the call's own row has been handed to the store.</summary>
    public bool IsKept { get; set; }

    /// <summary>True once the appliance itself has ended it; on the telephone Twilio does.</summary>
    public bool IsOver { get; set; }

    public DateTimeOffset LastHeard { get; set; } = startedAt;

    /// <summary>What was said so far. A new list each time: on a live line others read it while a turn ends.</summary>
    public IReadOnlyList<Exchange> History { get; private set; } = [];

    public CallState State => new(callId, Language.Code, Silences, AwaitingConfirmation)
    {
        Misunderstood = Misunderstood,
        LanguageLeaning = Leaning?.ToString(),
        TransferReason = TransferReason,
        Draft = Draft == Draft.Empty ? null : Draft.ToJson(),
        Recording = Recording?.Word,
    };

    public void Remember(params IEnumerable<Exchange> exchanges) => History = [.. History, .. exchanges];

    /// <summary>Of the last answer the caller heard only this.</summary>
    public void HeardOnly(string answer, string heard)
    {
        LastSaid = heard;
        if (History is [.., var last] && last.Said == answer) History = [.. History.SkipLast(1), last with { Said = heard }];
    }

    /// <summary>No WebSocket was free for it.</summary>
    public void StayOnWebhooks() => Mode = Mode is "relay" or "stream" ? "gather" : Mode;

    /// <summary>It is held on a WebSocket until this is disposed of.</summary>
    public IDisposable GoLive()
    {
        var exit = new Exit();
        live = exit.Left;
        return exit;
    }

    /// <summary>Waits until whoever came before has left.</summary>
    public async Task<IDisposable> EnterAsync()
    {
        var exit = new Exit();
        await Interlocked.Exchange(ref lastInLine, exit.Left);
        return exit;
    }

    /// <summary>The answer that this very webhook got before; null the first time.</summary>
    public string? ReplyTo(Webhook webhook) => webhook.Key is { } key ? replies.GetValueOrDefault(key) : null;

    public void Remember(Webhook webhook, string twiml)
    {
        if (webhook.Key is { } key) replies[key] = twiml;
    }

    public void Remember(StoredReply reply) => replies[reply.RequestKey] = reply.Twiml;

    private sealed class Exit : IDisposable
    {
        private readonly TaskCompletionSource left = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Left => left.Task;

        public void Dispose() => left.TrySetResult();
    }
}
