namespace VoiceHunte.Edge.Speech;

/// <summary>
/// What a line sounds like while nobody speaks, in one band: its loudness and how much that wavers. Follows a noise that
/// grows by the quietest frames of the last second and a half: speech has a gap in that time, noise has none.
/// </summary>
internal struct LineNoise
{
    // Speech this much above the noise; more where the noise wavers, as voices in the background do.
    private const float LeastMarginDb = 5;
    private const float MostMarginDb = 9;
    private const float MarginPerWaver = 3.5f;

    // To go on speaking takes a trifle less than to begin; much less, and the room keeps the turn open.
    private const float HysteresisDb = 0.5f;

    // About 30 of 32768: below that a telephone carries no voice.
    private const float QuietestSpeechDb = 30;

    // 0.3 s and 0.6 s.
    private const float MeanRate = 1 / 16f;
    private const float WaverRate = 1 / 32f;

    // Five parts of 300 ms.
    private const int PartFrames = 15;

    // The quietest frame of a steady noise lies so much below its middle.
    private const float BelowTheMiddleDb = 2;

    private bool hasBegun;
    private float mean;
    private float waver;
    private float smoothed;
    private Minima minima;
    private float partMinimum;
    private int partFrames;

    public readonly bool IsAbove(float levelDb, bool isSpeaking) =>
        hasBegun && levelDb > Threshold - (isSpeaking ? HysteresisDb : 0);

    private readonly float Threshold =>
        MathF.Max(mean + Math.Clamp(waver * MarginPerWaver, LeastMarginDb, MostMarginDb), QuietestSpeechDb);

    public void Learn(float levelDb, bool isSpeech)
    {
        if (!hasBegun) Begin(levelDb);
        smoothed += (levelDb - smoothed) / 2;
        if (levelDb < mean || !isSpeech)
        {
            waver += WaverRate * (MathF.Abs(levelDb - mean) - waver);
            mean += MeanRate * (levelDb - mean);
        }

        mean = MathF.Max(mean, Quietest(smoothed) + BelowTheMiddleDb);
    }

    private void Begin(float levelDb)
    {
        (hasBegun, mean, smoothed, partMinimum) = (true, levelDb, levelDb, levelDb);
        for (var i = 0; i < Minima.Parts; i++) minima[i] = float.MinValue;
    }

    private float Quietest(float levelDb)
    {
        partMinimum = MathF.Min(partMinimum, levelDb);
        if (++partFrames == PartFrames)
        {
            for (var i = 1; i < Minima.Parts; i++) minima[i - 1] = minima[i];
            minima[Minima.Parts - 1] = partMinimum;
            (partFrames, partMinimum) = (0, levelDb);
        }

        var quietest = partMinimum;
        for (var i = 0; i < Minima.Parts; i++) quietest = MathF.Min(quietest, minima[i]);
        return quietest;
    }

    [System.Runtime.CompilerServices.InlineArray(Parts)]
    private struct Minima
    {
        public const int Parts = 4;

        private float first;
    }
}
