using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Tests.Agent;

public sealed class ClaimsTests : IAsyncDisposable
{
    private readonly OpenHouse house = new();

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Theory]
    [InlineData("en", "Your table is booked for seven.", "done")]
    [InlineData("en", "I've cancelled your reservation.", "done")]
    [InlineData("en", "Great, that has been changed to eight.", "done")]
    [InlineData("en", "Yes, we have a table at seven.", "free")]
    [InlineData("en", "Your number is 48215.", "number")]
    [InlineData("ru", "Столик забронирован на семь вечера.", "done")]
    [InlineData("ru", "Я отменил вашу бронь.", "done")]
    [InlineData("ru", "Да, есть свободный столик на семь.", "free")]
    [InlineData("uk", "Столик заброньовано на сьому.", "done")]
    [InlineData("uk", "Ваше бронювання скасовано.", "done")]
    [InlineData("uk", "Так, є вільний столик.", "free")]
    [InlineData("sk", "Stôl máte rezervovaný na siedmu.", "done")]
    [InlineData("sk", "Rezervácia je zrušená.", "done")]
    [InlineData("sk", "Áno, o siedmej máme voľný stôl.", "free")]
    [InlineData("en", "Shall I book a table for you?", null)]
    [InlineData("en", "Nothing has been booked yet.", null)]
    [InlineData("en", "I can book a table once you tell me the time.", null)]
    [InlineData("en", "The soup is four euros and ninety cents.", null)]
    [InlineData("ru", "Забронировать вам столик?", null)]
    [InlineData("ru", "Пока ничего не забронировано.", null)]
    [InlineData("uk", "Поки нічого не заброньовано.", null)]
    [InlineData("uk", "Борщ коштує п'ять євро.", null)]
    [InlineData("sk", "Zatiaľ nič nie je rezervované.", null)]
    [InlineData("sk", "Mám vám rezervovať stôl?", null)]
    public void What_no_tool_has_done_is_not_said_to_be_done(string code, string text, string? claim)
    {
        var turn = Turns.Said("…", Language.Find(code)!) with { Language = Language.Find(code)! };
        Assert.Equal(claim, Claims.FalseIn(text, turn, new TurnTools(house.Book, turn)));
    }

    [Fact]
    public void What_this_call_did_before_may_be_spoken_of()
    {
        var turn = Turns.Said("did you book it", Language.English) with { Draft = new Draft { Done = 48215 } };
        Assert.Null(Claims.FalseIn("Yes, it is booked, your number is 48215.", turn, new TurnTools(house.Book, turn)));
    }
}
