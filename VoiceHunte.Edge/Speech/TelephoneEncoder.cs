namespace VoiceHunte.Edge.Speech;

/// <summary>OpenAI's PCM (24 kHz, 16 bit) to what a telephone line carries (µ-law, 8 kHz), as it comes. One stream; not for two threads.</summary>
internal sealed class TelephoneEncoder
{
    // 40 ms of PCM at a time.
    private const int BlockBytes = 1920;

    private readonly Downsampler downsampler = new();
    private readonly short[] samples = new short[Math.Max(Downsampler.MostSamples(BlockBytes), Downsampler.MostLastSamples)];

    /// <summary>At most so many bytes come out of so many bytes of PCM; of <see cref="Finish"/>, out of none.</summary>
    public static int MostBytes(int pcmBytes) => Downsampler.MostSamples(pcmBytes) + Downsampler.MostLastSamples;

    /// <param name="pcm">Any number of bytes, an odd one too.</param>
    /// <param name="telephone">At least <see cref="MostBytes"/>.</param>
    /// <returns>How many bytes were written.</returns>
    public int Encode(ReadOnlySpan<byte> pcm, Span<byte> telephone)
    {
        var written = 0;
        for (; !pcm.IsEmpty; pcm = pcm[Math.Min(BlockBytes, pcm.Length)..])
            written += Write(downsampler.Convert(pcm[..Math.Min(BlockBytes, pcm.Length)], samples), telephone[written..]);
        return written;
    }

    /// <summary>The last few milliseconds, once the stream is over.</summary>
    public int Finish(Span<byte> telephone) => Write(downsampler.Finish(samples), telephone);

    private int Write(int count, Span<byte> telephone)
    {
        MuLaw.Encode(samples.AsSpan(0, count), telephone);
        return count;
    }
}
