using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Operations;

namespace VoiceHunte.Edge.Speech;

/// <summary>Audio that is sent while it is made, and what becomes of the answer when the making fails.</summary>
internal static partial class AudioResponse
{
    /// <param name="route">For the log; an address with an id in it does not belong there.</param>
    /// <param name="send">Begins the answer and sends the audio.</param>
    public static async Task SendAsync(HttpContext context, string route, ILogger logger, Func<Task> send)
    {
        try
        {
            await send();
        }
        catch (OpenAIException e) when (!context.Response.HasStarted)
        {
            await SpeechProblem.WriteAsync(context, e);
        }
        catch (FfmpegMissingException e)
        {
            await Problem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, e.Message + ".");
        }
        catch (OpenAIException e)
        {
            // A clean end would make the half a whole one.
            Log.BrokeOff(logger, route, e.Failure, e.RequestId);
            context.Abort();
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            Log.ClientGone(logger, route);
        }
    }

    public static void Begin(HttpResponse response, string format)
    {
        response.ContentType = AudioFormat.ContentType(format);
        response.Headers.CacheControl = "no-store";
        // nginx would otherwise collect the audio before it passes any on.
        response.Headers["X-Accel-Buffering"] = "no";
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1200, Level = LogLevel.Warning, Message = "{Route}: cut off in the middle, {Failure}, OpenAI's request {RequestId}")]
        public static partial void BrokeOff(ILogger logger, string route, OpenAIFailure failure, string? requestId);

        [LoggerMessage(EventId = 1201, Level = LogLevel.Information, Message = "{Route}: the client left before the end")]
        public static partial void ClientGone(ILogger logger, string route);
    }
}
