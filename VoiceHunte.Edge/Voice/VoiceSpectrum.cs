using VoiceHunte.Edge.Speech;

namespace VoiceHunte.Edge.Voice;

/// <summary>
/// What is heard of a voice in 25 ms: how loud it is in 24 bands of the telephone's width, and the shape of these, as 19
/// cepstral coefficients (Davis and Mermelstein, 1980). How loud it is in all (c0) is no part of the shape.
/// </summary>
internal sealed class VoiceSpectrum
{
    public const int WindowSamples = 200;

    /// <summary>A look each 10 ms.</summary>
    public const int HopSamples = 80;

    public const int Coefficients = 19;

    private const int Bands = 24;
    private const double LowestHertz = 200, HighestHertz = 3700;
    private const float PreEmphasis = 0.97f;

    /// <summary>Below the quietest line: the logarithm of nothing is a number, too.</summary>
    private const float Floor = 1e-7f;

    private static readonly float[] Window = [.. Enumerable.Range(0, WindowSamples).Select(i => (float)(0.54 - (0.46 * Math.Cos(2 * Math.PI * i / (WindowSamples - 1)))))];
    private static readonly Band[] Filters = [.. Enumerable.Range(0, Bands).Select(MakeBand)];
    private static readonly float[][] Cosines = [.. Enumerable.Range(1, Coefficients).Select(MakeCosines)];

    private readonly Fourier fourier = new();
    private readonly float[] shaped = new float[WindowSamples];
    private readonly float[] power = new float[Fourier.Bins];
    private readonly float[] loudness = new float[Bands];

    /// <param name="samples"><see cref="WindowSamples"/> of them, from -1 to 1.</param>
    /// <param name="shape">The <see cref="Coefficients"/>.</param>
    /// <returns>The mean of the bands' loudness, natural logarithms.</returns>
    public float Look(ReadOnlySpan<float> samples, Span<float> shape)
    {
        // A window does not know what was before it.
        shaped[0] = samples[0] * (1 - PreEmphasis) * Window[0];
        for (var i = 1; i < shaped.Length; i++) shaped[i] = (samples[i] - (PreEmphasis * samples[i - 1])) * Window[i];
        fourier.Power(shaped, power);
        for (var band = 0; band < Bands; band++) loudness[band] = MathF.Log(Filters[band].Sum(power) + Floor);
        for (var i = 0; i < Coefficients; i++) shape[i] = VectorMath.Dot(loudness, Cosines[i]);
        return VectorMath.Sum(loudness) / Bands;
    }

    /// <summary>A triangle on the mel scale.</summary>
    private static Band MakeBand(int band)
    {
        var (lowest, width) = (Mel(LowestHertz), (Mel(HighestHertz) - Mel(LowestHertz)) / (Bands + 1));
        var (left, middle, right) = (lowest + (band * width), lowest + ((band + 1) * width), lowest + ((band + 2) * width));
        float[] weights = [.. Enumerable.Range(0, Fourier.Bins)
            .Select(bin => Mel((double)bin * MuLaw.SamplesPerSecond / Fourier.Length))
            .Select(mel => (float)Math.Max(0, Math.Min((mel - left) / (middle - left), (right - mel) / (right - middle))))];
        var first = Array.FindIndex(weights, weight => weight > 0);
        return new(first, weights[first..(Array.FindLastIndex(weights, weight => weight > 0) + 1)]);
    }

    private static double Mel(double hertz) => 1127 * Math.Log(1 + (hertz / 700));

    private static float[] MakeCosines(int k) => [.. Enumerable.Range(0, Bands).Select(n => (float)(Math.Sqrt(2.0 / Bands) * Math.Cos(Math.PI * k * (n + 0.5) / Bands)))];

    private sealed record Band(int First, float[] Weights)
    {
        public float Sum(ReadOnlySpan<float> power) => VectorMath.Dot(power.Slice(First, Weights.Length), Weights);
    }
}
