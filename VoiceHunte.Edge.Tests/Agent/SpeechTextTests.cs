using CsCheck;
using VoiceHunte.Edge.Agent;

namespace VoiceHunte.Edge.Tests.Agent;

public sealed class SpeechTextTests
{
    [Theory]
    [InlineData("We **do** have *goulash*, `twelve` euros.", "We do have goulash, twelve euros.")]
    [InlineData("## Soups\n- garlic soup\n- broth\n", "Soups, garlic soup, broth")]
    [InlineData("1. Goulash\n2) Schnitzel.", "Goulash, Schnitzel.")]
    [InlineData("See [our menu](https://example.com/menu) or https://example.com .", "See our menu or.")]
    [InlineData("Dobrý deň! 😀🍲 Čo si dáte?", "Dobrý deň! Čo si dáte?")]
    [InlineData("Мы  открыты\r\n\r\nс 10:00 до 22:00.", "Мы открыты, с 10:00 до 22:00.")]
    [InlineData("24 hours, 10 % off, it's 8.90", "24 hours, 10 % off, it's 8.90")]
    [InlineData("   \n ", "")]
    public void Only_what_can_be_spoken_is_left(string text, string spoken) => Assert.Equal(spoken, SpeechText.Clean(text));

    [Fact]
    public void A_long_answer_ends_with_a_whole_sentence()
    {
        var spoken = SpeechText.Clean(string.Join(' ', Enumerable.Repeat("The soup is 4.90 today.", 40)));
        Assert.InRange(spoken.Length, SpeechText.LongestChars - 24, SpeechText.LongestChars);
        Assert.EndsWith("today.", spoken, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_the_model_writes_it_is_one_short_line_without_half_letters() => Gen.String.Sample(text =>
    {
        var spoken = SpeechText.Clean(text + string.Concat(Enumerable.Repeat("𝒜x", 300)));
        return spoken.Length <= SpeechText.LongestChars && !spoken.Contains('\n', StringComparison.Ordinal)
            && spoken.EnumerateRunes().All(rune => rune.Value != 0xFFFD);
    });
}
