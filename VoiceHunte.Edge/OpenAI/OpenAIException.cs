namespace VoiceHunte.Edge.OpenAI;

/// <summary>What went wrong, as far as the appliance would do something different about it.</summary>
internal enum OpenAIFailure
{
    /// <summary>No connection, or one that broke before the answer began.</summary>
    Unreachable,

    /// <summary>The time that the request was given is over.</summary>
    TooSlow,

    /// <summary>429 of the passing kind.</summary>
    RateLimited,

    /// <summary>429 <c>insufficient_quota</c>: nothing helps but money.</summary>
    QuotaExhausted,

    /// <summary>401 or 403.</summary>
    KeyRefused,

    /// <summary>Any other 4xx, or the model's own refusal: asking again would end the same.</summary>
    Rejected,

    /// <summary>5xx.</summary>
    Failed,

    /// <summary>The answer broke off, or was nothing that is documented.</summary>
    CutShort,

    /// <summary>Not asked at all: it failed too often a moment ago.</summary>
    Resting,
}

/// <summary>OpenAI gave no usable answer. The message is for the operator and holds nothing that a caller said.</summary>
internal sealed class OpenAIException(OpenAIFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    // model_not_found, model_deprecated, deprecated_model, model_retired, …
    private static readonly string[] GoneWords = ["not_found", "deprecated", "retired", "removed", "shut_down", "shutdown", "no_longer", "decommissioned"];

    public OpenAIFailure Failure => failure;

    /// <summary>The failure as a metric has it.</summary>
    public string Word => failure switch
    {
        OpenAIFailure.Unreachable => "unreachable",
        OpenAIFailure.TooSlow => "too_slow",
        OpenAIFailure.RateLimited => "rate_limited",
        OpenAIFailure.QuotaExhausted => "quota_exhausted",
        OpenAIFailure.KeyRefused => "key_refused",
        OpenAIFailure.Rejected => "rejected",
        OpenAIFailure.Failed => "failed",
        OpenAIFailure.CutShort => "cut_short",
        _ => "resting",
    };

    public int? Status { get; init; }

    /// <summary>The x-request-id, by which OpenAI's support finds the request.</summary>
    public string? RequestId { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>OpenAI's own word for it, such as <c>model_not_found</c>.</summary>
    public string? Code { get; init; }

    /// <summary>
    /// The endpoint does not have the model any more. It is told by a word about a model that is not there; or by 404 or 410
    /// and a word for no more than a bad request, never by a bare page: that is a wrong OPENAI_BASE_URL or a broken proxy.
    /// </summary>
    public bool ModelIsGone =>
        (Code is { } code && code.Contains("model", StringComparison.Ordinal) && GoneWords.Any(word => code.Contains(word, StringComparison.Ordinal)))
        || (Status is 404 or 410 && Code is ("invalid_request_error" or "not_found_error"));
}
