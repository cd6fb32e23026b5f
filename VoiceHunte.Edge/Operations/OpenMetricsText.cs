using System.Globalization;
using System.Text;
using OpenTelemetry.Metrics;

namespace VoiceHunte.Edge.Operations;

/// <summary>
/// Writes what OpenTelemetry has collected as OpenMetrics text, version 1.0.0, or as Prometheus' older text, version 0.0.4
/// (openmetrics.io and prometheus.io, "Text format"), under names made as OpenTelemetry's specification says.
/// </summary>
/// <param name="isOpen">False: the older text.</param>
internal sealed class OpenMetricsText(bool isOpen)
{
    public const string OpenType = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    public const string OlderType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder text = new(16 * 1024);

    public void Write(Metric metric)
    {
        var kind = Kind(metric.MetricType);
        var unit = metric.Unit switch { "s" => "seconds", "By" => "bytes", _ => "" };
        var name = metric.Name.Replace('.', '_') + (unit.Length > 0 ? "_" + unit : "");
        var total = name + (kind == "counter" ? "_total" : "");
        Describe("TYPE", isOpen ? name : total, kind);
        if (isOpen && unit.Length > 0) Describe("UNIT", name, unit);
        Describe("HELP", isOpen ? name : total, Escaped(metric.Description));
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            if (kind == "histogram") Buckets(name, in point);
            else Line(total, in point, null, Number(Value(metric.MetricType, in point)));
        }
    }

    /// <returns>The whole page. Nothing may be written after it.</returns>
    public string End() => isOpen ? text.Append("# EOF\n").ToString() : text.ToString();

    private static string Kind(MetricType type) => type switch
    {
        MetricType.LongSum or MetricType.DoubleSum => "counter",
        MetricType.Histogram => "histogram",
        _ => "gauge",
    };

    private static double Value(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
        MetricType.LongGauge => point.GetGaugeLastValueLong(),
        _ => point.GetGaugeLastValueDouble(),
    };

    private void Buckets(string name, in MetricPoint point)
    {
        long far = 0;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            far += bucket.BucketCount;
            Line(name + "_bucket", in point, double.IsInfinity(bucket.ExplicitBound) ? "+Inf" : Bound(bucket.ExplicitBound), Number(far));
        }

        Line(name + "_count", in point, null, Number(far));
        Line(name + "_sum", in point, null, Number(point.GetHistogramSum()));
    }

    private void Describe(string what, string name, string words) =>
        text.Append("# ").Append(what).Append(' ').Append(name).Append(' ').Append(words).Append('\n');

    private void Line(string name, in MetricPoint point, string? bound, string value)
    {
        text.Append(name);
        var between = '{';
        foreach (var (label, said) in point.Tags)
        {
            Label(label.Replace('.', '_'), Escaped(Convert.ToString(said, CultureInfo.InvariantCulture) ?? ""));
        }

        if (bound is not null) Label("le", bound);
        if (between == ',') text.Append('}');
        text.Append(' ').Append(value).Append('\n');

        void Label(string label, string said)
        {
            text.Append(between).Append(label).Append("=\"").Append(said).Append('"');
            between = ',';
        }
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    // A bound is a label: it must be written as others write it, "1.0" and not "1".
    private static string Bound(double bound) => bound == Math.Floor(bound) ? bound.ToString("F1", CultureInfo.InvariantCulture) : Number(bound);

    private static string Escaped(string said) =>
        said.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
