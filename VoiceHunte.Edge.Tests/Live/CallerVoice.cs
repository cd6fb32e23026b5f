using VoiceHunte.Edge.Speech;

namespace VoiceHunte.Edge.Tests.Live;

/// <summary>Sounds that a caller makes, in frames of 20 ms: what the voice activity takes for speech, and what it does not.</summary>
internal static class CallerVoice
{
    private const double Pitch = 140;

    /// <summary>A vowel with eleven harmonics, four syllables a second.</summary>
    public static byte[] Speech(int milliseconds) => Sound(milliseconds, t =>
        Enumerable.Range(1, 11).Sum(h => Math.Sin(2 * Math.PI * Pitch * h * t) / h) * 6000 * (0.6 + (0.4 * Math.Sin(2 * Math.PI * 4 * t))));

    public static byte[] Silence(int milliseconds) => Sound(milliseconds, _ => 0);

    private static byte[] Sound(int milliseconds, Func<double, double> loud) =>
        [.. Enumerable.Range(0, milliseconds * 8).Select(i => MuLaw.Encode((short)Math.Clamp(loud(i / 8000.0), short.MinValue, short.MaxValue)))];
}
