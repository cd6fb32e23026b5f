using System.Net;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>An OpenTelemetry collector on a free port, OTLP over HTTP or gRPC: keeps the spans and the figures that it is sent.</summary>
internal sealed class OtlpStandIn : IAsyncDisposable
{
    // A flag and a length.
    private const int GrpcPrefix = 5;

    private readonly WebApplication app;
    private readonly Lock keeping = new();
    private readonly List<OtlpSpan> spans = [];
    private readonly Dictionary<string, double> figures = [];
    private readonly StringBuilder everything = new();
    private TaskCompletionSource came = New();

    private OtlpStandIn(WebApplication app) => this.app = app;

    /// <summary>For OTEL_EXPORTER_OTLP_ENDPOINT.</summary>
    public Uri Url => new(app.Urls.Single());

    /// <summary>When set, every request waits there.</summary>
    public Gate? Held { get; set; }

    /// <summary>Of the last request.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; private set; } = new Dictionary<string, string>();

    public string ServiceName { get; private set; } = "";

    /// <summary>All bodies as text: whatever was said in them can be looked for.</summary>
    public string Everything
    {
        get { lock (keeping) return everything.ToString(); }
    }

    public static async Task<OtlpStandIn> StartAsync(bool isGrpc = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        // Without TLS one port speaks one of the two.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, port => port.Protocols = isGrpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        builder.Logging.ClearProviders();
        var standIn = new OtlpStandIn(builder.Build());
        standIn.app.Run(standIn.AnswerAsync);
        await standIn.app.StartAsync(TestContext.Current.CancellationToken);
        return standIn;
    }

    /// <summary>All spans so far, once there are enough for the test.</summary>
    public Task<List<OtlpSpan>> SpansAsync(Func<List<OtlpSpan>, bool> enough) => WhenAsync(() => spans.ToList(), enough);

    /// <summary>The figures by name and labels, <c>voicehunte.turns{language=sk,source=rules}</c>; of a histogram its count.</summary>
    public Task<Dictionary<string, double>> FiguresAsync(Func<Dictionary<string, double>, bool> enough) => WhenAsync(() => new Dictionary<string, double>(figures), enough);

    public async ValueTask DisposeAsync()
    {
        Held?.Open();
        await app.DisposeAsync();
    }

    private async Task<T> WhenAsync<T>(Func<T> read, Func<T, bool> enough)
    {
        while (true)
        {
            Task next;
            lock (keeping)
            {
                if (read() is var now && enough(now)) return now;
                next = came.Task;
            }

            await next.WaitAsync(Gate.Patience, TestContext.Current.CancellationToken);
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (Held is { } gate) await gate.PassAsync(context.RequestAborted);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        lock (keeping)
        {
            Keep(context, body.ToArray());
            came.TrySetResult();
            came = New();
        }

        context.Response.ContentType = context.Request.ContentType;
        if (!IsGrpc(context)) return;
        // An empty answer, and that all is well.
        await context.Response.Body.WriteAsync(new byte[GrpcPrefix], context.RequestAborted);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    private static bool IsGrpc(HttpContext context) => context.Request.ContentType == "application/grpc";

    private void Keep(HttpContext context, byte[] body)
    {
        Headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        everything.Append(Encoding.UTF8.GetString(body));
        foreach (var resource in new ProtoMessage(IsGrpc(context) ? body.AsSpan(GrpcPrefix) : body).Messages(1))
        {
            ServiceName = Attributes(resource.Messages(1).Single(), 1)["service.name"];
            foreach (var one in resource.Messages(2).SelectMany(scope => scope.Messages(2)))
            {
                if (context.Request.Path.Value is "/v1/traces" or "/opentelemetry.proto.collector.trace.v1.TraceService/Export") spans.Add(Span(one));
                else if (context.Request.Path.Value is "/v1/metrics" or "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export") Keep(one);
                else Assert.Fail($"nothing is sent to {context.Request.Path}");
            }
        }
    }

    private void Keep(ProtoMessage metric)
    {
        var (gauge, sum, histogram) = (5, 7, 9);
        foreach (var point in metric.Messages(gauge).Concat(metric.Messages(sum)).SelectMany(data => data.Messages(1)))
            figures[metric.Text(1) + Labels(point, 7)] = point.Has(4) ? point.Real(4) : (long)point.Whole(6);
        foreach (var point in metric.Messages(histogram).SelectMany(data => data.Messages(1)))
            figures[metric.Text(1) + Labels(point, 9)] = point.Whole(4);
    }

    private static string Labels(ProtoMessage point, int number) =>
        point.Has(number) ? $"{{{string.Join(',', Attributes(point, number).Select(label => $"{label.Key}={label.Value}"))}}}" : "";

    private static OtlpSpan Span(ProtoMessage span) => new(
        span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5), span.Whole(7), span.Whole(8), Attributes(span, 9));

    private static SortedDictionary<string, string> Attributes(ProtoMessage of, int number) => new(of.Messages(number).ToDictionary(
        pair => pair.Text(1),
        pair => pair.Messages(2).Single() is var value && value.Has(3) ? $"{value.Whole(3)}" : value.Text(1)));

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <param name="Parent">Empty: the root of its trace.</param>
/// <param name="Start">Nanoseconds since 1970.</param>
internal sealed record OtlpSpan(
    string Trace, string Id, string Parent, string Name, ulong Start, ulong End, IReadOnlyDictionary<string, string> Attributes);
