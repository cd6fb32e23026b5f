using System.Diagnostics.Metrics;

namespace VoiceHunte.Edge.Telemetry;

/// <summary>
/// What the appliance counts and measures, in the words of the telephone, named as OpenTelemetry wants it. Each appliance has
/// its own. Recording allocates nothing: every label is a word that stands in the code, or one of few.
/// </summary>
internal sealed partial class EdgeMetrics : IDisposable
{
    public const string MeterName = "voicehunte";

    private readonly Counter<long> callsAnswered;
    private readonly Counter<long> callsEnded;
    private readonly Histogram<double> callDuration;
    private readonly Counter<long> turns;
    private readonly Histogram<double> turnDuration;
    private readonly Histogram<double> stageDuration;
    private readonly Counter<long> reservations;
    private readonly Counter<long> transfers;
    private readonly Counter<long> messages;
    private readonly Counter<long> webhooksRepeated;
    private readonly Counter<long> rateLimitsHit;
    private readonly Counter<long> liveCalls;
    private readonly Counter<long> ladderSteps;
    private readonly Counter<long> bargeIns;
    private readonly Counter<long> socketsRefused;
    private readonly Counter<long> recordingSteps;
    private readonly Histogram<double> firstAudio;
    private readonly Histogram<double> bargeIn;
    private readonly FewWords reasons = new();
    private long liveCallsNow;

    public EdgeMetrics()
    {
        callsAnswered = Count("voicehunte.calls.answered", "{call}", "Calls that heard a greeting, by mode and by the language it was in");
        callsEnded = Count("voicehunte.calls.ended", "{call}", "Calls that were answered here and are over, by mode, last language and outcome");
        callDuration = Seconds("voicehunte.call.duration", "How long calls lasted, by mode", CallBounds);
        turns = Count("voicehunte.turns", "{turn}", "Turns that callers took, by language and by who answered");
        turnDuration = Seconds("voicehunte.turn.duration", "From what was said to the answer on disk, by who answered", TurnBounds);
        stageDuration = Seconds("voicehunte.turn.stage.duration", "Where the time of a turn goes, by stage", StageBounds);
        reservations = Count("voicehunte.reservations", "{reservation}", "Reservations booked, changed and cancelled, each once");
        transfers = Count("voicehunte.transfers", "{transfer}", "Calls put through to a human, by why");
        messages = Count("voicehunte.messages", "{message}", "Messages taken down for the staff");
        webhooksRepeated = Count("voicehunte.webhooks.repeated", "{webhook}", "Webhooks that came again and got the answer they had before");
        rateLimitsHit = Count("voicehunte.rate_limits.hit", "{request}", "Calls, turns and operators' requests turned away for being too many");
        liveCalls = Count("voicehunte.live_calls", "{call}", "Calls over a WebSocket, by mode");
        Meter.CreateObservableUpDownCounter("voicehunte.live_calls.now", () => Interlocked.Read(ref liveCallsNow), "{call}", "Calls over a WebSocket at this moment");
        ladderSteps = Count("voicehunte.ladder_steps", "{step}", "Live calls that went on in another way, and why");
        bargeIns = Count("voicehunte.barge_ins", "{interruption}", "Times that the agent was interrupted: by words (real) or by a noise (false)");
        socketsRefused = Count("voicehunte.sockets.refused", "{socket}", "WebSockets closed on purpose, and why");
        recordingSteps = Count("voicehunte.recording.steps", "{step}", "Steps of recordings on their way: fetched, archived, deleted");
        firstAudio = Seconds("voicehunte.first_audio", "From the end of the caller's speech to the agent's first audio, by stage", AudioBounds);
        bargeIn = Seconds("voicehunte.barge_in", "From the caller's first sound to the agent's silence", SilenceBounds);
        upstreamRequests = Count("voicehunte.upstream.requests", "{request}", "Requests to OpenAI, each attempt by itself, by kind and result");
        upstreamDuration = Seconds("voicehunte.upstream.request.duration", "Until an answer of OpenAI's is read, or speech has begun, or it failed; by kind", TurnBounds);
        storeWrites = Count("voicehunte.store.writes", "{write}", "Writes that are on disk");
        commitDuration = Seconds("voicehunte.store.commit.duration", "One commit, of whatever waited for it", CommitBounds);
    }

    /// <summary>For whoever listens to these and no others.</summary>
    public Meter Meter { get; } = new(MeterName);

