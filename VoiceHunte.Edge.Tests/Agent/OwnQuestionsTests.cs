using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Agent.Grammar;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Tests.Agent;

/// <summary>The appliance knows from its own words what it asked.</summary>
public sealed class OwnQuestionsTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);
    private static readonly Wish Friday = new(new DateOnly(2026, 11, 27), new TimeOnly(19, 30), 4);
    private static readonly Wish Saturday = new(new DateOnly(2026, 12, 5), new TimeOnly(13, 0), 2);
    private static readonly OpeningHours Hours = RestaurantProfile.Load(path: null).Hours;

    public static TheoryData<string> Codes => ["ru", "uk"];

    [Theory, MemberData(nameof(Codes))]
    public void Each_question_for_a_value_is_known_by_its_words(string code)
    {
        var phrases = Phrases.For(Language.Find(code)!).Reservations;

        Assert.Equal(Asking.Date | Asking.Time, Asks(phrases.Ask(Questions.DateAndTime), code));
        Assert.Equal(Asking.Date, Asks(phrases.Ask(Questions.Date), code));
        Assert.Equal(Asking.Date, Asks($"{phrases.NoSuchDate} {phrases.Ask(Questions.Date)}", code));
        Assert.Equal(Asking.Time, Asks(phrases.Ask(Questions.Time), code));
        Assert.Equal(Asking.People, Asks(phrases.Ask(Questions.People), code));
        Assert.Equal(Asking.People, Asks($"{phrases.Resume} {phrases.Ask(Questions.People)}", code));
        Assert.Equal(Asking.Name, Asks(phrases.Ask(Questions.Name), code));
        Assert.Equal(Asking.Name, Asks(phrases.AskNameOfReservation, code));
        Assert.Equal(Asking.Reservation, Asks(phrases.AskNumber, code));
        Assert.Equal(Asking.Reservation | Asking.Name, Asks(phrases.Ask(Questions.NumberAndName), code));
        Assert.Equal(Asking.Reservation | Asking.Name, Asks($"{phrases.NoneUnderNumber} {phrases.Ask(Questions.NumberAndName)}", code));
    }

    [Theory, MemberData(nameof(Codes))]
    public void A_yes_answers_what_is_read_back(string code)
    {
        var phrases = Phrases.For(Language.Find(code)!).Reservations;
        foreach (var said in new[]
        {
            phrases.ConfirmBooking(Friday, "Ольга", Today), phrases.ConfirmChange(Saturday, Today), phrases.ConfirmCancel(Friday, Today),
            phrases.YesOrNo(phrases.ConfirmBooking(Saturday, "Ольга", Today)),
        })
        {
            var question = Read(said, code);
            Assert.True(question is { IsConfirmation: true, AsksForSlot: false, HasValues: true }, said);
        }
    }

    [Theory, MemberData(nameof(Codes))]
    public void What_is_read_back_is_read_with_all_its_values(string code)
    {
        var phrases = Phrases.For(Language.Find(code)!).Reservations;
        foreach (var wish in new[] { Friday, Saturday, Friday with { Date = Today, People = 1 }, Saturday with { Time = new TimeOnly(21, 45), People = 22 } })
            foreach (var said in new[] { phrases.ConfirmBooking(wish, "Ольга", Today), phrases.ConfirmChange(wish, Today), phrases.ConfirmCancel(wish, Today) })
                Assert.Equal((said, wish.Date, wish.Time, wish.People), (said, Read(said, code).Date, Read(said, code).Time, Read(said, code).People));
    }

    [Theory, MemberData(nameof(Codes))]
    public void Each_offer_is_known_as_one(string code)
    {
        var phrases = Phrases.For(Language.Find(code)!);
        var (one, two) = (Friday.At, Friday.At.AddHours(1));

        Assert.True(Read(phrases.Reservations.Offer([one], Friday.Date, Today), code).IsYesOrNo);
        Assert.True(Read(phrases.Reservations.Offer([one, two], Friday.Date, Today), code).IsYesOrNo);
        Assert.Equal(Asking.Offer, Asks(phrases.Reservations.OfferNone, code));
        Assert.Equal(Asking.Offer, Asks(phrases.Reservations.Ask(Questions.Person), code));
        Assert.Equal(Asking.Else, Asks(phrases.Reservations.Ask(Questions.AnythingElse), code) & ~Asking.Open);
        Assert.Equal(Asking.Else, Asks(phrases.AnythingElse, code) & ~Asking.Open);
    }

    [Theory, MemberData(nameof(Codes))]
    public void The_number_of_a_reservation_just_made_is_not_asked_for(string code)
    {
        var phrases = Phrases.For(Language.Find(code)!).Reservations;
        var said = $"{phrases.Booked(Friday, 3, Today)} {phrases.Ask(Questions.AnythingElse)}";

        Assert.Equal(Asking.Else, Asks(said, code) & ~Asking.Open);
    }

    [Theory, MemberData(nameof(Codes))]
    public void A_yes_answers_no_open_question(string code)
    {
        var phrases = Phrases.For(Language.Find(code)!);
        foreach (var said in new[]
        {
            Phrases.Greeting(RestaurantProfile.Load(path: null), Language.Find(code)!), phrases.Reservations.Ask(Questions.Change), phrases.Reservations.AskCorrection, phrases.WhatICanDo(person: true),
            phrases.Reservations.Booked(Friday, 3, Today), phrases.AskAgain(1),
        })
        {
            var question = Read(said, code);
            Assert.False(question.AsksForSlot, said);
        }
    }

    private static Question Read(string said, string code) => Question.Of(new Surroundings(Today, said, Hours), Language.Find(code)!);

    private static Asking Asks(string said, string code) => Read(said, code).Asks;
}
