using System.Runtime.InteropServices;
using VoiceHunte.Edge.Speech;

namespace VoiceHunte.Edge.Tests.Speech;

public sealed class DownsamplerTests
{
    [Fact]
    public void What_a_telephone_carries_passes_unchanged()
    {
        var gains = Enumerable.Range(0, 33).Select(step => 200 + step * 100).Select(hz => (Hz: hz, Gain: GainDb(hz))).ToList();

        TestContext.Current.TestOutputHelper?.WriteLine($"200 to 3400 Hz: {gains.Min(g => g.Gain):0.000} to {gains.Max(g => g.Gain):0.000} dB");
        Assert.All(gains, g => Assert.InRange(g.Gain, -0.1, 0.1));
    }

    [Fact]
    public void What_would_fold_back_into_the_words_is_gone()
    {
        var gains = Enumerable.Range(0, 79).Select(step => 4_010 + step * 100).Select(hz => (Hz: hz, Gain: GainDb(hz))).ToList();

        TestContext.Current.TestOutputHelper?.WriteLine($"from 4010 Hz: at most {gains.Max(g => g.Gain):0.0} dB, at {gains.MaxBy(g => g.Gain).Hz} Hz");
        Assert.All(gains, g => Assert.True(g.Gain < -40, $"{g.Hz} Hz: {g.Gain:0.0} dB"));
    }

    [Fact]
    public void How_the_stream_is_cut_is_not_heard()
    {
        var pcm = Bytes(Sine(440, 10_000, 0.7, noise: true));
        var whole = Converted(pcm, [pcm.Length]);

        Assert.Equal(whole, Converted(pcm, [1]));
        Assert.Equal(whole, Converted(pcm, [7, 1, 2, 960, 3]));
        Assert.Equal(whole, Converted(pcm, [1919, 1, 0, 4096]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(24_000)]
    [InlineData(24_001)]
    public void The_sound_stays_as_long_as_it_was(int samples) =>
        Assert.Equal((samples + 2) / 3, Converted(new byte[samples * 2], [4096]).Length);

    [Fact]
    public void A_click_stays_where_it_was()
    {
        var samples = new short[2400];
        samples[1200] = 20_000;

        var heard = Converted(Bytes(samples), [4096]);

        Assert.Equal(400, Array.IndexOf(heard, heard.Max()), 1.0);
    }

    [Fact]
    public void The_loudest_square_is_clipped_and_not_turned_over()
    {
        var square = Enumerable.Range(0, 24_000).Select(i => i / 60 % 2 == 0 ? short.MaxValue : short.MinValue).ToArray();

        var heard = Converted(Bytes(square), [4096]);

        // Each plateau of 20 samples keeps its sign all along.
        Assert.All(heard.Chunk(20).Skip(1).SkipLast(1), plateau => Assert.Single(plateau[2..^2].Select(Math.Sign).Distinct()));
    }

    [Fact]
    public void The_telephone_hears_the_same_however_it_is_cut()
    {
        var pcm = Bytes(Sine(440, 10_000, 0.7, noise: true));
        var expected = Converted(pcm, [pcm.Length]).Select(MuLaw.Encode);

        Assert.Equal(expected, Telephoned(pcm, 16 * 1024));
        Assert.Equal(expected, Telephoned(pcm, 333));
    }

    [Fact]
    public void A_long_stream_leaves_no_garbage()
    {
        var (encoder, pcm) = (new TelephoneEncoder(), new byte[4801]);
        var telephone = new byte[TelephoneEncoder.MostBytes(pcm.Length)];
        encoder.Encode(pcm, telephone);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 100; i++) encoder.Encode(pcm, telephone);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static double GainDb(int hz)
    {
        var samples = Sine(hz, 12_000, 1);
        var heard = Converted(Bytes(samples), [4096])[200..^200];
        return 20 * Math.Log10(Rms(heard) / Rms(samples));
    }

    private static double Rms(short[] samples) => Math.Sqrt(samples.Average(sample => (double)sample * sample));

    private static short[] Sine(double hz, double loud, double seconds, bool noise = false)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, (int)(seconds * 24_000))
            .Select(i => (short)(loud * Math.Sin(2 * Math.PI * hz * i / 24_000) + (noise ? random.Next(-5000, 5000) : 0)))];
    }

    private static byte[] Bytes(short[] samples) => MemoryMarshal.AsBytes(samples.AsSpan()).ToArray();

    private static short[] Converted(byte[] pcm, int[] pieces)
    {
        var (downsampler, heard, output) = (new Downsampler(), new List<short>(), new short[Downsampler.MostSamples(pcm.Length)]);
        for (var (at, turn) = (0, 0); at < pcm.Length; turn++)
        {
            var piece = Math.Min(pieces[turn % pieces.Length], pcm.Length - at);
            heard.AddRange(output.AsSpan(0, downsampler.Convert(pcm.AsSpan(at, piece), output)));
            at += piece;
        }

        var last = new short[Downsampler.MostLastSamples];
        heard.AddRange(last.AsSpan(0, downsampler.Finish(last)));
        return [.. heard];
    }

    private static byte[] Telephoned(byte[] pcm, int piece)
    {
        var (encoder, heard, output) = (new TelephoneEncoder(), new List<byte>(), new byte[TelephoneEncoder.MostBytes(piece)]);
        foreach (var part in pcm.Chunk(piece)) heard.AddRange(output.AsSpan(0, encoder.Encode(part, output)));
        heard.AddRange(output.AsSpan(0, encoder.Finish(output)));
        return [.. heard];
    }
}
