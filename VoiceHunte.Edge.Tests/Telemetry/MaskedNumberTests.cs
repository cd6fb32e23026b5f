using CsCheck;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Tests.Telemetry;

public sealed class MaskedNumberTests
{
    [Theory]
    [InlineData("+421900123456", "+42190•••456")]
    [InlineData("+14158675309", "+14158•••309")]
    [InlineData("+421900123", "•••")]
    [InlineData("sip:jana.novakova@example.com", "•••")]
    [InlineData("+421 900 123 456", "•••")]
    [InlineData("anonymous", "anonymous")]
    [InlineData("+266696687", "anonymous")]
    [InlineData("", "anonymous")]
    [InlineData(null, "anonymous")]
    public void A_number_is_shown_too_short_to_ring_back(string? number, string shown) => Assert.Equal(shown, MaskedNumber.Of(number));

    [Fact]
    public void No_number_is_ever_shown_whole() => Gen.OneOf(Gen.String, Gen.String[Gen.Char["+0123456789"], 1, 20])
        .Sample(number => string.IsNullOrWhiteSpace(number) || !MaskedNumber.Of(number).Contains(number, StringComparison.Ordinal));

    [Theory]
    [InlineData("Anonymous")]
    [InlineData("unknown")]
    [InlineData("RESTRICTED")]
    [InlineData("unavailable")]
    [InlineData("+266696687")]
    [InlineData("266696687")]
    [InlineData("+8656696")]
    [InlineData("+7378742833")]
    [InlineData("+86282452253")]
    [InlineData("+2562533")]
    [InlineData("sip:anonymous@anonymous.invalid")]
    [InlineData(" ")]
    public void A_hidden_caller_is_nobody(string from) => Assert.True(AnonymousCaller.Is(from));

    [Theory]
    [InlineData("+421900123456")]
    [InlineData("+73787428331")]
    [InlineData("sip:jana@example.com")]
    [InlineData("Anna")]
    public void A_caller_with_a_number_or_name_is_somebody(string from) => Assert.False(AnonymousCaller.Is(from));
}
