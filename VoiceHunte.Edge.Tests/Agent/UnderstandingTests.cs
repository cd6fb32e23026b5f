using CsCheck;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Tests.Agent;

public sealed class UnderstandingTests
{
    private static readonly string[] Words =
    [
        "table", "for", "7", "7.30", "28.11.", "31.", "half", "past", "two", "twenty", "hundred", "double", "and", "my", "wife", "next", "Friday", "the", "4th", "of",
        "May", "name", "is", "B", "Brown", "number", "not", "pm", "99", "на", "сегодня", "пол", "восьмого", "двоих", "о", "пів", "восьму", "pol", "ôsmej", "pre", "päť", ",",
    ];

    /// <summary>Anything at all, and words of all kinds in any order.</summary>
    private static readonly Gen<string> Heard = Gen.OneOf(Gen.String, Gen.Int[0, Words.Length - 1].Select(at => Words[at]))
        .List[0, 12].Select(words => string.Join(' ', words));

    [Theory]
    [InlineData("en", "hi there could we get a table for four tonight", "create_reservation")]
    [InlineData("en", "I'd like to book for Saturday", "create_reservation")]
    [InlineData("en", "are you open on Sunday and can I reserve a table then", "create_reservation")]
    [InlineData("en", "could you move our booking to nine", "update_reservation")]
    [InlineData("en", "I don't want to cancel, I want another time", "update_reservation")]
    [InlineData("en", "sorry something came up, please cancel our table", "cancel_reservation")]
    [InlineData("en", "unfortunately we can't make it tonight", "cancel_reservation")]
    [InlineData("en", "thanks, and are you open Sunday", "hours_info")]
    [InlineData("en", "how late is the kitchen going", "hours_info")]
    [InlineData("en", "is there anything vegetarian", "menu_question")]
    [InlineData("en", "how much is the goulash", "menu_question")]
    [InlineData("en", "can I talk to a real person please", "transfer")]
    [InlineData("en", "okay thank you very much bye", "goodbye")]
    [InlineData("en", "no that's all thanks", "goodbye")]
    [InlineData("en", "great, see you on Friday then", "goodbye")]
    [InlineData("en", "bye the way what do you serve", "menu_question")]
    [InlineData("en", "it's raining here", "generic")]
    [InlineData("en", "thank you", "generic")]
    [InlineData("ru", "хотела бы заказать столик на завтра", "create_reservation")]
    [InlineData("ru", "есть у вас места на субботу", "create_reservation")]
    [InlineData("ru", "а можно перенести нашу бронь на час позже", "update_reservation")]
    [InlineData("ru", "отменять не надо, просто поменяйте время", "update_reservation")]
    [InlineData("ru", "отмените пожалуйста мой столик", "cancel_reservation")]
    [InlineData("ru", "к сожалению не сможем прийти сегодня", "cancel_reservation")]
    [InlineData("ru", "спасибо а вы в воскресенье работаете", "hours_info")]
    [InlineData("ru", "до скольки открыта кухня", "hours_info")]
    [InlineData("ru", "что у вас есть без мяса", "menu_question")]
    [InlineData("ru", "сколько стоит гуляш", "menu_question")]
    [InlineData("ru", "соедините меня с администратором", "transfer")]
    [InlineData("ru", "хочу поговорить с живым человеком", "transfer")]
    [InlineData("ru", "нас будет четыре человека", null)]
    [InlineData("ru", "спасибо большое до свидания", "goodbye")]
    [InlineData("ru", "нет больше ничего спасибо", "goodbye")]
    [InlineData("ru", "пока не знаю", "generic")]
    [InlineData("uk", "хотіла б замовити столик на завтра", "create_reservation")]
    [InlineData("uk", "чи є у вас вільні місця на суботу", "create_reservation")]
    [InlineData("uk", "чи можна перенести наше бронювання на годину пізніше", "update_reservation")]
    [InlineData("uk", "не хочу скасовувати, хочу інший час", "update_reservation")]
    [InlineData("uk", "скасуйте будь ласка мій столик", "cancel_reservation")]
    [InlineData("uk", "на жаль ми не зможемо прийти", "cancel_reservation")]
    [InlineData("uk", "дякую а в неділю ви працюєте", "hours_info")]
    [InlineData("uk", "до котрої відчинена кухня", "hours_info")]
    [InlineData("uk", "що у вас є без м'яса", "menu_question")]
    [InlineData("uk", "скільки коштує борщ", "menu_question")]
    [InlineData("uk", "відмінно дякую", "generic")]
    [InlineData("uk", "з'єднайте мене з адміністратором", "transfer")]
    [InlineData("uk", "дуже дякую до побачення", "goodbye")]
    [InlineData("uk", "ні дякую це все", "goodbye")]
    [InlineData("sk", "chcela by som si objednať stôl na zajtra", "create_reservation")]
    [InlineData("sk", "mate volne miesto pre piatich", "create_reservation")]
    [InlineData("sk", "mohli by sme posunúť rezerváciu o hodinu neskôr", "update_reservation")]
    [InlineData("sk", "nechcem to zrušiť, chcem iný čas", "update_reservation")]
    [InlineData("sk", "prosím zrušte náš stôl", "cancel_reservation")]
    [InlineData("sk", "žiaľ nemôžeme prísť", "cancel_reservation")]
    [InlineData("sk", "ďakujem a v nedeľu máte otvorené", "hours_info")]
    [InlineData("sk", "do kolkej mate otvorene", "hours_info")]
    [InlineData("sk", "máte niečo bez mäsa", "menu_question")]
    [InlineData("sk", "koľko stoja halušky", "menu_question")]
    [InlineData("sk", "spojte ma prosím s vedúcim", "transfer")]
    [InlineData("sk", "ďakujem pekne dopočutia", "goodbye")]
    [InlineData("sk", "nie to je všetko ďakujem", "goodbye")]
    [InlineData("sk", "dobrý deň", "generic")]
    public void What_a_caller_wants_is_understood(string language, string text, string? intent) =>
        Assert.Equal(intent, Turns.Understand(text, Language.Find(language)!).Intent);

