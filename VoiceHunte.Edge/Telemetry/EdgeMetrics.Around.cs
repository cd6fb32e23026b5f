using System.Diagnostics.Metrics;

namespace VoiceHunte.Edge.Telemetry;

/// <summary>What lies around the calls: OpenAI, the disk, the models; and the bounds of the buckets.</summary>
internal sealed partial class EdgeMetrics
{
    private const double SecondsADay = 86_400;

    // A caller takes a second of silence for thought, and three for a dead line.
    private static readonly double[] AudioBounds = [0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10];

    // A frame on the telephone is 20 ms; after 200 the agent is heard to talk over the caller.
    private static readonly double[] SilenceBounds = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.5, 1];

    // Twilio gives a webhook up after 15 s: beyond it nobody is answered.
    private static readonly double[] TurnBounds = [0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 4, 5, 7.5, 10, 15];

    // The rules take less than a millisecond, the model seconds.
    private static readonly double[] StageBounds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 7.5, 10, 15];

    private static readonly double[] CommitBounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5];

    private static readonly double[] CallBounds = [5, 15, 30, 60, 90, 120, 180, 300, 600, 1200, 3600];

    private readonly Counter<long> upstreamRequests;
    private readonly Histogram<double> upstreamDuration;
    private readonly Counter<long> storeWrites;
    private readonly Histogram<double> commitDuration;

    /// <param name="kind">Such as <c>chat</c> or <c>speech</c>.</param>
    /// <param name="result"><c>ok</c>, <c>cancelled</c> where the caller went on, or how it failed.</param>
    public void Upstream(string kind, string result, TimeSpan took)
    {
        upstreamRequests.Add(1, Tag("kind", kind), Tag("result", result));
        upstreamDuration.Record(took.TotalSeconds, Tag("kind", kind));
    }

    /// <summary>Nobody was asked: it failed too often a moment ago.</summary>
    public void UpstreamRested(string kind) => upstreamRequests.Add(1, Tag("kind", kind), Tag("result", "resting"));

    public void Committed(int writes, TimeSpan took)
    {
        storeWrites.Add(writes);
        commitDuration.Record(took.TotalSeconds);
    }

    /// <summary>Shows how many calls are held, and what waits for the disk or is lost to it, whenever somebody looks.</summary>
    public void WatchCallsAndStore(Func<int> calls, Func<int> waiting, Func<long> lost)
    {
        Meter.CreateObservableUpDownCounter("voicehunte.calls.active", () => (long)calls(), "{call}", "Calls that are held in memory at this moment, in text too");
        Meter.CreateObservableUpDownCounter("voicehunte.store.waiting", () => (long)waiting(), "{write}", "Writes that are not on disk yet");
        Meter.CreateObservableCounter("voicehunte.store.lost", lost, "{write}", "Writes given up");
    }

    /// <summary>Shows <c>voicehunte.model.time_left</c>: what <paramref name="daysLeft"/> says whenever somebody looks.</summary>
    public void WatchModels(Func<IEnumerable<ModelDays>> daysLeft) => Meter.CreateObservableGauge(
        "voicehunte.model.time_left",
        () => daysLeft().Select(days => new Measurement<double>(days.Left * SecondsADay, Tag("setting", days.Setting), Tag("model", days.Model))),
        "s",
        "Until OpenAI ends a configured model, in whole days; 0 or less: it has ended");
}

/// <param name="Setting">Such as <c>OPENAI_TTS_MODEL</c>.</param>
/// <param name="Left">Negative once it has ended.</param>
internal sealed record ModelDays(string Setting, string Model, int Left);
