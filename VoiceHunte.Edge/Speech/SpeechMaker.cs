using VoiceHunte.Edge.OpenAI;

namespace VoiceHunte.Edge.Speech;

/// <summary>Reads a text aloud over the Realtime API: PCM of 24 kHz, whatever format the request names.</summary>
/// <exception cref="OpenAIException">It cannot, or it would have said something else.</exception>
internal delegate Task<SpeechAudio> ReadAloud(SpeechRequest request, CancellationToken cancellationToken);

/// <summary>
/// Text to speech by whichever of OpenAI's two voices there still is: <c>/audio/speech</c>, or a Realtime session that reads
/// aloud. A model that has ended, by its day or by OpenAI's own word, is succeeded in the same request.
/// </summary>
/// <param name="ffmpeg">Null where it is not installed: then a Realtime model speaks wav, pcm and to the telephone only.</param>
internal sealed partial class SpeechMaker(
    OpenAIClient openAI, ReadAloud readAloud, ModelCalendar calendar, Ffmpeg? ffmpeg, TimeProvider time, ILogger<SpeechMaker> logger)
{
    // Speaks in every voice that Realtime has, and takes instructions as it does.
    private const string OtherModel = "gpt-4o-mini-tts";

    private readonly Succession succession = new(calendar, time, logger);

    /// <summary>With what this machine has.</summary>
    public static SpeechMaker Of(OpenAIClient openAI, ModelCalendar calendar, TimeProvider time, ILogger<SpeechMaker> logger) =>
        new(openAI, openAI.ReadAloudAsync, calendar, Ffmpeg.Find(Environment.GetEnvironmentVariable("PATH")), time, logger);

    public Uri BaseUrl => openAI.BaseUrl;

    /// <summary>What speaks now where this model was chosen.</summary>
    public string ModelInUse(string model) => calendar.InUse(model);

    /// <summary>What Twilio is given to play: small where that can be had, else what can.</summary>
    public string PlayedFormat(string model) => ffmpeg is null && IsReader(ModelInUse(model)) ? AudioFormat.Wav : AudioFormat.Mp3;

    /// <summary>Speech: returns when it has begun.</summary>
    /// <exception cref="OpenAIException">Nobody can speak now.</exception>
    /// <exception cref="FfmpegMissingException">The format cannot be made here.</exception>
    public Task<MadeSpeech> SpeakAsync(SpeechRequest request, CancellationToken cancellationToken) => succession.AskAsync(
        request.Model, request.Patience, (model, patience) => AskAsync(request with { Model = model, Patience = patience }, cancellationToken));

    private Task<MadeSpeech> AskAsync(SpeechRequest request, CancellationToken cancellationToken) =>
        IsReader(request.Model) ? ReadOrSpeakAsync(request, cancellationToken) : AskEndpointAsync(request, cancellationToken);

    private async Task<MadeSpeech> ReadOrSpeakAsync(SpeechRequest request, CancellationToken cancellationToken)
    {
        if (NeedsFfmpeg(request.Format) && ffmpeg is null) throw new FfmpegMissingException(request.Model, request.Format);
        var began = time.GetTimestamp();
        try
        {
            return InFormat(request, await readAloud(request, cancellationToken));
        }
        catch (OpenAIException e) when (OtherMayHelp(e))
        {
            var left = request.Patience - time.GetElapsedTime(began);
            if (left <= TimeSpan.Zero) throw;
            Log.OtherSpeaks(logger, request.Model, e.Failure, e.Code, OtherModel);
            return await AskOtherAsync(request with { Model = OtherModel, Patience = left }, e, cancellationToken);
        }
    }

    private async Task<MadeSpeech> AskOtherAsync(SpeechRequest request, OpenAIException why, CancellationToken cancellationToken)
    {
        try
        {
            return await AskEndpointAsync(request, cancellationToken);
        }
        catch (OpenAIException e) when (e.ModelIsGone)
        {
            // Its end, not the reader's: whoever asked is told why the reader did not read.
            calendar.Gone(OtherModel);
            throw why;
        }
    }

    private async Task<MadeSpeech> AskEndpointAsync(SpeechRequest request, CancellationToken cancellationToken) =>
        request.Format == AudioFormat.MuLaw
            ? new TelephoneSpeech(request.Model, await openAI.SpeakAsync(request with { Format = AudioFormat.Pcm }, cancellationToken))
            : new PlainSpeech(request.Model, await openAI.SpeakAsync(request, cancellationToken));

    private MadeSpeech InFormat(SpeechRequest request, SpeechAudio pcm) => request.Format switch
    {
        AudioFormat.Pcm => new PlainSpeech(request.Model, pcm),
        AudioFormat.Wav => new WavSpeech(request.Model, pcm),
        AudioFormat.MuLaw => new TelephoneSpeech(request.Model, pcm),
        var format => EncodedSpeech.Begin(request.Model, pcm, ffmpeg!, format, time),
    };

    // One whose model is gone has a successor to ask first; a key that is refused here is refused there.
    private bool OtherMayHelp(OpenAIException e) =>
        !e.ModelIsGone && e.Failure is not (OpenAIFailure.KeyRefused or OpenAIFailure.QuotaExhausted) && !calendar.HasEnded(OtherModel);

    private static bool IsReader(string model) => model.StartsWith("gpt-realtime", StringComparison.Ordinal);

    private static bool NeedsFfmpeg(string format) => format is not (AudioFormat.Pcm or AudioFormat.Wav or AudioFormat.MuLaw);

    private static partial class Log
    {
        [LoggerMessage(EventId = 1246, Level = LogLevel.Warning, Message = "{Model} did not read aloud, {Failure}, code {Code}: {Other} speaks in its place")]
        public static partial void OtherSpeaks(ILogger logger, string model, OpenAIFailure failure, string? code, string other);
    }
}
