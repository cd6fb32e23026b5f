using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace VoiceHunte.Edge.Tests.Support;

/// <content>Files that come in parts.</content>
internal sealed partial class S3StandIn
{
    private const int SmallestPart = 5 * 1024 * 1024;

    private int uploads;

    private Task ListUploadsAsync(HttpContext context)
    {
        var query = context.Request.Query;
        // By key, and of one key by id.
        var left = Uploads.Where(one => one.Value.Key.StartsWith(query["prefix"].ToString(), StringComparison.Ordinal))
            .Select(one => (one.Value.Key, Id: one.Key, one.Value.Began)).OrderBy(one => one.Key, StringComparer.Ordinal).ThenBy(one => one.Id, StringComparer.Ordinal)
            .Where(one => string.CompareOrdinal($"{one.Key}\n{one.Id}", $"{query["key-marker"]}\n{query["upload-id-marker"]}") > 0).ToList();
        var page = left.Take(PageSize).ToList();
        return XmlAsync(context, new XElement("ListMultipartUploadsResult",
            new XElement("IsTruncated", left.Count > page.Count),
            left.Count > page.Count ? [new XElement("NextKeyMarker", page[^1].Key), new XElement("NextUploadIdMarker", page[^1].Id)] : Array.Empty<XElement>(),
            page.Select(one => new XElement("Upload", new XElement("Key", one.Key), new XElement("UploadId", one.Id), new XElement("Initiated", Text(one.Began))))));
    }

    private Task BeginAsync(HttpContext context, string key)
    {
        var id = $"upload-{Interlocked.Increment(ref uploads)}";
        Uploads[id] = (key, Now, []);
        return XmlAsync(context, new XElement("InitiateMultipartUploadResult", new XElement("Bucket", Bucket), new XElement("Key", key), new XElement("UploadId", id)));
    }

    private Task PartAsync(HttpContext context, string uploadId, int number, byte[] body)
    {
        var arrived = Arrived(body);
        lock (Uploads[uploadId].Parts) Uploads[uploadId].Parts[number] = arrived;
        context.Response.Headers.ETag = Tag(arrived);
        return Task.CompletedTask;
    }

    private Task ListPartsAsync(HttpContext context, string uploadId)
    {
        var marker = int.TryParse(context.Request.Query["part-number-marker"], CultureInfo.InvariantCulture, out var last) ? last : 0;
        List<KeyValuePair<int, byte[]>> left;
        lock (Uploads[uploadId].Parts) left = [.. Uploads[uploadId].Parts.Where(part => part.Key > marker)];
        var page = left.Take(PageSize).ToList();
        return XmlAsync(context, new XElement("ListPartsResult",
            new XElement("IsTruncated", left.Count > page.Count), left.Count > page.Count ? new XElement("NextPartNumberMarker", page[^1].Key) : null,
            page.Select(part => new XElement("Part", new XElement("PartNumber", part.Key), new XElement("ETag", Tag(part.Value)), new XElement("Size", part.Value.Length)))));
    }

    private Task CompleteAsync(HttpContext context, string uploadId, byte[] body)
    {
        var (key, _, parts) = Uploads[uploadId];
        var named = XElement.Parse(Encoding.UTF8.GetString(body)).Elements().Select(part => (
            Number: (int)part.Elements().First(one => one.Name.LocalName == "PartNumber"), Tag: part.Elements().First(one => one.Name.LocalName == "ETag").Value)).ToList();
        if (!named.Select(part => part.Number).SequenceEqual(named.Select(part => part.Number).Order())) return ErrorAsync(context, 400, "InvalidPartOrder");
        if (named.Any(part => !parts.TryGetValue(part.Number, out var there) || Tag(there).Trim('"') != part.Tag.Trim('"'))) return ErrorAsync(context, 400, "InvalidPart");
        if (named.SkipLast(1).Any(part => parts[part.Number].Length < SmallestPart)) return ErrorAsync(context, 400, "EntityTooSmall");
        Objects[key] = Settled([.. named.SelectMany(part => parts[part.Number])]);
        Uploads.TryRemove(uploadId, out _);
        return XmlAsync(context, new XElement("CompleteMultipartUploadResult", new XElement("Key", key), new XElement("ETag", $"\"0123-{parts.Count}\"")));
    }

    private Task AbortAsync(HttpContext context, string uploadId)
    {
        Uploads.TryRemove(uploadId, out _);
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }
}
