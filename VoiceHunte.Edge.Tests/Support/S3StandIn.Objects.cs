using System.Globalization;
using System.Xml.Linq;

namespace VoiceHunte.Edge.Tests.Support;

/// <content>Whole files.</content>
internal sealed partial class S3StandIn
{
    private Task ListObjectsAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var left = Keys(Objects.Keys, query).Where(key => string.CompareOrdinal(key, query["continuation-token"]) > 0).ToList();
        var page = left.Take(PageSize).ToList();
        return XmlAsync(context, new XElement("ListBucketResult",
            new XElement("Name", Bucket), new XElement("IsTruncated", left.Count > page.Count), left.Count > page.Count ? new XElement("NextContinuationToken", page[^1]) : null,
            page.Select(key => new XElement("Contents", new XElement("Key", key), new XElement("Size", Objects[key].Length), new XElement("LastModified", Text(Now))))));
    }

    private Task PutAsync(HttpContext context, string key, byte[] body)
    {
        var arrived = Arrived(body);
        Objects[key] = Settled(arrived);
        context.Response.Headers.ETag = Tag(arrived);
        return Task.CompletedTask;
    }

    private async Task GetAsync(HttpContext context, string key)
    {
        if (!Objects.TryGetValue(key, out var found))
        {
            await ErrorAsync(context, 404, "NoSuchKey");
            return;
        }

        var (from, to) = (0L, found.Length - 1L);
        if (context.Request.GetTypedHeaders().Range?.Ranges.FirstOrDefault() is { } range)
        {
            if (range.From >= found.Length)
            {
                await ErrorAsync(context, 416, "InvalidRange");
                return;
            }

            (from, to) = (range.From ?? 0, Math.Min(range.To ?? to, to));
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{to}/{found.Length}");
        }

        context.Response.Headers.ETag = Tag(found);
        context.Response.ContentLength = to - from + 1;
        if (context.Request.Method != "GET") return;
        var piece = found.AsMemory((int)from, (int)(to - from + 1));
        await context.Response.Body.WriteAsync(piece[..Math.Min(CutAfter ?? int.MaxValue, piece.Length)]);
        if (CutAfter is null) return;
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    private Task DeleteAsync(HttpContext context, string key)
    {
        Objects.TryRemove(key, out _);
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

    private byte[] Settled(byte[] content) => LosesBytes && content.Length > 0 ? content[..^1] : content;

    private static IEnumerable<string> Keys(IEnumerable<string> all, IQueryCollection query) =>
        all.Where(key => key.StartsWith(query["prefix"].ToString(), StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static string Tag(byte[] content) => $"\"{Convert.ToHexStringLower(S3Signature.Md5(content))}\"";

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
