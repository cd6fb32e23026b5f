using System.Net.Http.Headers;
using VoiceHunte.Edge.Speech;

namespace VoiceHunte.Edge.Admin;

/// <summary>A file, or the piece of it that a player asks for (RFC 9110, section 14; one range at a time).</summary>
internal static class RangeAnswer
{
    /// <param name="format">As the database has it.</param>
    public static string ContentType(string format) => AudioFormat.IsKnown(format) ? AudioFormat.ContentType(format) : "application/octet-stream";

    public static async Task WriteAsync(HttpContext context, string path, string contentType)
    {
        var length = new FileInfo(path).Length;
        var response = context.Response;
        response.ContentType = contentType;
        response.Headers.AcceptRanges = "bytes";
        response.Headers.CacheControl = "no-store";
        var (from, to) = (0L, length - 1);
        if (RangeHeaderValue.TryParse(context.Request.Headers.Range, out var asked) && asked is { Unit: "bytes", Ranges.Count: 1 })
        {
            var range = asked.Ranges.First();
            from = range.From ?? Math.Max(0, length - (range.To ?? 0));
            to = range.From is null ? length - 1 : Math.Min(range.To ?? length - 1, length - 1);
            if (from > to)
            {
                response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
                response.Headers.ContentRange = $"bytes */{Digits.Of(length)}";
                return;
            }

            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {Digits.Of(from)}-{Digits.Of(to)}/{Digits.Of(length)}";
        }

        response.ContentLength = to - from + 1;
        await response.SendFileAsync(path, from, to - from + 1, context.RequestAborted);
    }
}
