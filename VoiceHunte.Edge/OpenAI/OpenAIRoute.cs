using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Polly;
using Polly.CircuitBreaker;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.OpenAI;

/// <summary>
/// One of OpenAI's routes. Each has a circuit breaker of its own: when a speech model reaches its last day, the chat goes on.
/// </summary>
internal sealed partial class OpenAIRoute(
    HttpClient http, OpenAIOptions options, HttpMethod method, string path, string kind, TimeSpan longestSilence, EdgeMetrics? metrics, TimeProvider time, ILogger logger)
{
    private readonly Uri address = new(options.BaseUrl.ToString().TrimEnd('/') + path);
    private readonly AuthenticationHeaderValue bearer = new("Bearer", options.ApiKey.Reveal());
    // What OpenAI asks us to wait, at most: a clock gone wrong must not silence it for a day.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private readonly ResiliencePipeline pipeline = OpenAIPatience.Build(time);
    private long notBeforeTicks;

    /// <summary>Asks, at most twice, and reads the answer, at most once.</summary>
    /// <param name="newBody">Makes the body, anew for each attempt; null for none.</param>
    /// <param name="patience">From the first attempt to the end of <paramref name="read"/>.</param>
    /// <param name="read">Reads a good answer, and owns it.</param>
    /// <exception cref="OpenAIException">Whatever went wrong, save that the caller cancelled.</exception>
    public Task<T> AskAsync<T>(
        Func<HttpContent>? newBody,
        TimeSpan patience,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken) =>
        AskAsync(request => request.Content = newBody?.Invoke(), patience, read, cancellationToken);

    /// <inheritdoc cref="AskAsync{T}(Func{HttpContent}, TimeSpan, Func{HttpResponseMessage, CancellationToken, Task{T}}, CancellationToken)"/>
    /// <param name="complete">Gives each attempt's request what it has beyond the address and the key.</param>
    public async Task<T> AskAsync<T>(
        Action<HttpRequestMessage> complete,
        TimeSpan patience,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken)
    {
        RefuseWhileAskedToWait();
        using var deadline = new Deadline(patience, time, cancellationToken);
        var context = ResilienceContextPool.Shared.Get(deadline.Token);
        context.Properties.Set(OpenAIPatience.Deadline, deadline.At);
        try
        {
            return await pipeline.ExecuteAsync(
                async attempt => await AttemptAsync(complete, deadline, read, attempt.CancellationToken), context);
        }
        catch (BrokenCircuitException e)
        {
            metrics?.UpstreamRested(kind);
            throw new OpenAIException(OpenAIFailure.Resting, "OpenAI failed too often a moment ago and is left alone for now", e)
            {
                RetryAfter = e.RetryAfter,
            };
        }
        catch (OperationCanceledException e) when (deadline.IsOver)
        {
            throw TooSlow(patience, e);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task<T> AttemptAsync<T>(
        Action<HttpRequestMessage> complete,
        Deadline deadline,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var result = "cancelled";
        HttpResponseMessage? answer = null;
        try
        {
            answer = await SendAsync(complete, cancellationToken);
            var (requestId, waited) = (OpenAIErrors.RequestId(answer), time.GetElapsedTime(began));
            Log.Answering(logger, path, (long)waited.TotalMilliseconds, requestId);
            var told = await read(answer, cancellationToken);
            result = "ok";
            return told;
        }
        catch (Exception e) when (Explain(e, answer, deadline, out var failure))
        {
            answer?.Dispose();
            Log.Failed(logger, path, failure.Failure, failure.Status, failure.Code, failure.RequestId);
            RememberTheWait(failure);
            result = failure.Word;
            throw failure;
        }
        finally
        {
            metrics?.Upstream(kind, result, time.GetElapsedTime(began));
        }
    }

    // Whoever asks next would only be turned away too, and pay the round trip for it.
    private void RefuseWhileAskedToWait()
    {
        var wait = new DateTimeOffset(Interlocked.Read(ref notBeforeTicks), TimeSpan.Zero) - time.GetUtcNow();
        if (wait <= TimeSpan.Zero) return;
        metrics?.UpstreamRested(kind);
        throw new OpenAIException(OpenAIFailure.Resting, $"OpenAI asked to be left alone for {wait.TotalSeconds:0} s more") { RetryAfter = wait };
    }

    private void RememberTheWait(OpenAIException failure)
    {
        if (failure.RetryAfter is not { } wait) return;
        Interlocked.Exchange(ref notBeforeTicks, (time.GetUtcNow() + (wait < LongestWait ? wait : LongestWait)).UtcTicks);
    }

    /// <summary>Returns a good answer when its headers are in.</summary>
    private async Task<HttpResponseMessage> SendAsync(Action<HttpRequestMessage> complete, CancellationToken cancellationToken)
    {
        using var silence = new Deadline(longestSilence, time, cancellationToken);
        using var request = NewRequest();
        complete(request);
        try
        {
            var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token);
            if (answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.SwitchingProtocols) return answer;
            using (answer) throw await OpenAIErrors.ReadAsync(answer, time, silence.Token);
        }
        catch (OperationCanceledException e) when (silence.IsOver)
        {
            throw TooSlow(longestSilence, e);
        }
    }

    private HttpRequestMessage NewRequest() => new(method, address)
    {
        Version = http.DefaultRequestVersion,
        VersionPolicy = http.DefaultVersionPolicy,
        Headers = { Authorization = bearer },
    };

    // Here and not further out, so that the circuit breaker hears of each. A caller who hung up is no failure.
    private static bool Explain(
        Exception e, HttpResponseMessage? answer, Deadline deadline, [NotNullWhen(true)] out OpenAIException? failure)
    {
        var requestId = answer is null ? null : OpenAIErrors.RequestId(answer);
        failure = e switch
        {
            OpenAIException known => known,
            OperationCanceledException when deadline.IsOver => TooSlow(deadline.Patience, e, requestId),
            OperationCanceledException { InnerException: TimeoutException } => Unreachable("no connection", e),
            HttpRequestException or IOException when answer is null => Unreachable(e.Message, e),
            HttpRequestException or IOException or JsonException =>
                new OpenAIException(OpenAIFailure.CutShort, "OpenAI's answer broke off or cannot be read", e) { RequestId = requestId },
            _ => null,
        };
        return failure is not null;
    }

    private static OpenAIException Unreachable(string why, Exception e) =>
        new(OpenAIFailure.Unreachable, $"OpenAI cannot be reached: {why}", e);

    private static OpenAIException TooSlow(TimeSpan patience, Exception e, string? requestId = null) =>
        new(OpenAIFailure.TooSlow, $"OpenAI did not answer within {patience.TotalSeconds:0.#} s", e) { RequestId = requestId };

    private static partial class Log
    {
        [LoggerMessage(EventId = 1400, Level = LogLevel.Information, Message = "OpenAI {Path}: answering after {Milliseconds} ms, request {RequestId}")]
        public static partial void Answering(ILogger logger, string path, long milliseconds, string? requestId);

        [LoggerMessage(EventId = 1401, Level = LogLevel.Warning, Message = "OpenAI {Path}: {Failure}, status {Status}, code {Code}, request {RequestId}")]
        public static partial void Failed(ILogger logger, string path, OpenAIFailure failure, int? status, string? code, string? requestId);
    }
}
