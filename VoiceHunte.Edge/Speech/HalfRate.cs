namespace VoiceHunte.Edge.Speech;

/// <summary>
/// 16 kHz to the telephone's 8 kHz, a whole sound at once. Every second sample, behind a low pass: without it whatever lies
/// above 4 kHz would fold back into the words.
/// </summary>
internal static class HalfRate
{
    public const int InputHz = 16_000;

    private const int CutoffHz = 3_700;

    // An odd number: the middle tap lies on a sample, so the sound is not moved.
    private const int Taps = 95;
    private const int Middle = Taps / 2;

    private static readonly float[] Filter = MakeFilter();

    public static short[] Convert(ReadOnlySpan<short> samples)
    {
        var output = new short[(samples.Length + 1) / 2];
        for (var i = 0; i < output.Length; i++) output[i] = At(samples, 2 * i);
        return output;
    }

    private static short At(ReadOnlySpan<short> samples, int center)
    {
        var sum = 0f;
        for (var tap = Math.Max(0, Middle - center); tap < Math.Min(Taps, samples.Length + Middle - center); tap++)
            sum += Filter[tap] * samples[center - Middle + tap];
        return (short)Math.Clamp(MathF.Round(sum), short.MinValue, short.MaxValue);
    }

    /// <summary>Sinc in a Blackman window, its gain at 0 Hz made exactly 1.</summary>
    private static float[] MakeFilter()
    {
        var taps = new double[Taps];
        for (var i = 0; i < Taps; i++)
        {
            var x = i - Middle;
            var turn = 2 * Math.PI * (i + 1) / (Taps + 1);
            var window = 0.42 - (0.5 * Math.Cos(turn)) + (0.08 * Math.Cos(2 * turn));
            var sinc = x == 0 ? 2.0 * CutoffHz / InputHz : Math.Sin(2 * Math.PI * CutoffHz / InputHz * x) / (Math.PI * x);
            taps[i] = window * sinc;
        }

        var gain = taps.Sum();
        return [.. taps.Select(tap => (float)(tap / gain))];
    }
}
