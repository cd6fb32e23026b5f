using System.Numerics;

namespace VoiceHunte.Edge.Voice;

/// <summary>The power spectrum of 256 real samples: radix-2, decimation in time (Cooley and Tukey, 1965).</summary>
internal sealed class Fourier
{
    public const int Length = 256;

    /// <summary>From 0 Hz to half the sampling rate.</summary>
    public const int Bins = (Length / 2) + 1;

    private static readonly int[] Reversed = MakeReversed();
    private static readonly Complex32[] Twiddles = MakeTwiddles();

    private readonly Complex32[] values = new Complex32[Length];

    /// <param name="samples">At most <see cref="Length"/>; the rest is silence.</param>
    /// <param name="power">|X|² of each of the <see cref="Bins"/>.</param>
    public void Power(ReadOnlySpan<float> samples, Span<float> power)
    {
        for (var i = 0; i < Length; i++) values[Reversed[i]] = new Complex32(i < samples.Length ? samples[i] : 0, 0);
        for (var half = 1; half < Length; half *= 2) Combine(half);
        for (var bin = 0; bin < Bins; bin++) power[bin] = (values[bin].Real * values[bin].Real) + (values[bin].Imaginary * values[bin].Imaginary);
    }

    /// <summary>Spectra of so many samples become spectra of twice as many.</summary>
    private void Combine(int half)
    {
        var step = Length / (2 * half);
        for (var block = 0; block < Length; block += 2 * half)
        {
            var low = values.AsSpan(block, half);
            var high = values.AsSpan(block + half, half);
            for (var i = 0; i < low.Length; i++)
            {
                var (even, turn) = (low[i], Twiddles[i * step]);
                var odd = new Complex32((high[i].Real * turn.Real) - (high[i].Imaginary * turn.Imaginary), (high[i].Real * turn.Imaginary) + (high[i].Imaginary * turn.Real));
                low[i] = new(even.Real + odd.Real, even.Imaginary + odd.Imaginary);
                high[i] = new(even.Real - odd.Real, even.Imaginary - odd.Imaginary);
            }
        }
    }

    private static int[] MakeReversed()
    {
        var bits = BitOperations.Log2(Length);
        var reversed = new int[Length];
        for (var i = 1; i < Length; i++) reversed[i] = (reversed[i >> 1] >> 1) | ((i & 1) << (bits - 1));
        return reversed;
    }

    private static Complex32[] MakeTwiddles() =>
        [.. Enumerable.Range(0, Length / 2).Select(i => (Math.Sin(-2 * Math.PI * i / Length), Math.Cos(-2 * Math.PI * i / Length)) is var (sine, cosine) ? new Complex32((float)cosine, (float)sine) : default)];

    private readonly record struct Complex32(float Real, float Imaginary);
}
