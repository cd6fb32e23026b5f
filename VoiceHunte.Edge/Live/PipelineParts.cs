using VoiceHunte.Edge.Calls;
using VoiceHunte.Edge.Money;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Live;

/// <summary>What a call needs that is heard, thought of and spoken step by step.</summary>
internal sealed record PipelineParts(
    CallersEar Ear,
    LiveTurns Live,
    VoiceOfCode Voice,
    Ledger Ledger,
    EdgeMetrics Metrics,
    TimeProvider Time,
    ILogger<PipelineEngine> Logger);
