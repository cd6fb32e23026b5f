using System.Diagnostics;

namespace VoiceHunte.Edge.Telemetry;

/// <summary>One trace a turn, its stages under it. Until somebody listens there is no source, and no span is made.</summary>
internal sealed class TurnTraces : IDisposable
{
    public const string SourceName = "voicehunte";

    private ActivitySource? source;

    /// <summary>From now on turns leave traces.</summary>
    public void Open() => source ??= new ActivitySource(SourceName);

    /// <summary>Told of a turn when it is over: nothing of tracing lies on the caller's way. No word of theirs and no number is in it.</summary>
    public void Write(TracedTurn turn, TurnStages stages, TimeSpan took)
    {
        if (source is null) return;

        // A request's own activity, which nobody exports, would be its parent otherwise.
        var outside = Activity.Current;
        Activity.Current = null;
        try
        {
            using var whole = source.StartActivity("turn", ActivityKind.Server, default(ActivityContext), startTime: stages.BeganAt);
            if (whole is null) return;
            whole.SetTag("voicehunte.call.sid", turn.CallSid).SetTag("voicehunte.turn.number", turn.Number).SetTag("voicehunte.mode", turn.Mode)
                .SetTag("voicehunte.language", turn.Language).SetTag("voicehunte.source", turn.Source).SetTag("voicehunte.intent", turn.Intent);
            foreach (var stage in stages.Taken) Write(source, whole.Context, stage);
            whole.SetEndTime((stages.BeganAt + took).UtcDateTime);
        }
        finally
        {
            Activity.Current = outside;
        }
    }

    public void Dispose() => source?.Dispose();

    private static void Write(ActivitySource source, ActivityContext parent, TurnStage stage)
    {
        using var span = source.StartActivity(stage.Name, ActivityKind.Internal, parent, startTime: stage.From);
        span?.SetEndTime((stage.From + stage.Took).UtcDateTime);
    }
}

/// <param name="CallSid">Names the call, and nobody.</param>
internal sealed record TracedTurn(string CallSid, int Number, string Mode, string Language, string Source, string? Intent);
