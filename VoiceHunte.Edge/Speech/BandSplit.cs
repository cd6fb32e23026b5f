namespace VoiceHunte.Edge.Speech;

/// <summary>
/// The loudness of a frame in two bands: below about 1 kHz, where vowels are and hiss is not, and above it, where the s is and
/// hum is not.
/// </summary>
internal struct BandSplit
{
    // One pole each at 8 kHz: exp(-2π · 200/8000) and 1 - exp(-2π · 1000/8000).
    private const float HighPass = 0.855f;
    private const float LowPass = 0.544f;

    // One step of µ-law around 0, so that digital silence has a logarithm.
    private const float Least = 1;

    private float last;
    private float withoutHum;
    private float smooth;
    private float smoother;

    /// <returns>In decibels over one step of 16 bit: full scale is about 90.</returns>
    public (float Low, float High) Levels(ReadOnlySpan<byte> frame)
    {
        float lowEnergy = 0, highEnergy = 0;
        foreach (var code in frame)
        {
            float sample = MuLaw.Decode(code);
            withoutHum = HighPass * (withoutHum + sample - last);
            last = sample;
            smooth += LowPass * (withoutHum - smooth);
            smoother += LowPass * (smooth - smoother);
            var rest = withoutHum - smoother;
            lowEnergy += smoother * smoother;
            highEnergy += rest * rest;
        }

        return (Decibels(lowEnergy, frame.Length), Decibels(highEnergy, frame.Length));
    }

    private static float Decibels(float energy, int samples) => 10 * MathF.Log10(energy / Math.Max(1, samples) + Least);
}
