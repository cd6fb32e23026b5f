using VoiceHunte.Edge.Calls;
using VoiceHunte.Edge.Money;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Live;

/// <summary>A step of the ladder.</summary>
/// <param name="Below">The step that follows when this one gives way.</param>
internal sealed record EngineStep(string Name, Func<string> Below, Func<Call, CallerLine, IStreamEngine> Make);

/// <summary>The engines of the stream mode, from the top of the ladder down.</summary>
internal sealed class EngineRoom(EdgeSettings settings, Ledger ledger, RealtimeParts realtime, PipelineParts pipeline)
{
    /// <summary>Each is asked for when the one above has given way: with the day's money gone there is none.</summary>
    public IEnumerable<EngineStep> Steps()
    {
        if (ledger.IsOver) yield break;
        if (settings.Live.Engine == StreamEngine.Realtime) yield return new EngineStep("realtime", () => ledger.IsOver ? "gather" : "pipeline", (call, line) => new RealtimeEngine(call, line, realtime));
        if (ledger.IsOver) yield break;
        yield return new EngineStep("pipeline", () => "gather", (call, line) => new PipelineEngine(call, line, pipeline));
    }
}
