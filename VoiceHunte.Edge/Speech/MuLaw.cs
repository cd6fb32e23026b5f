namespace VoiceHunte.Edge.Speech;

/// <summary>
/// The telephone's samples: ITU-T G.711, µ-law, 8000 a second, one byte each. The linear side is 16 bit, of which G.711 knows
/// the upper 14.
/// </summary>
internal static class MuLaw
{
    public const int SamplesPerSecond = 8000;

    /// <summary>Twilio sends and plays audio in frames of 20 ms.</summary>
    public const int FrameBytes = SamplesPerSecond / 50;

    /// <summary>The byte of a sample of 0.</summary>
    public const byte Silence = 0xFF;

    // G.711's own numbers, in 14 bit: the curve is moved by 33, so that each segment begins at a power of two.
    private const int Bias = 33;
    private const int Loudest = 8158;
    private const int FirstSegmentBits = 5;

    private static readonly byte[] Encoded = MakeEncoded();
    private static readonly short[] Decoded = MakeDecoded();

    public static byte Encode(short sample) => Encoded[(sample >> 2) & (Encoded.Length - 1)];

    public static short Decode(byte code) => Decoded[code];

    /// <param name="codes">At least as long as <paramref name="samples"/>.</param>
    public static void Encode(ReadOnlySpan<short> samples, Span<byte> codes)
    {
        codes = codes[..samples.Length];
        for (var i = 0; i < codes.Length; i++) codes[i] = Encode(samples[i]);
    }

    /// <param name="samples">At least as long as <paramref name="codes"/>.</param>
    public static void Decode(ReadOnlySpan<byte> codes, Span<short> samples)
    {
        samples = samples[..codes.Length];
        for (var i = 0; i < samples.Length; i++) samples[i] = Decode(codes[i]);
    }

    private static byte[] MakeEncoded()
    {
        var codes = new byte[1 << 14];
        for (var i = 0; i < codes.Length; i++)
        {
            // The upper half of the table are the negative numbers, in two's complement.
            var isNegative = i >= codes.Length / 2;
            var magnitude = Math.Min(isNegative ? codes.Length - 1 - i : i, Loudest) + Bias;
            var segment = int.Log2(magnitude) - FirstSegmentBits;
            var step = (magnitude >> (segment + 1)) & 0x0F;
            // On the wire all bits are turned over: a quiet line is full of ones.
            codes[i] = (byte)~((isNegative ? 0x80 : 0) | (segment << 4) | step);
        }

        return codes;
    }

    private static short[] MakeDecoded()
    {
        var samples = new short[256];
        for (var i = 0; i < samples.Length; i++)
        {
            var code = ~i;
            var (segment, step) = ((code >> 4) & 0x07, code & 0x0F);
            // The middle of the step.
            var magnitude = (((step << 1) + Bias) << segment) - Bias;
            samples[i] = (short)(((code & 0x80) != 0 ? -magnitude : magnitude) << 2);
        }

        return samples;
    }
}
