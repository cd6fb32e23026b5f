using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;

namespace VoiceHunte.Edge.Operations;

/// <summary>Answers errors as RFC 9457 problem documents. Nothing may have been sent before.</summary>
internal static class Problem
{
    /// <param name="detail">A sentence for whoever asked: what to do differently.</param>
    public static Task WriteAsync(HttpContext context, int status, string detail) =>
        WriteAsync(context, New(status, detail));

    /// <summary>400, with every bad field and what is wrong with it.</summary>
    public static Task WriteFieldsAsync(HttpContext context, IReadOnlyDictionary<string, string[]> errors) =>
        WriteAsync(context, New(StatusCodes.Status400BadRequest, "See errors for each field.") with { Errors = errors });

    /// <summary>409: the request is right, but cannot be, and which field would have to be different.</summary>
    public static Task WriteConflictAsync(HttpContext context, string field, string why) => WriteAsync(
        context, New(StatusCodes.Status409Conflict, "See errors for each field.") with { Errors = new Dictionary<string, string[]> { [field] = [why] } });

    /// <param name="wait">Until it is worth asking again; null where nobody knows.</param>
    public static Task WriteTooManyRequestsAsync(HttpContext context, TimeSpan? wait)
    {
        AskToWait(context, wait);
        return WriteAsync(context, StatusCodes.Status429TooManyRequests, "Too many requests: wait and try again.");
    }

    /// <summary>Somebody we depend on failed.</summary>
    /// <param name="upstreamStatus">What it answered; null for no answer.</param>
    /// <param name="requestId">Its own name for the request.</param>
    /// <param name="wait">Until it is worth asking again; null where nobody knows.</param>
    public static Task WriteUpstreamAsync(
        HttpContext context, int status, string detail, int? upstreamStatus, string? requestId, TimeSpan? wait)
    {
        AskToWait(context, wait);
        return WriteAsync(context, New(status, detail) with { UpstreamStatus = upstreamStatus, RequestId = requestId });
    }

    private static ProblemDocument New(int status, string detail) =>
        new(ReasonPhrases.GetReasonPhrase(status), status, detail);

    private static void AskToWait(HttpContext context, TimeSpan? wait)
    {
        if (wait is { } time)
            context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(time.TotalSeconds)).ToString("0", CultureInfo.InvariantCulture);
    }

    private static async Task WriteAsync(HttpContext context, ProblemDocument problem)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(problem, ProblemJson.Default.ProblemDocument);
        var response = context.Response;
        response.StatusCode = problem.Status;
        response.ContentType = "application/problem+json";
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        await response.Body.WriteAsync(body, context.RequestAborted);
    }
}

/// <summary>RFC 9457, of the type <c>about:blank</c>: the title is the status in words.</summary>
internal sealed record ProblemDocument(string Title, int Status, string Detail)
{
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    public int? UpstreamStatus { get; init; }

    public string? RequestId { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProblemDocument))]
internal sealed partial class ProblemJson : JsonSerializerContext;
