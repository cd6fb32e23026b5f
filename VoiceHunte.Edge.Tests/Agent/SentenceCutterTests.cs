using VoiceHunte.Edge.Agent;

namespace VoiceHunte.Edge.Tests.Agent;

public sealed class SentenceCutterTests
{
    [Theory]
    [InlineData("We open at noon. Shall I book a table? ", "We open at noon.|Shall I book a table?")]
    [InlineData("Stôl mám 27. novembra o 18. hodine. Vyhovuje? ", "Stôl mám 27. novembra o 18. hodine.|Vyhovuje?")]
    [InlineData("It is 12.50 euros. Good? ", "It is 12.50 euros.|Good?")]
    [InlineData("Столик на 7. Хорошо? ", "Столик на 7.|Хорошо?")]
    [InlineData("No end", "")]
    public void Sentences_are_cut_where_they_end_letter_by_letter(string text, string sentences)
    {
        var cutter = new SentenceCutter();
        var cut = new List<string>();
        foreach (var letter in text)
        {
            for (var sentence = cutter.Take(letter.ToString()); sentence is not null; sentence = cutter.Take("")) cut.Add(sentence);
        }

        Assert.Equal(sentences, string.Join('|', cut));
        Assert.Equal(text.Replace(" ", ""), string.Concat(cut.Append(cutter.Rest())).Replace(" ", ""));
    }
}
