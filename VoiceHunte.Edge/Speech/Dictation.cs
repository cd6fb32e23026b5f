using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Operations;

namespace VoiceHunte.Edge.Speech;

/// <summary>From a recording to its words.</summary>
/// <param name="openAI">Null while there is no key.</param>
/// <param name="languages">ISO 639-1: what may be heard.</param>
internal sealed partial class Dictation(OpenAIClient? openAI, string model, IReadOnlyList<string> languages, ILogger<Dictation> logger)
{
    // Minutes of speech are uploaded and heard in this; whoever waits here has no Twilio behind them.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The recording; null when the problem has been answered.</summary>
    public async Task<AudioUpload?> ReadAsync(HttpContext context)
    {
        if (openAI is not null) return await AudioUpload.ReadAsync(context);
        await Problem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "OPENAI_API_KEY is not set: there is nobody to listen.");
        return null;
    }

    /// <summary>What was said; null when the problem has been answered, or nobody waits for it any more.</summary>
    /// <param name="language">ISO 639-1; null where it is not known.</param>
    public async Task<Transcript?> TranscribeAsync(HttpContext context, AudioUpload upload, string? language)
    {
        var request = new TranscriptionRequest(
            model, upload.File.OpenReadStream, upload.Format, RecordingFormat.ContentType(upload.Format), language, languages, Patience);
        try
        {
            return await openAI!.TranscribeAsync(request, context.RequestAborted);
        }
        catch (OpenAIException e)
        {
            await SpeechProblem.WriteAsync(context, e);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            Log.ClientGone(logger);
        }

        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1240, Level = LogLevel.Information, Message = "A recording was not transcribed: the client left before")]
        public static partial void ClientGone(ILogger logger);
    }
}
