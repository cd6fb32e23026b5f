using VoiceHunte.Edge.Calls;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Live;

/// <summary>How a Realtime session is set up for a call.</summary>
internal static class RealtimeCallSession
{
    /// <summary>Exchanges that a new session in mid-call is told of.</summary>
    public const int MostRemembered = 12;

    // Two spoken sentences are some 200 tokens of sound; whoever goes on much longer is cut off.
    private const int MostTokens = 1500;

    /// <summary>µ-law both ways, so that nothing is transcoded; it is for us to say when the model answers, and when it is cut off.</summary>
    public static RealtimeSession For(Call call, RealtimeParts parts)
    {
        var settings = parts.Settings.OpenAI;
        return new RealtimeSession
        {
            Instructions = parts.Turns.Instructions(call),
            Voice = RealtimeVoices.For(settings.TtsVoice),
            InputFormat = "audio/pcmu",
            OutputFormat = "audio/pcmu",
            OutputModality = "audio",
            Transcription = Transcription(parts.Calendar.InUseLive(settings.LiveSttModel), parts.Restaurant),
            TurnDetection = new RealtimeTurnDetection("server_vad") { CreateResponse = false, InterruptResponse = false },
            NoiseReduction = "near_field",
            Tools = parts.Mind.ToolList,
            MaxOutputTokens = MostTokens,
        };
    }

    // Only the two newest transcribers can be told what to expect.
    private static RealtimeTranscription Transcription(string model, RestaurantProfile restaurant)
    {
        var isTold = model is "gpt-live-transcribe" or "gpt-transcribe";
        return new RealtimeTranscription(model, isTold ? [.. restaurant.Languages.Select(language => language.Code)] : [], [], null);
    }
}
