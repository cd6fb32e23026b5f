using VoiceHunte.Edge.OpenAI;

namespace VoiceHunte.Edge.Tests.OpenAI;

public sealed class ReadingCheckTests
{
    [Theory]
    [InlineData("We are open until ten.", "we are open, until ten")]
    [InlineData("Don't wait!", "Don’t wait.")]
    [InlineData("A voicemail for you.", "A voice mail for you.")]
    [InlineData("Stôl máte o 19:30.", "Stôl máte o pol ôsmej večer.")]
    [InlineData("Your table is at seven thirty, for two.", "Your table is at 7:30, for 2.")]
    [InlineData("Your table is at 7:30, for 2.", "Your table is at seven thirty, for two.")]
    [InlineData("Volajte 0903 123 456, prosím.", "Volajte nula deväť nula tri, jedna dva tri, štyri päť šesť, prosím.")]
    [InlineData("It is €12.50.", "It is twelve euros fifty.")]
    [InlineData("Ещё один стол", "Еще один стол.")]
    [InlineData("Чекаємо о 19-й.", "Чекаємо о дев'ятнадцятій.")]
    [InlineData("7", "Seven")]
    [InlineData("…", "")]
    public void It_is_the_text(string text, string transcript)
    {
        var check = new ReadingCheck(text);
        foreach (var piece in transcript) check.Hear(piece.ToString());

        Assert.True(check.IsTrue);
        Assert.True(check.IsWhole);
    }

    [Theory]
    [InlineData("We are open until ten.", "Sure! We are open until ten.", false)]
    [InlineData("We are open until ten.", "We open until ten.", false)]
    [InlineData("We are open until ten.", "We are open", true)]
    [InlineData("We are open until ten.", "We are open until ten. Anything else?", false)]
    [InlineData("We are open until 10.", "We are open until ten. Is there anything else that I can do for you?", false)]
    [InlineData("At 7 we close.", "At we close the house.", false)]
    [InlineData("Kedy máte otvorené?", "When are you open?", false)]
    [InlineData("How many people?", "Four people.", false)]
    [InlineData("Yes.", "", true)]
    public void It_is_not(string text, string transcript, bool isItsBeginning)
    {
        var check = new ReadingCheck(text);
        check.Hear(transcript);

        Assert.Equal((isItsBeginning, false), (check.IsTrue, check.IsWhole));
    }

    [Fact]
    public void A_number_at_the_start_confirms_nothing_before_it_is_read_and_holds_nothing_up_after()
    {
        var check = new ReadingCheck("0903 123 456, please.");
        Assert.Equal(0, check.Confirmed);
        check.Hear("Zero nine zero three one two three four five six, pl");
        Assert.Equal("0903 123 456, pl".Length, check.Confirmed);
    }

    [Fact]
    public void What_is_confirmed_is_counted_in_the_text_s_own_characters()
    {
        var check = new ReadingCheck("We are open, until ten.");
        check.Hear("we are op");
        Assert.Equal("We are op".Length, check.Confirmed);
        check.Hear("en until");
        Assert.Equal("We are open, until ".Length, check.Confirmed);
        check.Hear(" twelve");
        Assert.Equal(0, check.Confirmed);
        check.Begin();
        Assert.True(check.IsTrue);
    }
}