    [Theory]
    [InlineData("en", "yes please", true)]
    [InlineData("en", "no no that's fine", true)]
    [InlineData("en", "yeah but make it eight", false)]
    [InlineData("en", "um not really", false)]
    [InlineData("en", "good evening", null)]
    [InlineData("en", "I don't know", null)]
    [InlineData("en", "at seven", false)]
    [InlineData("ru", "да, всё верно", true)]
    [InlineData("ru", "да нет, не так", false)]
    [InlineData("ru", "нет нет, всё в порядке", true)]
    [InlineData("ru", "не знаю", null)]
    [InlineData("uk", "так, звичайно", true)]
    [InlineData("uk", "так, але на восьму", false)]
    [InlineData("uk", "ні, не треба", false)]
    [InlineData("uk", "на сьому", false)]
    [InlineData("sk", "no jasné", true)]
    [InlineData("sk", "áno, to sedí", true)]
    [InlineData("sk", "nie, to nesedí", false)]
    [InlineData("sk", "nie nie, to je v poriadku", true)]
    [InlineData("sk", "o siedmej", false)]
    public void Yes_and_no_are_told_by_what_is_meant(string language, string text, bool? answer)
    {
        var known = Language.Find(language)!;
        Assert.Equal(answer, Turns.Understand(text, known, previous: Phrases.For(known).ConfirmHeard("…")).Answer);
    }

    [Fact]
    public void A_yes_to_no_question_is_no_answer() => Assert.Null(Turns.Understand("yes", Language.English).Answer);

    [Theory]
    [InlineData("sk", "English please", "en")]
    [InlineData("sk", "do you speak English", "en")]
    [InlineData("en", "можно по-русски?", "ru")]
    [InlineData("ru", "говоріть українською, будь ласка", "uk")]
    [InlineData("en", "hovoríte po slovensky", "sk")]
    [InlineData("en", "can you speak Russian", "ru")]
    [InlineData("ru", "добрий вечір, чи можна столик на двох", "uk")]
    [InlineData("uk", "здравствуйте, можно столик на двоих", "ru")]
    [InlineData("en", "dobrý deň chcel by som stôl", "sk")]
    [InlineData("sk", "hello I would like a table for two", "en")]
    [InlineData("en", "скасуйте моє бронювання, номер 41001", "uk")]
    [InlineData("sk", "отмените бронь", "ru")]
    public void The_language_is_changed_when_asked_for_or_plainly_spoken(string from, string text, string to) =>
        Assert.Equal(to, Turns.Understand(text, Language.Find(from)!).Switch?.Code);

    [Theory]
    [InlineData("en", "I don't speak Slovak")]
    [InlineData("sk", "máte menu aj v angličtine")]
    [InlineData("ru", "у вас есть меню на английском")]
    [InlineData("en", "I would like the bryndzové halušky and žinčica please")]
    [InlineData("en", "crème brûlée")]
    [InlineData("ru", "на имя Вікторія")]
    [InlineData("ru", "на восемь")]
    [InlineData("uk", "на восьму")]
    [InlineData("sk", "pizza a steak")]
    [InlineData("sk", "nehovorím po anglicky")]
    public void The_language_stays_when_it_is_not_clear(string language, string text) =>
        Assert.Null(Turns.Understand(text, Language.Find(language)!).Switch);

    [Theory]
    [InlineData("en", "are you open today", "2026-11-24")]
    [InlineData("en", "the day after tomorrow", "2026-11-26")]
    [InlineData("ru", "а в пятницу", "2026-11-27")]
    [InlineData("uk", "завтра працюєте", "2026-11-25")]
    [InlineData("uk", "а у п'ятницю", "2026-11-27")]
    [InlineData("sk", "v pondelok", "2026-11-30")]
    [InlineData("sk", "v utorok", "2026-12-01")]
    public void A_simple_day_is_found_in_the_calendar(string language, string text, string date) =>
        Assert.Equal(DateOnly.ParseExact(date, "yyyy-MM-dd", null), Turns.Understand(text, Language.Find(language)!) is var understood ? understood.DayAsked ?? understood.Date : null);

    [Fact]
    public void Whatever_is_heard_the_same_is_made_of_it_each_time() =>
        Gen.Select(Heard, Heard, Gen.Int[0, 3]).Sample((text, previous, language) =>
            Turns.Understand(text, Language.All[language], previous: previous) == Turns.Understand(text, Language.All[language], previous: previous));
}
