using OpenTelemetry;
using OpenTelemetry.Trace;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Operations;

/// <summary>Sends the traces of turns to the collector; where there is none, no turn leaves any.</summary>
internal sealed class TracesOutlet : IDisposable
{
    private readonly TracerProvider? provider;

    public TracesOutlet(TurnTraces traces, EdgeSettings settings, ILogger<TracesOutlet> logger)
    {
        if (OtlpOutlet.SpanProcessor(settings.Telemetry, logger) is not { } processor) return;

        provider = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(OtlpOutlet.Resource(settings.Telemetry))
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(settings.Telemetry.SampledShare)))
            .AddSource(TurnTraces.SourceName)
            .AddProcessor(processor)
            .Build();
        traces.Open();
    }

    public void Dispose()
    {
        provider?.Shutdown(OtlpOutlet.FarewellMs);
        provider?.Dispose();
    }
}
