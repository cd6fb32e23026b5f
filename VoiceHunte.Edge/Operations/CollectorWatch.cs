using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace VoiceHunte.Edge.Operations;

/// <summary>Tells the operator when the collector stops taking what it is sent, and when it takes it again: once each.</summary>
internal sealed partial class CollectorWatch(string what, Uri endpoint, ILogger logger)
{
    private bool isRefused;

    public ExportResult Note(ExportResult result)
    {
        var refuses = result == ExportResult.Failure;
        if (refuses && !isRefused) Log.Refused(logger, endpoint, what);
        if (!refuses && isRefused) Log.Taken(logger, endpoint, what);
        isRefused = refuses;
        return result;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1640, Level = LogLevel.Warning, Message = "The collector at {Endpoint} does not take {What}; calls do not suffer for it")]
        public static partial void Refused(ILogger logger, Uri endpoint, string what);

        [LoggerMessage(EventId = 1641, Level = LogLevel.Information, Message = "The collector at {Endpoint} takes {What} again")]
        public static partial void Taken(ILogger logger, Uri endpoint, string what);
    }
}

internal sealed class WatchedMetricExporter(OtlpExporterOptions options, CollectorWatch watch) : OtlpMetricExporter(options)
{
    public override ExportResult Export(in Batch<Metric> metrics) => watch.Note(base.Export(metrics));
}

internal sealed class WatchedTraceExporter(OtlpExporterOptions options, CollectorWatch watch) : OtlpTraceExporter(options)
{
    public override ExportResult Export(in Batch<Activity> activityBatch) => watch.Note(base.Export(activityBatch));
}
