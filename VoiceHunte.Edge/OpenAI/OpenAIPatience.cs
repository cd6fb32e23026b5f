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

    /// <summary>How long the circuit breaker leaves the upstream alone before it lets one request try.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);

    // A restaurant has few calls: three failures within a minute are a pattern.
    private const int FailuresThatOpen = 3;
    private static readonly TimeSpan Sampling = TimeSpan.FromMinutes(1);

    // Polly's jitter makes it 190 to 310 ms.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(350);

    public static ResiliencePipeline Build(TimeProvider time)
    {
        var breaker = new CircuitBreakerStateProvider();
        return new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = 1,
                Delay = Pause,
                UseJitter = true,
                ShouldHandle = attempt => ValueTask.FromResult(IsWorthARetry(attempt, time)),
                DelayGenerator = attempt => ValueTask.FromResult((attempt.Outcome.Exception as OpenAIException)?.RetryAfter),
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = FailuresThatOpen,
                SamplingDuration = Sampling,
                BreakDuration = Rest,
                StateProvider = breaker,
                ShouldHandle = attempt => ValueTask.FromResult(IsTheUpstreamsFault(attempt.Outcome.Exception, breaker)),
            })
            .Build();
    }

    // What passes by itself, if there is time left to wait for it. A quota does not, and what was slow will be slow again.
    private static bool IsWorthARetry(RetryPredicateArguments<object> attempt, TimeProvider time) =>
        attempt.Outcome.Exception is OpenAIException e
        && (e.Status == StatusCodes.Status408RequestTimeout
            || e.Failure is OpenAIFailure.Unreachable or OpenAIFailure.Failed or OpenAIFailure.RateLimited)
        && attempt.Context.Properties.TryGetValue(Deadline, out var deadline)
        && time.GetUtcNow() + (e.RetryAfter ?? LongestPause) < deadline;

    // A request that OpenAI understood and turned down says nothing about its health; a refused key or an empty account
    // stays so for a while, and asking each time would cost each caller a round trip.
    private static bool IsTheUpstreamsFault(Exception? e, CircuitBreakerStateProvider breaker) => e switch
    {
        OpenAIException { Failure: OpenAIFailure.RateLimited or OpenAIFailure.Rejected } => false,
        OpenAIException => true,
        // A caller who hangs up proves nothing, least of all that the upstream is well again.
        OperationCanceledException => breaker.CircuitState == CircuitState.HalfOpen,
        _ => false,
    };
}
