using System.Buffers.Binary;
using System.Runtime.InteropServices;
using VoiceHunte.Edge.Speech;

namespace VoiceHunte.Edge.Tests.Speech;

public sealed class WavFileTests
{
    private const int Loud = 8000;

    [Fact]
    public void Sixteen_bits_at_8_kHz_become_mu_law()
    {
        short[] samples = [0, 1000, -1000, short.MaxValue, short.MinValue];

        Assert.Equal(samples.Select(MuLaw.Encode), WavFile.ReadMuLaw(Pcm(8000, samples)));
    }

    [Fact]
    public void Mu_law_is_taken_as_it_is() => Assert.Equal([1, 2, 0xFF], WavFile.ReadMuLaw(Wav(7, 1, 8000, 8, [1, 2, 0xFF])));

    [Theory]
    [InlineData(300, true)]
    [InlineData(1000, true)]
    [InlineData(3000, true)]
    [InlineData(5000, false)]
    [InlineData(7000, false)]
    public void Sixteen_kHz_are_halved_and_nothing_folds_into_the_voice(int hertz, bool isKept)
    {
        var samples = Enumerable.Range(0, 16_000).Select(i => (short)(Loud * Math.Sin(2 * Math.PI * hertz * i / 16_000))).ToArray();

        var heard = WavFile.ReadMuLaw(Pcm(16_000, samples)).Select(MuLaw.Decode).ToArray();

        Assert.Equal(8000, heard.Length);
        var loudness = Math.Sqrt(heard[100..^100].Average(sample => (double)sample * sample));
        if (isKept) Assert.InRange(loudness, 0.95 * Loud / Math.Sqrt(2), 1.05 * Loud / Math.Sqrt(2));
        else Assert.InRange(loudness, 0, Loud / 100.0);
    }

    [Fact]
    public void Other_chunks_are_passed_over_and_an_unknown_length_reads_to_the_end()
    {
        var plain = Pcm(8000, [100, 200, 300]);
        byte[] file = [.. plain[..36], .. "LIST"u8, 3, 0, 0, 0, 1, 2, 3, 0, .. plain[36..]];
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(52), uint.MaxValue);

        Assert.Equal(3, WavFile.ReadMuLaw(file).Length);
    }

    [Fact]
    public void Extensible_says_what_it_is_further_on()
    {
        byte[] format = [0xFE, 0xFF, 1, 0, 0x40, 0x1F, 0, 0, 0x80, 0x3E, 0, 0, 2, 0, 16, 0, 22, 0, 16, 0, 4, 0, 0, 0, 1, 0, .. new byte[14]];
        byte[] file = [.. "RIFF"u8, 0, 0, 0, 0, .. "WAVEfmt "u8, 40, 0, 0, 0, .. format, .. "data"u8, 4, 0, 0, 0, 1, 0, 2, 0];

        Assert.Equal(2, WavFile.ReadMuLaw(file).Length);
    }

    [Fact]
    public void What_a_telephone_does_not_send_is_named()
    {
        AssertUnfit("PCM, 16 bit, 44100 Hz, 1 channels", Wav(1, 1, 44_100, 16, []));
        AssertUnfit("PCM, 16 bit, 8000 Hz, 2 channels", Wav(1, 2, 8000, 16, []));
        AssertUnfit("floating point", Wav(3, 1, 8000, 32, []));
        AssertUnfit("A-law", Wav(6, 1, 8000, 8, []));
        AssertUnfit("not a WAV file", [.. "ID3"u8, .. new byte[20]]);
        AssertUnfit("not a WAV file", []);
        AssertUnfit("without sound", Pcm(8000, [])[..36]);
        AssertUnfit("without its format", [.. "RIFF"u8, 0, 0, 0, 0, .. "WAVEdata"u8, 0, 0, 0, 0]);
        AssertUnfit("half a format", [.. "RIFF"u8, 0, 0, 0, 0, .. "WAVEfmt "u8, 2, 0, 0, 0, 1, 0]);
    }

    [Fact]
    public void No_file_however_broken_is_more_than_unfit()
    {
        var random = new Random(20261125);
        for (var i = 0; i < 20_000; i++)
        {
            var file = Pcm(8000, [1, 2, 3, 4]);
            for (var edits = random.Next(1, 5); edits > 0; edits--) file[random.Next(file.Length)] = (byte)random.Next(256);
            Read(file[..random.Next(file.Length + 1)]);
        }

        static void Read(byte[] file)
        {
            try
            {
                _ = WavFile.ReadMuLaw(file);
            }
            catch (InvalidDataException)
            {
                // Said so.
            }
        }
    }

    public static byte[] Pcm(int samplesPerSecond, params short[] samples) => Wav(1, 1, samplesPerSecond, 16, MemoryMarshal.AsBytes<short>(samples));

    private static byte[] Wav(ushort code, ushort channels, int samplesPerSecond, ushort bits, ReadOnlySpan<byte> data)
    {
        byte[] file = [.. WavHeader.Pcm(samplesPerSecond, data.Length), .. data];
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(20), code);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(22), channels);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(34), bits);
        return file;
    }

    private static void AssertUnfit(string what, byte[] file) =>
        Assert.Contains(what, Assert.Throws<InvalidDataException>(() => WavFile.ReadMuLaw(file)).Message, StringComparison.Ordinal);
}
