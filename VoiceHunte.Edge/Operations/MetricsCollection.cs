using OpenTelemetry;
using OpenTelemetry.Metrics;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Operations;

/// <summary>
/// All figures of one appliance, collected once by OpenTelemetry and read by two: the page of <c>/metrics</c> and, where there
/// is one, the collector. So both say the same.
/// </summary>
internal sealed class MetricsCollection : IDisposable
{
    private readonly Lock reading = new();
    private readonly Page page = new();
    private readonly BaseExportingMetricReader reader;
    private readonly MeterProvider provider;

    public MetricsCollection(EdgeMetrics metrics, EdgeSettings settings, TimeProvider time, ILogger<MetricsCollection> logger)
    {
        ProcessFigures.Show(metrics.Meter, settings.DataDir, time.GetUtcNow());
        reader = new BaseExportingMetricReader(page);
        var builder = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(OtlpOutlet.Resource(settings.Telemetry))
            .AddMeter(EdgeMetrics.MeterName)
            // Meters are known by name, and two appliances in one process have one name.
            .AddView(instrument => ReferenceEquals(instrument.Meter, metrics.Meter) ? null : MetricStreamConfiguration.Drop)
            .AddReader(reader);
        if (OtlpOutlet.MetricReader(settings.Telemetry, logger) is { } outlet) builder.AddReader(outlet);
        provider = builder.Build();
    }

    /// <param name="isOpen">OpenMetrics text; else Prometheus' older one.</param>
    public string Write(bool isOpen)
    {
        lock (reading)
        {
            page.Text = new OpenMetricsText(isOpen);
            reader.Collect();
            return page.Text.End();
        }
    }

    public void Dispose()
    {
        provider.Shutdown(OtlpOutlet.FarewellMs);
        provider.Dispose();
    }

    private sealed class Page : BaseExporter<Metric>
    {
        public OpenMetricsText? Text { get; set; }

        public override ExportResult Export(in Batch<Metric> batch)
        {
            // At the end the provider collects once more, for nobody.
            if (Text is not { } text) return ExportResult.Success;
            foreach (var metric in batch) text.Write(metric);
            return ExportResult.Success;
        }
    }
}
