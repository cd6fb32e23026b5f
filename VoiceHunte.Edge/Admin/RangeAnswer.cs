using System.Net.Http.Headers;
using VoiceHunte.Edge.Archive;
using VoiceHunte.Edge.Speech;

namespace VoiceHunte.Edge.Admin;

/// <summary>A file, or the piece of it that a player asks for (RFC 9110, section 14; one range at a time).</summary>
internal static class RangeAnswer
{
    /// <param name="format">As the database has it.</param>
    public static string ContentType(string format) => AudioFormat.IsKnown(format) ? AudioFormat.ContentType(format) : "application/octet-stream";

    public static Task WriteAsync(HttpContext context, string path, string contentType)
    {
        var length = new FileInfo(path).Length;
        return Begin(context, length, contentType) is var (from, to)
            ? context.Response.SendFileAsync(path, from, to - from + 1, context.RequestAborted)
            : Task.CompletedTask;
    }

    /// <returns>False where the archive has no such file; then nothing was answered.</returns>
    /// <exception cref="ArchiveException">The archive does not answer; nothing was answered.</exception>
    public static async Task<bool> WriteAsync(HttpContext context, IArchive archive, string key, long length, string contentType)
    {
        var (first, last, _) = Asked(context, length);
        await using var file = await archive.OpenAsync(key, Math.Min(first, Math.Max(0, length - 1)), last, context.RequestAborted);
        if (file is null) return false;
        if (Begin(context, file.WholeLength, contentType) is not null) await file.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        return true;
    }

    /// <summary>The head of the answer, and which bytes follow; null: none do.</summary>
    private static (long From, long To)? Begin(HttpContext context, long length, string contentType)
    {
        var response = context.Response;
        response.ContentType = contentType;
        response.Headers.AcceptRanges = "bytes";
        response.Headers.CacheControl = "no-store";
        var (from, to, isPiece) = Asked(context, length);
        if (isPiece && from > to)
        {
            response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
            response.Headers.ContentRange = $"bytes */{Digits.Of(length)}";
            return null;
        }

        if (isPiece)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {Digits.Of(from)}-{Digits.Of(to)}/{Digits.Of(length)}";
        }

        response.ContentLength = to - from + 1;
        return (from, to);
    }

    private static (long From, long To, bool IsPiece) Asked(HttpContext context, long length)
    {
        if (!RangeHeaderValue.TryParse(context.Request.Headers.Range, out var asked) || asked is not { Unit: "bytes", Ranges.Count: 1 }) return (0, length - 1, false);
        var range = asked.Ranges.First();
        return range.From is { } from
            ? (from, Math.Min(range.To ?? length - 1, length - 1), true)
            : (Math.Max(0, length - (range.To ?? 0)), length - 1, true);
    }
}
