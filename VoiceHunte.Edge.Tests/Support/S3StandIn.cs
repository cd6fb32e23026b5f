using System.Collections.Concurrent;
using System.Globalization;
using System.Xml.Linq;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>An S3 server with one bucket on a free port: it checks every signature, and fails in every way that the test asks for.</summary>
internal sealed class S3StandIn : IAsyncDisposable
{
    public const string Bucket = "restaurant-recordings";
    public const string AccessKey = "AKIAIOSFODNN7EXAMPLE";
    public const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private const int SmallestPart = 5 * 1024 * 1024;

    private readonly WebApplication app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> troubles = new();
    private readonly List<(int Requests, TaskCompletionSource Asked)> waiting = [];
    private int uploads;

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

    /// <summary>What the appliance needs to know of it.</summary>
    public Dictionary<string, string> Settings() => new()
    {
        ["RECORDINGS_BUCKET"] = Bucket, ["AWS_ACCESS_KEY_ID"] = AccessKey, ["AWS_SECRET_ACCESS_KEY"] = Secret, ["AWS_REGION"] = "eu-central-1", ["AWS_ENDPOINT_URL_S3"] = Url.ToString(),
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

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer);
        var body = buffer.ToArray();
        var path = request.Path.Value!.TrimStart('/').Split('/', 2);
        if (S3Signature.Fault(request, body, AccessKey, Secret, TimeProvider.System.GetUtcNow() + Ahead) is { } fault)
        {
            await ErrorAsync(context, 403, fault);
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

    private Task BucketAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var prefix = query["prefix"].ToString();
        if (query.ContainsKey("uploads"))
        {
            return XmlAsync(context, new XElement("ListMultipartUploadsResult", new XElement("IsTruncated", false), Uploads.Where(one => one.Value.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(
                one => new XElement("Upload", new XElement("Key", one.Value.Key), new XElement("UploadId", one.Key), new XElement("Initiated", Text(one.Value.Began))))));
        }

        // Two a page, so that pages are met.
        var all = Objects.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(key, query["continuation-token"]) > 0).Order(StringComparer.Ordinal).ToList();
        var page = all.Take(2).ToList();
        return XmlAsync(context, new XElement("ListBucketResult",
            new XElement("Name", Bucket), new XElement("IsTruncated", all.Count > page.Count), all.Count > page.Count ? new XElement("NextContinuationToken", page[^1]) : null,
            page.Select(key => new XElement("Contents", new XElement("Key", key), new XElement("Size", Objects[key].Length), new XElement("LastModified", Text(TimeProvider.System.GetUtcNow()))))));
    }

    private Task ObjectAsync(HttpContext context, string key, byte[] body)
    {
        var (method, query) = (context.Request.Method, context.Request.Query);
        var uploadId = query["uploadId"].ToString();
        if (uploadId.Length > 0 && !Uploads.ContainsKey(uploadId)) return ErrorAsync(context, 404, "NoSuchUpload");
        return method switch
        {
            "POST" when query.ContainsKey("uploads") => BeginAsync(context, key),
            "PUT" when uploadId.Length > 0 => PartAsync(context, uploadId, int.Parse(query["partNumber"].ToString(), CultureInfo.InvariantCulture), body),
            "GET" when uploadId.Length > 0 => PartsAsync(context, uploadId),
            "POST" when uploadId.Length > 0 => CompleteAsync(context, uploadId, body),
            "DELETE" when uploadId.Length > 0 => AbortAsync(context, uploadId),
            "PUT" => PutAsync(context, key, body),
            "GET" or "HEAD" => GetAsync(context, key),
            "DELETE" => DeleteAsync(context, key),
            _ => ErrorAsync(context, 405, "MethodNotAllowed"),
        };
    }

    private Task PutAsync(HttpContext context, string key, byte[] body)
    {
        Objects[key] = Arrived(body);
        context.Response.Headers.ETag = Tag(Objects[key]);
        return Task.CompletedTask;
    }

    private async Task GetAsync(HttpContext context, string key)
    {
        if (!Objects.TryGetValue(key, out var found))
        {
            await ErrorAsync(context, 404, "NoSuchKey");
            return;
        }

        var (from, to) = (0, found.Length - 1);
        if (context.Request.GetTypedHeaders().Range?.Ranges.FirstOrDefault() is { } range)
        {
            (from, to) = ((int)(range.From ?? 0), (int)Math.Min(range.To ?? to, to));
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{to}/{found.Length}");
        }

        context.Response.Headers.ETag = Tag(found);
        context.Response.ContentLength = to - from + 1;
        if (context.Request.Method == "GET") await context.Response.Body.WriteAsync(found.AsMemory(from, to - from + 1));
    }

    private Task DeleteAsync(HttpContext context, string key)
    {
        Objects.TryRemove(key, out _);
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private Task BeginAsync(HttpContext context, string key)
    {
        var id = $"upload-{Interlocked.Increment(ref uploads)}";
        Uploads[id] = (key, TimeProvider.System.GetUtcNow(), []);
        return XmlAsync(context, new XElement("InitiateMultipartUploadResult", new XElement("Bucket", Bucket), new XElement("Key", key), new XElement("UploadId", id)));
    }

    private Task PartAsync(HttpContext context, string uploadId, int number, byte[] body)
    {
        lock (Uploads[uploadId].Parts) Uploads[uploadId].Parts[number] = Arrived(body);
        context.Response.Headers.ETag = Tag(Arrived(body));
        return Task.CompletedTask;
    }

    private Task PartsAsync(HttpContext context, string uploadId) => XmlAsync(context, new XElement("ListPartsResult", new XElement("IsTruncated", false), Uploads[uploadId].Parts.Select(part => new XElement(
        "Part", new XElement("PartNumber", part.Key), new XElement("ETag", Tag(part.Value)), new XElement("Size", part.Value.Length)))));

    private Task CompleteAsync(HttpContext context, string uploadId, byte[] body)
    {
        var (key, _, parts) = Uploads[uploadId];
        var named = XElement.Parse(System.Text.Encoding.UTF8.GetString(body)).Elements().Select(part => (
            Number: (int)part.Elements().First(one => one.Name.LocalName == "PartNumber"), Tag: part.Elements().First(one => one.Name.LocalName == "ETag").Value)).ToList();
        if (named.Any(part => !parts.TryGetValue(part.Number, out var there) || Tag(there).Trim('"') != part.Tag.Trim('"'))) return ErrorAsync(context, 400, "InvalidPart");
        if (named.SkipLast(1).Any(part => parts[part.Number].Length < SmallestPart)) return ErrorAsync(context, 400, "EntityTooSmall");
        Objects[key] = [.. named.SelectMany(part => parts[part.Number])];
        Uploads.TryRemove(uploadId, out _);
        return XmlAsync(context, new XElement("CompleteMultipartUploadResult", new XElement("Key", key), new XElement("ETag", $"\"0123-{parts.Count}\"")));
    }

    private Task AbortAsync(HttpContext context, string uploadId)
    {
        Uploads.TryRemove(uploadId, out _);
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private byte[] Arrived(byte[] body)
    {
        if (!Corrupts || body.Length == 0) return body;
        var changed = body.ToArray();
        changed[^1] ^= 1;
        return changed;
    }

    private static string Tag(byte[] content) => $"\"{Convert.ToHexStringLower(S3Signature.Md5(content))}\"";

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

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
