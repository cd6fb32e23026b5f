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
    public OpenAIFailure Failure => failure;

    public int? Status { get; init; }

    /// <summary>The x-request-id, by which OpenAI's support finds the request.</summary>
    public string? RequestId { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>OpenAI's own word for it, such as <c>model_not_found</c>.</summary>
    public string? Code { get; init; }
}
