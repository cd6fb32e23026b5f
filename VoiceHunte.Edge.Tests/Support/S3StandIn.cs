using System.Collections.Concurrent;
using System.Globalization;
using System.Xml.Linq;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>An S3 server with one bucket on a free port: it checks every signature, and fails in every way that the test asks for. Lists come two a page.</summary>
internal sealed partial class S3StandIn : IAsyncDisposable
{
    public const string Bucket = "restaurant-recordings";
    public const string AccessKey = "AKIAIOSFODNN7EXAMPLE";
    public const string Region = "eu-central-1";
    public const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    // So that pages are met.
    private const int PageSize = 2;

    private readonly WebApplication app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> troubles = new();
    private readonly List<(int Requests, TaskCompletionSource Asked)> waiting = [];

    private S3StandIn(WebApplication app) => this.app = app;

    public Uri Url => new(app.Urls.Single());

    public ConcurrentDictionary<string, byte[]> Objects { get; } = new();

    /// <summary>Uploads in parts that are neither complete nor aborted.</summary>
    public ConcurrentDictionary<string, (string Key, DateTimeOffset Began, SortedDictionary<int, byte[]> Parts)> Uploads { get; } = new();

    /// <summary>What was asked and was rightly signed, in its order: <c>PUT key?partNumber=1</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>The headers of the last PUT or POST.</summary>
    public IReadOnlyDictionary<string, string> LastHeaders { get; private set; } = new Dictionary<string, string>();

    /// <summary>The server's clock is ahead by so much.</summary>
    public TimeSpan Ahead { get; set; }

    public bool HasBucket { get; set; } = true;

    /// <summary>When set, one byte of everything that arrives is changed.</summary>
    public bool Corrupts { get; set; }

    /// <summary>When set, the last byte of every file is lost after its checksum was told.</summary>
    public bool LosesBytes { get; set; }

    /// <summary>When set, requests wait there: the server is slow.</summary>
    public Gate? Held { get; set; }

    /// <summary>Only those wait whose line has this, <c>partNumber=3</c>.</summary>
    public string HeldOnly { get; set; } = "";

    /// <summary>When set, a file that is sent or fetched is cut off after so many bytes.</summary>
    public int? CutAfter { get; set; }

    /// <summary>Tells the time as the server sees it.</summary>
    private DateTimeOffset Now => TimeProvider.System.GetUtcNow() + Ahead;

    /// <summary>What the appliance needs to know of it.</summary>
    public Dictionary<string, string> Settings() => new()
    {
        ["RECORDINGS_BUCKET"] = Bucket, ["AWS_ACCESS_KEY_ID"] = AccessKey, ["AWS_SECRET_ACCESS_KEY"] = Secret, ["AWS_REGION"] = Region, ["AWS_ENDPOINT_URL_S3"] = Url.ToString(),
    };

    public static async Task<S3StandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        builder.Logging.ClearProviders();
        var standIn = new S3StandIn(builder.Build());
        standIn.app.Run(standIn.AnswerAsync);
        await standIn.app.StartAsync(TestContext.Current.CancellationToken);
        return standIn;
    }

    /// <summary>The next requests are answered with this error.</summary>
    public void Fail(int status, string code, int times = 1)
    {
        for (var i = 0; i < times; i++) troubles.Enqueue(context => ErrorAsync(context, status, code));
    }

    /// <summary>The next request's connection is cut.</summary>
    public void Cut(int times = 1)
    {
        for (var i = 0; i < times; i++) troubles.Enqueue(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
    }

    /// <summary>Completes when so many more requests have come.</summary>
    public Task AskedAsync(int more)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (waiting) waiting.Add((Requests.Count + more, asked));
        return asked.Task;
    }

    public void Calm() => troubles.Clear();

    public async ValueTask DisposeAsync()
    {
        Held?.Open();
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        context.Response.GetTypedHeaders().Date = Now;
        if (Held is { } gate && $"{request.Method} {request.Path}{request.QueryString}".Contains(HeldOnly, StringComparison.Ordinal)) await gate.PassAsync(context.RequestAborted);
        if (CutAfter is { } some && request.Method == "PUT")
        {
            await request.Body.ReadAtLeastAsync(new byte[some], some, throwOnEndOfStream: false);
            context.Abort();
            return;
        }

        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer);
        var body = buffer.ToArray();
        var path = request.Path.Value!.TrimStart('/').Split('/', 2);
        if (S3Signature.Fault(request, body, AccessKey, Secret, Region, Now) is { } fault)
        {
            await ErrorAsync(context, fault == "AuthorizationHeaderMalformed" ? 400 : 403, fault);
            return;
        }

        if (troubles.TryDequeue(out var trouble))
        {
            await trouble(context);
            return;
        }

        var key = path.Length > 1 ? path[1] : "";
        Requests.Enqueue($"{request.Method} {key}{request.QueryString}");
        lock (waiting) waiting.ForEach(one => _ = Requests.Count >= one.Requests && one.Asked.TrySetResult());
        if (request.Method is "PUT" or "POST") LastHeaders = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        if (path[0] != Bucket || !HasBucket) await ErrorAsync(context, 404, "NoSuchBucket");
        else await (key.Length == 0 ? BucketAsync(context) : ObjectAsync(context, key, body));
    }

    private Task BucketAsync(HttpContext context) => context.Request.Query.ContainsKey("uploads") ? ListUploadsAsync(context) : ListObjectsAsync(context);

    private Task ObjectAsync(HttpContext context, string key, byte[] body)
    {
        var (method, query) = (context.Request.Method, context.Request.Query);
        var uploadId = query["uploadId"].ToString();
        if (uploadId.Length > 0 && !Uploads.ContainsKey(uploadId)) return ErrorAsync(context, 404, "NoSuchUpload");
        return method switch
        {
            "POST" when query.ContainsKey("uploads") => BeginAsync(context, key),
            "PUT" when uploadId.Length > 0 => PartAsync(context, uploadId, int.Parse(query["partNumber"].ToString(), CultureInfo.InvariantCulture), body),
            "GET" when uploadId.Length > 0 => ListPartsAsync(context, uploadId),
            "POST" when uploadId.Length > 0 => CompleteAsync(context, uploadId, body),
            "DELETE" when uploadId.Length > 0 => AbortAsync(context, uploadId),
            "PUT" => PutAsync(context, key, body),
            "GET" or "HEAD" => GetAsync(context, key),
            "DELETE" => DeleteAsync(context, key),
            _ => ErrorAsync(context, 405, "MethodNotAllowed"),
        };
    }

    private static Task ErrorAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        return context.Request.Method == "HEAD" ? Task.CompletedTask : XmlAsync(context, new XElement("Error", new XElement("Code", code), new XElement("Message", "as the test wants it")));
    }

    private static Task XmlAsync(HttpContext context, XElement document)
    {
        context.Response.ContentType = "application/xml";
        return context.Response.WriteAsync("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + document.ToString(SaveOptions.DisableFormatting));
    }
}
