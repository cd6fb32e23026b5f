using System.Net;
using System.Text.Json;

namespace VoiceHunte.Edge.OpenAI;

/// <summary>Turns a refusal on the wire into an <see cref="OpenAIException"/>.</summary>
internal static class OpenAIErrors
{
    // {"error":{"message":"…","type":"…","param":null,"code":"…"}} and nothing longer is read.
    private const int LongestBody = 16 * 1024;
    private const int LongestWord = 100;

    public static async Task<OpenAIException> ReadAsync(HttpResponseMessage response, TimeProvider time, CancellationToken cancellationToken)
    {
        var error = await ReadBodyAsync(response, cancellationToken);
        var status = (int)response.StatusCode;
        var code = Word(error?.Code) ?? Word(error?.Type);
        // Its message may quote what was sent, which is what a caller said: only type and code go further.
        return new OpenAIException(Failure(response.StatusCode, error), $"OpenAI answers {status}{(code is null ? "" : $", {code}")}")
        {
            Status = status,
            Code = code,
            RequestId = RequestId(response),
            RetryAfter = RetryAfter(response, time),
        };
    }

    public static string? RequestId(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-request-id", out var values) ? Word(values.First()) : null;

    /// <summary>A name such as <c>model_not_found</c>; null for anything that does not look like one, which no log line should carry.</summary>
    public static string? Word(string? text) =>
        text is { Length: > 0 and <= LongestWord } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '[' or ']')
            ? text
            : null;

    private static OpenAIFailure Failure(HttpStatusCode status, WireErrorBody? error) => (int)status switch
    {
        429 when error?.Code == "insufficient_quota" || error?.Type == "insufficient_quota" => OpenAIFailure.QuotaExhausted,
        429 => OpenAIFailure.RateLimited,
        401 or 403 => OpenAIFailure.KeyRefused,
        408 => OpenAIFailure.TooSlow,
        >= 500 => OpenAIFailure.Failed,
        _ => OpenAIFailure.Rejected,
    };

    private static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow() is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };

    private static async Task<WireErrorBody?> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var buffer = new byte[LongestBody];
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            return JsonSerializer.Deserialize(buffer.AsSpan(0, length), OpenAIJson.Default.WireError)?.Error;
        }
        catch (Exception e) when (e is JsonException or IOException or HttpRequestException)
        {
            // A proxy's HTML page, or nothing: the status alone must do.
            return null;
        }
    }
}
