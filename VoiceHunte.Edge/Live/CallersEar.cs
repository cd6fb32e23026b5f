using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Live;

/// <summary>The caller's words, from the sound of one utterance.</summary>
internal sealed class CallersEar(OpenAIClient openAI, ModelCalendar calendar, EdgeSettings settings, RestaurantProfile restaurant)
{
    // A caller waits, and an answer is still to be thought of.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    private readonly string[] languages = [.. restaurant.Languages.Select(language => language.Code)];

    /// <exception cref="OpenAIException">Nobody can say what was said.</exception>
    public async Task<string> HearAsync(byte[] wav, CancellationToken cancellationToken)
    {
        var model = calendar.InUse(settings.OpenAI.SttModel);
        var request = new TranscriptionRequest(model, () => new MemoryStream(wav, writable: false), "wav", "audio/wav", null, languages, Patience);
        return (await openAI.TranscribeAsync(request, cancellationToken)).Text.Trim();
    }
}
