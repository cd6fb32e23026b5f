using VoiceHunte.Edge.Voice;

namespace VoiceHunte.Edge.Tests.Voice;

public sealed class VoiceTemplateTests
{
    [Fact]
    public void Written_down_it_is_the_same_voice()
    {
        var (template, bytes) = (VoiceTemplate.Of(Voices.Describe("f2-1"), TimeSpan.FromSeconds(5.38)), new byte[VoiceTemplate.Bytes]);

        template.Write(bytes);
        var read = VoiceTemplate.Read(bytes);

        Assert.Equal(TimeSpan.FromSeconds(5.38), read.Speech);
        Assert.InRange(read.Likeness(Voices.Describe("f2-1")), 0.999, 1.0001);
        Assert.Equal(template.Likeness(Voices.Describe("f2-2")), read.Likeness(Voices.Describe("f2-2")), 0.002);
    }

    [Fact]
    public void One_more_call_makes_it_more_like_its_guest_and_twenty_seconds_a_profile()
    {
        var first = VoiceTemplate.Of(Voices.Describe("annie-1"), TimeSpan.FromSeconds(12));
        var both = first.With(Voices.Describe("annie-2"), TimeSpan.FromSeconds(8));

        Assert.False(first.IsProfile);
        Assert.True(both.IsProfile);
        Assert.True(both.Likeness(Voices.Describe("annie-2")) > first.Likeness(Voices.Describe("annie-2")) + 0.2);
        Assert.InRange(both.Likeness(Voices.Describe("m3-2")), -0.2, 0.25);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(VoiceTemplate.Bytes - 1)]
    public void What_is_no_template_is_refused(int bytes) => Assert.Throws<ArgumentException>(() => VoiceTemplate.Read(new byte[bytes]));
}