    /// <param name="mode">As CALL_MODE has it, or <c>text</c>.</param>
    /// <param name="language">Its code.</param>
    public void CallAnswered(string mode, string language) => callsAnswered.Add(1, Tag("mode", Known(mode)), Tag("language", language));

    /// <param name="outcome">Twilio's word for it: <c>completed</c>, <c>busy</c>, <c>failed</c>, <c>no-answer</c> or <c>canceled</c>.</param>
    public void CallEnded(string mode, string language, string outcome, TimeSpan lasted)
    {
        callsEnded.Add(1, Tag("mode", Known(mode)), Tag("language", language), Tag("outcome", outcome));
        callDuration.Record(lasted.TotalSeconds, Tag("mode", Known(mode)));
    }

    /// <param name="source"><c>model</c>, <c>rules</c>, or <c>none</c> where nobody answered.</param>
    public void Turn(string language, string source) => turns.Add(1, Tag("language", language), Tag("source", source));

    /// <param name="took">All of it.</param>
    public void TurnTook(string source, TimeSpan took, IReadOnlyList<TurnStage> stages)
    {
        turnDuration.Record(took.TotalSeconds, Tag("source", source));
        foreach (var stage in stages) stageDuration.Record(stage.Took.TotalSeconds, Tag("stage", stage.Name));
    }

    /// <param name="action"><c>booked</c>, <c>changed</c> or <c>cancelled</c>.</param>
    public void Reservation(string action) => reservations.Add(1, Tag("action", action));

    public void Transfer(string reason) => transfers.Add(1, Tag("reason", reason));

    public void Message() => messages.Add(1);

    /// <param name="step"><c>incoming</c> or <c>voice</c>.</param>
    public void WebhookRepeated(string step) => webhooksRepeated.Add(1, Tag("step", step));

    /// <param name="limit"><c>calls</c>, <c>turns</c> or <c>admin</c>.</param>
    public void RateLimitHit(string limit) => rateLimitsHit.Add(1, Tag("limit", limit));

    /// <summary>Once for a call, however it goes on; <see cref="LiveCallEnded"/> follows, once.</summary>
    public void LiveCallBegan(string mode)
    {
        Interlocked.Increment(ref liveCallsNow);
        liveCalls.Add(1, Tag("mode", mode));
    }

    public void LiveCallEnded() => Interlocked.Decrement(ref liveCallsNow);

    /// <param name="reason">Such as <c>closed</c> or <c>too_slow</c>; may be a word of OpenAI's.</param>
    public void LadderStep(string from, string to, string reason) => ladderSteps.Add(1, Tag("from", from), Tag("to", to), Tag("reason", reasons.Of(reason)));

    /// <param name="real">False: nothing followed, and the agent went on.</param>
    public void BargeIn(bool real) => bargeIns.Add(1, Tag("kind", real ? "real" : "false"));

    /// <param name="why">Such as <c>signature</c>, or how it was closed.</param>
    public void SocketRefused(string why) => socketsRefused.Add(1, Tag("why", why));

    /// <param name="stage">One of <see cref="AudioStages"/>.</param>
    public void FirstAudio(string stage, string mode, TimeSpan took) => firstAudio.Record(took.TotalSeconds, Tag("stage", stage), Tag("mode", mode));

    /// <param name="took">From the caller's first sound to the last frame that was let through.</param>
    public void FellSilent(TimeSpan took) => bargeIn.Record(took.TotalSeconds);

    /// <param name="result"><c>done</c> or <c>failed</c>.</param>
    public void RecordingStep(string step, string result) => recordingSteps.Add(1, Tag("step", step), Tag("result", result));

    public void Dispose() => Meter.Dispose();

    // A call of which only its id is known has no mode of its own.
    private static string Known(string mode) => mode is "gather" or "relay" or "stream" or "text" ? mode : "unknown";

    private Counter<long> Count(string name, string unit, string description) => Meter.CreateCounter<long>(name, unit, description);

    private Histogram<double> Seconds(string name, string description, double[] bounds) =>
        Meter.CreateHistogram(name, "s", description, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = bounds });

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}

/// <summary>Where the time from the end of the caller's speech to the first audio goes.</summary>
internal static class AudioStages
{
    /// <summary>Until what was said is text.</summary>
    public const string Transcribed = "transcribed";

    /// <summary>From there until the first sentence of the answer is there.</summary>
    public const string Thought = "thought";

    /// <summary>From there until its first audio.</summary>
    public const string Spoken = "spoken";

    /// <summary>All of it.</summary>
    public const string Total = "total";
}
