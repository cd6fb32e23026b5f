using VoiceHunte.Edge.Voice;

namespace VoiceHunte.Edge.Tests.Voice;

/// <summary>What a voice is worth: the rule's own numbers, at their edges.</summary>
public sealed class VoiceRuleTests
{
    [Theory]
    [InlineData(5, 0.45, "Likely")]
    [InlineData(5, 0.449, "Unsure")]
    [InlineData(4.9, 0.9, "Unsure")]
    [InlineData(3, 0.25, "Unsure")]
    [InlineData(3, 0.249, "Unknown")]
    [InlineData(8, 0.49, "Unsure")]
    [InlineData(8, 0.50, "Likely")]
    [InlineData(8, -0.3, "Unknown")]
    [InlineData(8, float.NaN, "Unknown")]
    public void A_number_of_one_guest(double speech, float likeness, string match) => Assert.Equal(match, VoiceRule.Decide([likeness], TimeSpan.FromSeconds(speech))?.Match.ToString());

    [Theory]
    [InlineData(0.50, 0.42, "Likely")]
    [InlineData(0.50, 0.43, "Unsure")]
    [InlineData(0.49, 0.10, "Unsure")]
    [InlineData(0.24, 0.10, "Unknown")]
    public void Where_two_share_a_number_one_is_to_be_ahead(float best, float next, string match)
    {
        Assert.Equal(match, VoiceRule.Decide([best, next], VoiceRule.LeastForLikely)?.Match.ToString());
        Assert.Equal(new VoiceHint(Enum.Parse<VoiceMatch>(match), 2, best), VoiceRule.Decide([next, -0.1f, best], VoiceRule.LeastForLikely));
    }

    [Fact]
    public void With_too_little_speech_or_nobody_to_compare_with_there_is_no_hint()
    {
        Assert.Null(VoiceRule.Decide([0.99f], TimeSpan.FromSeconds(2.99)));
        Assert.Null(VoiceRule.Decide([], VoiceRule.Most));
    }
}
