namespace VoiceHunte.Edge.OpenAI;

/// <summary>
/// The voices of <c>/audio/speech</c> that the Realtime API lacks, each with the nearest it has. All others are passed on as
/// they are: those both have (alloy, ash, ballad, coral, echo, sage, shimmer, verse, marin, cedar), and whatever comes to be.
/// </summary>
internal static class RealtimeVoices
{
    private static readonly Dictionary<string, string> Nearest = new(StringComparer.OrdinalIgnoreCase)
    {
        ["fable"] = "ballad",
        ["onyx"] = "ash",
        ["nova"] = "coral",
    };

    public static string For(string voice) => Nearest.GetValueOrDefault(voice, voice);
}
