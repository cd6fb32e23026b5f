using VoiceHunte.Edge.Live;

namespace VoiceHunte.Edge.Tests.Live;

public sealed class HeardTextTests
{
    private static readonly SpokenPiece[] Pieces = [new("We open at noon.", 0, 1600), new("Shall I book a table?", 1600, 3200)];

    [Theory]
    [InlineData(0, "")]
    [InlineData(800, "We open")]
    [InlineData(1600, "We open at noon.")]
    [InlineData(2400, "We open at noon. Shall I")]
    [InlineData(3200, "We open at noon. Shall I book a table?")]
    public void Words_are_heard_in_proportion_to_the_sound(long heard, string words) => Assert.Equal(words, HeardText.Of(Pieces, heard));

    [Theory]
    [InlineData("mhm", true)]
    [InlineData("Uh-huh.", true)]
    [InlineData("угу", true)]
    [InlineData("", true)]
    [InlineData("no", false)]
    [InlineData("mhm, zajtra", false)]
    public void A_sound_of_listening_is_no_answer(string text, bool isNothing) => Assert.Equal(isNothing, Backchannel.Is(text));
}
