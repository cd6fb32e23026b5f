using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>One session of the stand-in: what a test sets up, sees and does by hand. All of it may be used at any time.</summary>
/// <param name="cut">Closes with a status, or breaks the connection.</param>
internal sealed class RealtimeSessionStandIn(RealtimeStandIn owner, int number, string model, RealtimeWire wire, Action<WebSocketCloseStatus?> cut)
{
    private readonly ConcurrentQueue<RealtimeReply> replies = new();
    private readonly ConcurrentQueue<RealtimeReply> readings = new();
    private readonly ConcurrentQueue<RealtimeHeard> transcripts = new();
    private readonly ConcurrentDictionary<RealtimeMoment, RealtimeFault> faults = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<RealtimeAsk, RealtimeReply> always = _ => owner.Echoes ? RealtimeReply.Silence() : RealtimeReply.Say("We are open until ten.");
    private Func<RealtimeAsk, RealtimeReply> alwaysRead = ask => RealtimeReply.Say(ask.Text);
    private RealtimeHeard usuallyHeard = new("");

    /// <summary>From 1, in the order of their handshakes.</summary>
    public int Number => number;

    public string Model => model;

    public RealtimeStandIn Owner => owner;

    public RealtimeWire Wire => wire;

    public RealtimeSettings Settings { get; } = new($"sess_{number}", model, owner.Time.GetUtcNow() + TimeSpan.FromMinutes(60));

    /// <summary>All client events, bad ones too; of the appends only those that are not written as the appliance writes them.</summary>
    public RealtimeLog Received { get; } = new();

    public RealtimeLog Sent => wire.Sent;

    /// <summary>Codes of the errors sent so far.</summary>
    public ConcurrentQueue<string> Errors { get; } = new();

    /// <summary>The turn detection does nothing by itself: see <see cref="SpeechStarted"/>.</summary>
    public bool ListensByHand { get; set; }

    /// <summary>So many more pieces of audio after a response was cancelled, as if they had been under way.</summary>
    public int LateAudio { get; set; }

    /// <summary>Audio taken in so far, in bytes.</summary>
    public int AudioBytes => Mind.AudioBytes;

    public bool IsEnded => ended.Task.IsCompleted;

    /// <summary>The connection is over, whoever ended it.</summary>
    public Task Ended => ended.Task.WaitAsync(Gate.Patience, TestContext.Current.CancellationToken);

    private RealtimeMind Mind { get; set; } = null!;

    /// <summary>The next responses of the conversation, one each.</summary>
    public void Next(params RealtimeReply[] next) => Enqueue(replies, next);

    public void Always(Func<RealtimeAsk, RealtimeReply> decide) => always = decide;

    /// <summary>The next responses outside of the conversation, one each. Usually the text is read as it stands.</summary>
    public void NextReading(params RealtimeReply[] next) => Enqueue(readings, next);

    public void AlwaysRead(Func<RealtimeAsk, RealtimeReply> decide) => alwaysRead = decide;

    /// <summary>What the next turns of the caller are transcribed to, one each.</summary>
    public void Transcribes(params RealtimeHeard[] heard) => Enqueue(transcripts, heard);

    /// <summary>What all other turns are transcribed to; nothing at all unless a test says so.</summary>
    public void AlwaysTranscribes(RealtimeHeard heard) => usuallyHeard = heard;

    /// <summary>What happens at that moment, once.</summary>
    public void At(RealtimeMoment moment, RealtimeFault fault) => faults[moment] = fault;

    /// <summary>The caller begins, by the ear of the turn detection.</summary>
    /// <param name="atMs">By the audio that came; null: now.</param>
    public void SpeechStarted(int? atMs = null) => Mind.SpeechStarted(atMs);

    /// <summary>The caller has ended, and it is a turn.</summary>
    public void SpeechStopped(int? atMs = null) => Mind.SpeechStopped(atMs);

    /// <summary>Waits for a client event, one that came before included.</summary>
    public Task<JsonElement> ReceivedAsync(string type, Func<JsonElement, bool>? where = null, int times = 1) => Received.WaitAsync(type, where, times);

    /// <summary>Waits for an event of the stand-in's own.</summary>
    public Task<JsonElement> SentAsync(string type, Func<JsonElement, bool>? where = null, int times = 1) => Sent.WaitAsync(type, where, times);

    /// <summary>Waits until so much audio came, in bytes.</summary>
    public Task AudioAsync(int bytes) => Mind.AudioAsync(bytes).WaitAsync(Gate.Patience, TestContext.Current.CancellationToken);

    /// <summary>All audio so far.</summary>
    public byte[] Audio() => Mind.Audio();

    public void Do(RealtimeFault fault)
    {
        if (fault == RealtimeFault.Stall) wire.IsStalled = true;
        else cut(fault == RealtimeFault.Close ? WebSocketCloseStatus.InternalServerError : null);
    }

    public void Send(JsonObject serverEvent) => Mind.Send(serverEvent);

    internal void Wake() => Mind = new RealtimeMind(this);

    internal void Open(bool isBeta)
    {
        Mind.Send(new JsonObject { ["type"] = "session.created", ["session"] = Settings.ToJson() });
        if (isBeta)
        {
            Fail("beta_api_shape_disabled", "The Realtime Beta API is no longer supported. Please use /v1/realtime without a beta header.", null, null);
            cut(WebSocketCloseStatus.PolicyViolation);
        }

        Reach(RealtimeMoment.Connected);
    }

    internal void Hear(ReadOnlySpan<byte> message) => Mind.Hear(message);

    internal void Expire()
    {
        Fail("session_expired", "Your session hit the maximum duration of 60 minutes.", null, null);
        cut(WebSocketCloseStatus.EndpointUnavailable);
    }

    internal void End() => ended.TrySetResult();

    internal void Fail(string code, string message, string? param, string? eventId)
    {
        Errors.Enqueue(code);
        Mind.Send(RealtimeEvents.Error(code, message, param, eventId));
    }

    internal void Reach(RealtimeMoment moment)
    {
        if (faults.TryRemove(moment, out var fault)) Do(fault);
    }

    internal RealtimeReply Take(RealtimeAsk ask) => ask.IsOutOfBand
        ? readings.TryDequeue(out var reading) ? reading : alwaysRead(ask)
        : replies.TryDequeue(out var reply) ? reply : always(ask);

    internal RealtimeHeard TakeTranscript() => transcripts.TryDequeue(out var heard) ? heard : usuallyHeard;

    private static void Enqueue<T>(ConcurrentQueue<T> queue, T[] items)
    {
        foreach (var item in items) queue.Enqueue(item);
    }
}
