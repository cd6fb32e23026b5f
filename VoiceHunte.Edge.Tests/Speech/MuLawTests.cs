using VoiceHunte.Edge.Speech;

namespace VoiceHunte.Edge.Tests.Speech;

public sealed class MuLawTests
{
    /// <summary>G.711, table 2a: where each segment ends, in 14 bit, and what its last code sounds like.</summary>
    [Theory]
    [InlineData(0x80, 8158, 8031)]
    [InlineData(0x8F, 4191, 4191)]
    [InlineData(0x90, 4062, 3999)]
    [InlineData(0x9F, 2079, 2079)]
    [InlineData(0xA0, 2014, 1983)]
    [InlineData(0xAF, 1023, 1023)]
    [InlineData(0xBF, 495, 495)]
    [InlineData(0xCF, 231, 231)]
    [InlineData(0xDF, 99, 99)]
    [InlineData(0xEF, 33, 33)]
    [InlineData(0xFE, 2, 2)]
    [InlineData(0xFF, 0, 0)]
    public void The_values_are_those_of_the_standard(byte code, int sample, int sounds)
    {
        Assert.Equal(code, MuLaw.Encode((short)(sample << 2)));
        Assert.Equal(sounds << 2, MuLaw.Decode(code));
        Assert.Equal(-sounds << 2, MuLaw.Decode((byte)(code & 0x7F)));
    }

    [Fact]
    public void Every_code_comes_back_as_itself()
    {
        for (var code = 0; code < 256; code++)
        {
            // Minus zero sounds as zero, and is sent as it.
            if (code != 0x7F) Assert.Equal(code, MuLaw.Encode(MuLaw.Decode((byte)code)));
        }
    }

    [Fact]
    public void No_sample_is_further_from_itself_than_half_a_step()
    {
        for (var sample = -32635; sample <= 32635; sample++)
        {
            var error = Math.Abs(MuLaw.Decode(MuLaw.Encode((short)sample)) - sample);
            // Sixteen steps to an octave, from 132 up; two bits are below what G.711 knows.
            Assert.InRange(error, 0, (Math.Abs(sample) + 132) / 32 + 3);
        }
    }

    [Fact]
    public void The_loudest_sample_is_clipped_and_not_turned_over()
    {
        Assert.Equal(32124, MuLaw.Decode(MuLaw.Encode(short.MaxValue)));
        Assert.Equal(-32124, MuLaw.Decode(MuLaw.Encode(short.MinValue)));
        Assert.Equal(MuLaw.Silence, MuLaw.Encode(0));
    }

    [Fact]
    public void Spans_are_the_same_as_one_by_one()
    {
        var codes = Enumerable.Range(0, 256).Select(code => (byte)code).ToArray();
        var (samples, again) = (new short[256], new byte[256]);

        MuLaw.Decode(codes, samples);
        MuLaw.Encode(samples, again);

        Assert.Equal(codes.Select(MuLaw.Decode), samples);
        Assert.Equal(samples.Select(MuLaw.Encode), again);
    }
}
