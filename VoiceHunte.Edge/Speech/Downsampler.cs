using System.Buffers.Binary;

namespace VoiceHunte.Edge.Speech;

/// <summary>
/// OpenAI's 24 kHz PCM to the telephone's 8 kHz, in pieces of any length. Without the filter whatever lies above 4 kHz, every
/// hiss of an s, would fold back into the words. One stream; not for two threads.
/// </summary>
internal sealed class Downsampler
{
    /// <summary>24 kHz in, 8 kHz out.</summary>
    public const int Factor = 3;

    private const int InputHz = 24_000;

    // Half of the dying-out between 3400 Hz, the end of a telephone's band, and 4000 Hz, where folding begins.
    private const int CutoffHz = 3_700;

    // Kaiser's formula: 600 Hz of transition and 58 dB take about 140 taps. A multiple of every vector's width.
    private const int Taps = 144;
    private const double StopbandDb = 58;

    // Half the filter's length: it hears this much of the future, and is given silence for it at the end.
    private const int Lookahead = Taps / 2;

    private const int BlockSamples = 960;

    private static readonly float[] Filter = MakeFilter();

    private readonly float[] line = new float[Taps - 1 + BlockSamples];
    private int filled = Taps - 1;
    private int next = Lookahead + Taps - 1;
    private byte half;
    private bool hasHalf;

    /// <summary>At most so many samples come out of so many bytes.</summary>
    public static int MostSamples(int pcmBytes) => pcmBytes / sizeof(short) / Factor + 2;

    /// <summary>At most so many samples come out of <see cref="Finish"/>.</summary>
    public const int MostLastSamples = Lookahead / Factor + 1;

    /// <param name="pcm">16 bit, little endian, mono; a sample may be cut in two by the pieces.</param>
    /// <param name="output">At least <see cref="MostSamples"/>.</param>
    /// <returns>How many samples were written.</returns>
    public int Convert(ReadOnlySpan<byte> pcm, Span<short> output)
    {
        var written = 0;
        if (hasHalf && pcm.Length > 0)
        {
            hasHalf = false;
            written += Take((short)(half | (pcm[0] << 8)), output);
            pcm = pcm[1..];
        }

        if (pcm.Length % sizeof(short) != 0) (half, hasHalf) = (pcm[^1], true);
        for (var i = 0; i + 1 < pcm.Length; i += sizeof(short))
            written += Take(BinaryPrimitives.ReadInt16LittleEndian(pcm[i..]), output[written..]);
        return written;
    }

    /// <summary>The rest, once the stream is over. The sound that came out is as long as the one that went in.</summary>
    /// <param name="output">At least <see cref="MostLastSamples"/>.</param>
    public int Finish(Span<short> output)
    {
        var written = 0;
        for (var i = 0; i < Lookahead; i++) written += Take(0, output[written..]);
        return written;
    }

    private int Take(short sample, Span<short> output)
    {
        if (filled == line.Length) MakeRoom();
        line[filled++] = sample;
        if (filled <= next) return 0;
        output[0] = Filtered(line.AsSpan(filled - Taps, Taps));
        next += Factor;
        return 1;
    }

    private void MakeRoom()
    {
        line.AsSpan(filled - (Taps - 1)).CopyTo(line);
        next -= filled - (Taps - 1);
        filled = Taps - 1;
    }

    private static short Filtered(ReadOnlySpan<float> samples) =>
        (short)Math.Clamp(MathF.Round(VectorMath.Dot(samples, Filter)), short.MinValue, short.MaxValue);

    /// <summary>A low pass: sinc in a Kaiser window, its gain at 0 Hz made exactly 1.</summary>
    private static float[] MakeFilter()
    {
        var beta = 0.1102 * (StopbandDb - 8.7);
        var taps = new double[Taps];
        for (var i = 0; i < Taps; i++)
        {
            // An even number of taps: none lies in the middle, so x is never 0.
            var x = i - (Taps - 1) / 2.0;
            var edge = 2 * x / (Taps - 1);
            taps[i] = Math.Sin(2 * Math.PI * CutoffHz / InputHz * x) / (Math.PI * x) * Bessel(beta * Math.Sqrt(1 - edge * edge));
        }

        var gain = taps.Sum();
        return [.. taps.Select(tap => (float)(tap / gain))];
    }

    /// <summary>I₀, by its series.</summary>
    private static double Bessel(double x)
    {
        double sum = 1, term = 1;
        for (var k = 1; term > sum * 1e-12; k++)
        {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }

        return sum;
    }
}
