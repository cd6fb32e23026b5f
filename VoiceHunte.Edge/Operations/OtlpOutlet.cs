using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Operations;

/// <summary>What leaves for OTEL_EXPORTER_OTLP_ENDPOINT. It leaves from threads of its own: a collector that is gone costs no call anything.</summary>
internal static class OtlpOutlet
{
    /// <summary>The last figures may take as long to leave; the appliance has ten seconds to stop in, and calls to end in them.</summary>
    public const int FarewellMs = 500;

    private const int TracesEveryMs = 1_000;
    private const int PatienceMs = 5_000;

    public static ResourceBuilder Resource(TelemetrySettings settings) =>
        ResourceBuilder.CreateEmpty().AddService(settings.ServiceName, autoGenerateServiceInstanceId: false).AddTelemetrySdk();

    /// <summary>Null where there is nobody to send to.</summary>
    public static MetricReader? MetricReader(TelemetrySettings settings, ILogger logger) => settings.Endpoint is { } endpoint
        ? new PeriodicExportingMetricReader(
            new WatchedMetricExporter(Options(settings, endpoint, "metrics"), new CollectorWatch("metrics", endpoint, logger)),
            (int)settings.Every.TotalMilliseconds, PatienceMs)
        : null;

    public static BaseProcessor<System.Diagnostics.Activity>? SpanProcessor(TelemetrySettings settings, ILogger logger) => settings.Endpoint is { } endpoint
        ? new BatchActivityExportProcessor(
            new WatchedTraceExporter(Options(settings, endpoint, "traces"), new CollectorWatch("traces", endpoint, logger)),
            scheduledDelayMilliseconds: TracesEveryMs, exporterTimeoutMilliseconds: PatienceMs)
        : null;

    private static OtlpExporterOptions Options(TelemetrySettings settings, Uri endpoint, string signal) => new()
    {
        // A path of each signal's own is OTLP over HTTP; over gRPC it is part of the protocol.
        Endpoint = settings.IsGrpc ? endpoint : new Uri($"{endpoint.ToString().TrimEnd('/')}/v1/{signal}"),
        Protocol = settings.IsGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf,
        Headers = settings.Headers?.Reveal(),
        TimeoutMilliseconds = PatienceMs,
    };
}
