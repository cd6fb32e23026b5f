using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Agent;

/// <summary>What a model says that is not so is not heard.</summary>
public sealed class ModelClaimTests
{
    [Theory]
    [InlineData("en", "Your table is booked for Friday at seven.")]
    [InlineData("en", "I've booked a table for you, anything else?")]
    [InlineData("en", "All done, you're all set!")]
    [InlineData("en", "Your reservation has been cancelled.")]
    [InlineData("en", "I have moved it to eight o'clock.")]
    [InlineData("en", "We will call you back.")]
    [InlineData("en", "Your table will be ready in ten minutes.")]
    [InlineData("en", "The manager gives you a discount.")]
    [InlineData("en", "The number of your reservation is one, two, three, four, five.")]
    [InlineData("en", "It is reservation 10042.")]
    [InlineData("en", "The garlic soup is three euros.")]
    [InlineData("en", "That comes to 7.77 EUR.")]
    [InlineData("en", "That would be €99.")]
    [InlineData("en", "It costs four euros and ten cents.")]
    [InlineData("ru", "Столик забронирован на пятницу.")]
    [InlineData("ru", "Я забронировал вам столик, ждём вас.")]
    [InlineData("ru", "Ваша бронь отменена.")]
    [InlineData("ru", "Я перенёс бронь на восемь.")]
    [InlineData("ru", "Мы вам перезвоним.")]
    [InlineData("ru", "Десерт будет бесплатно.")]
    [InlineData("ru", "Номер брони: один, два, три, четыре, пять.")]
    [InlineData("ru", "Суп стоит три евро.")]
    [InlineData("uk", "Столик заброньовано на п'ятницю.")]
    [InlineData("uk", "Я записала вас на сьому.")]
    [InlineData("uk", "Ваше бронювання скасовано.")]
    [InlineData("uk", "Бронювання змінено.")]
    [InlineData("uk", "Ми вам зателефонуємо.")]
    [InlineData("uk", "Для вас буде знижка.")]
    [InlineData("uk", "Номер бронювання: один, два, три, чотири, п'ять.")]
    [InlineData("uk", "Суп коштує три євро.")]
    [InlineData("sk", "Stôl máte rezervovaný na piatok.")]
    [InlineData("sk", "Zarezervoval som vám stôl, tešíme sa na vás.")]
    [InlineData("sk", "Vaša rezervácia je zrušená.")]
    [InlineData("sk", "Rezerváciu som presunul na ôsmu.")]
    [InlineData("sk", "Zavoláme vám späť.")]
    [InlineData("sk", "Dezert máte zadarmo.")]
    [InlineData("sk", "Číslo rezervácie je jeden, dva, tri, štyri, päť.")]
    [InlineData("sk", "Polievka stojí tri eurá.")]
    public async Task A_claim_that_no_tool_made_true_is_dropped_and_the_rules_answer(string code, string claim)
    {
        await using var talk = await ModelTalk.BeginAsync(Language.Find(code));
        talk.Model(ChatReply.Text(claim));
        Assert.NotEqual(claim, await talk.SayAsync("hmm"));
        Assert.Equal("rules", talk.Last.Source);
    }

    [Theory]
    [InlineData("en", "I have not booked anything yet, which day would you like?")]
    [InlineData("en", "Shall I have a table booked for you?")]
    [InlineData("en", "I'm afraid we are fully booked that evening.")]
    [InlineData("en", "If your reservation is cancelled, nothing is charged.")]
    [InlineData("en", "The garlic soup is four euros and ninety cents.")]
    [InlineData("en", "It costs 4.90 EUR.")]
    [InlineData("en", "We open at ten in the morning, and seat our last guests at nine.")]
    [InlineData("en", "How many of you will there be, and on which day in 2026?")]
    [InlineData("ru", "Столик ещё не забронирован. На какой день?")]
    [InlineData("ru", "Чесночный суп стоит четыре евро девяносто центов.")]
    [InlineData("ru", "Отменить вашу бронь?")]
    [InlineData("uk", "Столик ще не заброньовано. На який день?")]
    [InlineData("uk", "Часниковий суп коштує чотири євро дев'яносто центів.")]
    [InlineData("uk", "Скасувати ваше бронювання?")]
    [InlineData("sk", "Stôl ešte nie je rezervovaný. Na ktorý deň?")]
    [InlineData("sk", "Cesnaková polievka stojí štyri eurá deväťdesiat centov.")]
    [InlineData("sk", "Mám rezerváciu zrušiť?")]
    public async Task What_is_true_asked_denied_or_a_condition_is_heard(string code, string words)
    {
        await using var talk = await ModelTalk.BeginAsync(Language.Find(code));
        talk.Model(ChatReply.Text(words));
        Assert.Equal(words, await talk.SayAsync("hmm"));
        Assert.Equal("model", talk.Last.Source);
    }

    [Fact]
    public async Task What_this_call_did_may_be_said_to_have_been_done()
    {
        await using var talk = await ModelTalk.BeginAsync();
        talk.Before(new Draft { Done = 41001, Did = [Tools.Book] }, "Your table is booked.");
        talk.Model(ChatReply.Text("Yes, your table is booked, the number is 41001."), ChatReply.Text("Yes, it is cancelled."));
        Assert.Equal("Yes, your table is booked, the number is 41001.", await talk.SayAsync("so is that settled then"));
        Assert.NotEqual("Yes, it is cancelled.", await talk.SayAsync("and the other thing"));
    }

    [Fact]
    public async Task A_yes_to_a_question_of_the_models_own_books_nothing_that_was_read_back_before()
    {
        await using var talk = await ModelTalk.BeginAsync();
        talk.Model(
            ChatReply.Calls(("hold_table", """{"date":"2026-11-27","time":"19:00","people":4,"name":"Brown"}""")),
            ChatReply.Text("We have a highchair. Will there be children?"),
            ChatReply.Calls(("book_table", """{"date":"2026-11-27","time":"19:00","people":4,"name":"Brown"}""")));
        await talk.SayAsync("a table for four on Friday at seven, name of Brown");
        await talk.SayAsync("do you have highchairs for the little ones");
        Assert.StartsWith("A table for four people", await talk.SayAsync("yes"), StringComparison.Ordinal);
        Assert.Empty(await talk.BookedAsync());
    }
}
