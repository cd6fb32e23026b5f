using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace VoiceHunte.Edge.OpenAI;

/// <summary>
/// When to ask again, and when not to ask at all. One retry, because a caller waits; a circuit breaker, because a dead
/// upstream must not cost every caller their patience.
/// </summary>
internal static class OpenAIPatience
{
    public static readonly ResiliencePropertyKey<DateTimeOffset> Deadline = new("deadline");

    // A restaurant has few calls: three failures within half a minute are a pattern.
    private const int FailuresThatOpen = 3;
    private static readonly TimeSpan Sampling = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    public static ResiliencePipeline<HttpResponseMessage> Build(TimeProvider time) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = 1,
                Delay = FirstPause,
                UseJitter = true,
                ShouldHandle = attempt => ValueTask.FromResult(IsWorthARetry(attempt, time)),
                DelayGenerator = attempt => ValueTask.FromResult((attempt.Outcome.Exception as OpenAIException)?.RetryAfter),
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                FailureRatio = 0.5,
                MinimumThroughput = FailuresThatOpen,
                SamplingDuration = Sampling,
                BreakDuration = Rest,
                ShouldHandle = attempt => ValueTask.FromResult(IsTheUpstreamsFault(attempt.Outcome.Exception)),
            })
            .Build();

    // What passes by itself, if there is time left to wait for it.
    private static bool IsWorthARetry(RetryPredicateArguments<HttpResponseMessage> attempt, TimeProvider time) =>
        attempt.Outcome.Exception is OpenAIException { Failure: OpenAIFailure.Unreachable or OpenAIFailure.Failed or OpenAIFailure.RateLimited } e
        && attempt.Context.Properties.TryGetValue(Deadline, out var deadline)
        && time.GetUtcNow() + (e.RetryAfter ?? FirstPause) < deadline;

    // A request that OpenAI understood and turned down says nothing about its health; a refused key or an empty account
    // stays so for a while, and asking each time would cost each caller a round trip.
    private static bool IsTheUpstreamsFault(Exception? e) => e is OpenAIException
    {
        Failure: OpenAIFailure.Unreachable or OpenAIFailure.TooSlow or OpenAIFailure.Failed or OpenAIFailure.QuotaExhausted or OpenAIFailure.KeyRefused,
    };
}
