using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Tests.Agent;

/// <summary>What a voice may do for its guest, and what it may never do.</summary>
public sealed class VoiceHintTests : IAsyncDisposable
{
    private static readonly LikelyGuest Martin = new("Martin", 6);
    private static readonly DateOnly Friday = new(2026, 11, 27);

    private readonly OpenHouse house = new();

    public ValueTask DisposeAsync() => house.DisposeAsync();

    // Whose reservations are whose is the number's to say, and a number's and name's both right: the voice changes not a word of it.
    [Theory]
    [InlineData(null, "I want to cancel my reservation.")]
    [InlineData(null, "I want to change my reservation.")]
    [InlineData(null, "What time is my reservation?")]
    [InlineData(null, "My reservation is number one, cancel it, please.")]
    [InlineData(null, "It's Martin, cancel my table on Friday.")]
    [InlineData("+421905000111", "I want to cancel my reservation.")]
    [InlineData("+421905000111", "Move my reservation to eight, please.")]
    [InlineData("+421905000111", "Do I have a table on Friday?")]
    [InlineData(Talk.Caller, "I want to cancel my reservation.")]
    [InlineData(Talk.Caller, "Make it one hour later.")]
    [InlineData(Talk.Caller, "When do you open?")]
    [InlineData(Talk.Caller, "Who am I?")]
    [InlineData(Talk.Caller, "What do you know about me?")]
    public async Task It_changes_cancels_and_reads_out_nothing_that_would_not_be_without_it(string? from, string words)
    {
        await BookAsync("Martin", Talk.Caller);
        var before = await StandsAsync();

        string[] answers = [words, "Yes.", "Martin.", "Yes."];
        var (with, without) = (new Talk(house, from: from) { Likely = Martin }, new Talk(house, from: from, callId: "CA00000000000000000000000000000002"));
        var said = new List<(string With, string Without)>();
        // All but the last yes, which may be one to a cancellation by the number's own right.
        foreach (var answer in answers[..1]) said.Add((await with.SayAsync(answer), await without.SayAsync(answer)));

        Assert.All(said, pair => Assert.Equal(pair.Without, pair.With));
        Assert.Equal(without.Draft.ReservationId, with.Draft.ReservationId);
        Assert.Equal(before, await StandsAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("+421905000111")]
    public async Task Without_the_number_no_yes_and_no_name_opens_a_reservation(string? from)
    {
        await BookAsync("Martin", Talk.Caller);
        var before = await StandsAsync();
        var talk = new Talk(house, from: from) { Likely = Martin };

        foreach (var words in (string[])["I want to cancel my reservation.", "Yes.", "Martin.", "Yes, this is Martin.", "Yes."])
            Assert.DoesNotContain("Friday", await talk.SayAsync(words), StringComparison.Ordinal);

        Assert.Equal(before, await StandsAsync());
    }

    [Fact]
    public async Task A_name_that_was_said_counts_and_not_the_voices()
    {
        var talk = new Talk(house) { Likely = Martin };

        var readBack = await talk.SayAsync("A table for two on Friday at seven in the evening, the name is Peter.");

        Assert.Contains("Peter", readBack, StringComparison.Ordinal);
        Assert.DoesNotContain("Martin", readBack, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_party_than_always_is_asked_for_where_another_name_was_said()
    {
        var talk = new Talk(house) { Likely = Martin };

        Assert.Contains("How many", await talk.SayAsync("A table on Friday at seven in the evening, the name is Peter."), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "A table on Friday at seven in the evening, please.", "Is this Martin?", "six people", "Yes.")]
    [InlineData("sk", "Stôl na piatok o siedmej večer, prosím.", "Volá Martin?", "šesť osôb", "Áno.")]
    [InlineData("uk", "Столик на п'ятницю о сьомій вечора, будь ласка.", "Це Martin?", "шість", "Так.")]
    [InlineData("ru", "Столик на пятницу в семь вечера, пожалуйста.", "Это Martin?", "шесть", "Да.")]
    public async Task Name_and_usual_party_are_offered_for_a_yes_and_booked_after_it(string language, string wish, string isThis, string party, string yes)
    {
        var talk = new Talk(house, Language.Find(language)) { Likely = Martin };

        var readBack = await talk.SayAsync(wish);
        Assert.StartsWith(isThis, readBack, StringComparison.Ordinal);
        Assert.Contains(party, readBack, StringComparison.Ordinal);
        Assert.Empty(await StandsAsync());

        await talk.SayAsync(yes);
        Assert.Equal(["Martin 6 confirmed"], await StandsAsync());
    }

    [Fact]
    public async Task Who_turns_out_to_be_somebody_else_is_asked_how_many_they_are()
    {
        var talk = new Talk(house) { Likely = Martin };
        Assert.Contains("six people", await talk.SayAsync("A table on Friday at seven in the evening, please."), StringComparison.Ordinal);

        Assert.Contains("How many", await talk.SayAsync("No, the name is Peter."), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_no_room_for_the_usual_party_they_are_asked_how_many_they_are()
    {
        var talk = new Talk(house) { Likely = Martin with { UsualParty = 1000 } };

        Assert.Contains("How many", await talk.SayAsync("A table on Friday at seven in the evening, please."), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_only_the_number_suggests_is_asked_where_voices_are_remembered()
    {
        const string wish = "A table for two on Friday at seven in the evening, please.";
        await BookAsync("Martin", Talk.Caller);

        Assert.StartsWith("Is this Martin?", await new Talk(house) { AsksWho = true }.SayAsync(wish), StringComparison.Ordinal);
        Assert.DoesNotContain("Is this", await new Talk(house).SayAsync(wish), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_voice_that_is_another_hears_no_name_that_the_number_knows()
    {
        await BookAsync("Martin", Talk.Caller);
        var talk = new Talk(house) { IsAnotherVoice = true };

        var asked = await talk.SayAsync("A table for two on Friday at seven in the evening, please.");

        Assert.DoesNotContain("Martin", asked, StringComparison.Ordinal);
        Assert.Equal(Questions.Name, talk.Draft.Asked);
    }

    [Theory]
    [InlineData("en", true, "Yes.", "Yes, please.", "Yes, of course.", "Sure.", "Go ahead.", "Yes, you may remember it.", "I agree.")]
    [InlineData("sk", true, "Áno.", "Áno, môžete.", "Súhlasím.", "Áno, zapamätajte si ho.", "Jasné, pokojne.")]
    [InlineData("uk", true, "Так.", "Так, можна.", "Згодна.", "Так, запам'ятайте.")]
    [InlineData("ru", true, "Да.", "Да, можно.", "Согласен.", "Да, конечно, запомните.")]
    [InlineData("en", false, "No.", "Yes, but not today.", "Yes, what is it for?", "Maybe.", "You may not.", "Yes, at seven.", "", "Yes, no.", "I don't agree.", "Remember to keep a table.", "Thank you.", "Mhm.", "Fine, thanks.", "Okay.", "Yeah, I don't know.", "Yes, I'm not sure.", "Yes, I guess.", "Yeah right.", "You may again?", "Yes, later.")]
    [InlineData("sk", false, "Nie.", "Áno, ale načo?", "Prosím?", "Nesúhlasím.", "Možno.", "Áno, stôl pre dvoch.", "Nemôžete.", "Áno nie.", "Ďakujem.", "Mhm.", "Dobre.", "Prepáčte, môžete ešte raz?", "Môžete ešte raz, prosím.", "Áno, neviem.", "Áno, nie som si istá.", "Áno, potom.", "Áno, počkajte.", "Jasné, ešte neviem.")]
    [InlineData("uk", false, "Ні.", "Так, а навіщо?", "Не можна.", "Не згоден.", "Можливо.", "Мабуть.", "Дякую.", "Так, не знаю.", "Можна пізніше.", "Так, я подумаю.", "Так, мабуть.")]
    [InlineData("ru", false, "Нет.", "Да, а зачем?", "Нельзя.", "Не согласен.", "Может быть.", "Спасибо.", "Да не знаю.", "Можно ещё?", "Можно потом.", "Да, я подумаю.", "Да, перезвоню.", "Да ничего.", "Да ладно.", "Да, наверное.")]
    public void Only_a_clear_yes_is_a_consent(string language, bool agrees, params string[] answers) =>
        Assert.All(answers, answer => Assert.True(AnswerHeard.AgreesToVoice(answer, Language.Find(language)!) == agrees, answer));

    private async Task BookAsync(string name, string phone) => Assert.NotNull((await house.Book.BookAsync(
        new NewReservation { Key = "k", CallId = "CA1", Name = name, Phone = phone, People = 4, Date = Friday, Time = new TimeOnly(19, 0), Language = "en" }, CancellationToken.None)).Reservation);

    private async Task<List<string>> StandsAsync() =>
        [.. (await house.Book.OfCallerAsync(Talk.Caller, CancellationToken.None)).Select(one => $"{one.Name} {one.People} {(one.IsCancelled ? "cancelled" : "confirmed")}")];
}
