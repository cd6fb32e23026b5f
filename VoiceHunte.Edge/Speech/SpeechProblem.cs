using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Operations;

namespace VoiceHunte.Edge.Speech;

/// <summary>What OpenAI's failure is for whoever asked us for speech.</summary>
internal static class SpeechProblem
{
    public static Task WriteAsync(HttpContext context, OpenAIException e) =>
        Problem.WriteUpstreamAsync(context, Status(e.Failure), e.Message + ".", e.Status, e.RequestId, e.RetryAfter);

    private static int Status(OpenAIFailure failure) => failure switch
    {
        OpenAIFailure.TooSlow => StatusCodes.Status504GatewayTimeout,
        OpenAIFailure.Resting => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status502BadGateway,
    };
}
