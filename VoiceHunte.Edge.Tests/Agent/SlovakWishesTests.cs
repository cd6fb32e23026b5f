using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Agent.Grammar;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Tests.Agent;

/// <summary>What Slovak callers want, answer and correct, and what the appliance's own questions ask for.</summary>
public sealed class SlovakWishesTests
{
    private const string ReadBack = "Stôl pre štyroch v piatok 27. novembra o siedmej večer, na meno Varga. Súhlasí to?";

    [Theory]
    [InlineData("no jasné", true)]
    [InlineData("presne tak", true)]
    [InlineData("nie nie, to je v poriadku", true)]
    [InlineData("môže byť", true)]
    [InlineData("áno, všetko sedí", true)]
    [InlineData("súhlasí", true)]
    [InlineData("áno áno", true)]
    [InlineData("samozrejme", true)]
    [InlineData("super", true)]
    [InlineData("no hej", true)]
    [InlineData("nesúhlasí", false)]
    [InlineData("nie tak som to nepovedal", false)]
    [InlineData("kdeže", false)]
    [InlineData("áno je", true)]
    [InlineData("úplne", true)]
    [InlineData("dobre, súhlasím", true)]
    [InlineData("ok", true)]
    [InlineData("áno, ďakujem", true)]
    [InlineData("jasnačka", true)]
    [InlineData("je to tak", true)]
    [InlineData("môžete rezervovať", true)]
    [InlineData("správne, áno", true)]
    [InlineData("áno, to je správne", true)]
    [InlineData("nemám čo dodať, súhlasí", true)]
    [InlineData("no jasné že hej", true)]
    [InlineData("hej môže byť", true)]
    [InlineData("nie nie, sedí to", true)]
    [InlineData("no to teda nie", false)]
    [InlineData("nie, zle", false)]
    [InlineData("ale nie", false)]
    [InlineData("nie je to správne", false)]
    [InlineData("ešte jedna osoba", false)]
    public void Yes_and_no_are_told_by_what_is_meant(string text, bool yes) =>
        Assert.Equal(yes, Heard(text, ReadBack).Answer);

    [Theory]
    [InlineData("žiaľ nestíhame", "cancel_reservation")]
    [InlineData("neprídeme", "cancel_reservation")]
    [InlineData("ochorela mi dcéra, musíme to odvolať", "cancel_reservation")]
    [InlineData("potrebujem stornovať stôl", "cancel_reservation")]
    [InlineData("nakoniec neprídeme", "cancel_reservation")]
    [InlineData("stôl už nepotrebujeme", "cancel_reservation")]
    [InlineData("nevyjde nám to", "cancel_reservation")]
    [InlineData("chcem odhlásiť našu rezerváciu", "cancel_reservation")]
    [InlineData("čo máte dnes na obed", "menu_question")]
    [InlineData("máte niečo bezlepkové", "menu_question")]
    [InlineData("robíte pizzu", "menu_question")]
    [InlineData("aké vína ponúkate", "menu_question")]
    [InlineData("čo by ste odporučili", "menu_question")]
    [InlineData("do koľkej máte dnes otvorené", "hours_info")]
    [InlineData("kedy zatvárate", "hours_info")]
    [InlineData("ste otvorení cez sviatky", "hours_info")]
    [InlineData("prepojte ma na človeka", "transfer")]
    [InlineData("dajte mi niekoho z personálu", "transfer")]
    [InlineData("ďakujem, dovidenia", "goodbye")]
    [InlineData("nie ďakujem to je všetko, pekný deň", "goodbye")]
    [InlineData("dopočutia", "goodbye")]
    [InlineData("dobrý deň", "generic")]
    [InlineData("máte parkovisko", "generic")]
    [InlineData("môžem si priniesť psa", "generic")]
    [InlineData("bohužiaľ sme ochoreli", "cancel_reservation")]
    [InlineData("nestihneme to", "cancel_reservation")]
    [InlineData("už ten stôl nepotrebujeme", "cancel_reservation")]
    [InlineData("volám, že neprídeme", "cancel_reservation")]
    [InlineData("nepodarí sa nám prísť", "cancel_reservation")]
    [InlineData("vymažte moju rezerváciu", "cancel_reservation")]
    [InlineData("prišlo nám do toho niečo, neprídeme", "cancel_reservation")]
    [InlineData("dá sa u vás dostať guláš", "menu_question")]
    [InlineData("aké máte polievky", "menu_question")]
    [InlineData("koľko stojí pivo", "menu_question")]
    [InlineData("obsahuje to orechy", "menu_question")]
    [InlineData("máte nejaký dezert bez lepku", "menu_question")]
    [InlineData("môžete mi povedať čo varíte dnes", "menu_question")]
    [InlineData("sú bryndzové halušky vegetariánske", "menu_question")]
    [InlineData("máte polovičné porcie", "menu_question")]
    [InlineData("máte detské jedlá", "menu_question")]
    [InlineData("kedy otvárate v sobotu", "hours_info")]
    [InlineData("ako dlho máte otvorené", "hours_info")]
    [InlineData("v nedeľu robíte", "hours_info")]
    [InlineData("fungujete aj cez víkend", "hours_info")]
    [InlineData("dajte mi človeka", "transfer")]
    [InlineData("chcem hovoriť s niekým iným", "transfer")]
    [InlineData("je tam nejaký živý človek", "transfer")]
    [InlineData("ďakujem veľmi pekne, dovidenia", "goodbye")]
    [InlineData("nie, to bude všetko", "goodbye")]
    [InlineData("dobre, ďakujem, pekný večer", "goodbye")]
    [InlineData("tešíme sa, dovidenia", "goodbye")]
    [InlineData("to je zatiaľ všetko", "goodbye")]
    [InlineData("nerozumiem vám", "generic")]
    [InlineData("máte wifi", "generic")]
    [InlineData("hm", "generic")]
    [InlineData("tak to radšej zrušte", "cancel_reservation")]
    [InlineData("je u vás niečo pre celiatikov", "menu_question")]
    [InlineData("dáte mi jedálny lístok", "menu_question")]
    [InlineData("máte čapované pivo", "menu_question")]
    [InlineData("máte veľké porcie", "menu_question")]
    [InlineData("aké máte nealko", "menu_question")]
    [InlineData("otvárate o desiatej", "hours_info")]
    [InlineData("máte aj v sobotu otvorené", "hours_info")]
    [InlineData("je kuchyňa otvorená do desiatej", "hours_info")]
    [InlineData("kedy je u vás otvorené", "hours_info")]
    [InlineData("máte zatvorené cez Vianoce", "hours_info")]
    [InlineData("o koľkej končíte", "hours_info")]
    [InlineData("ešte máte otvorené", "hours_info")]
    [InlineData("aká je otváracia doba", "hours_info")]
    [InlineData("dajte mi vedúceho", "transfer")]
    [InlineData("človeka prosím", "transfer")]
    [InlineData("mohli by ste ma prepojiť", "transfer")]
    [InlineData("máte nabíjačku pre elektroauto", "generic")]
    [InlineData("aká je vaša adresa", "generic")]
    [InlineData("dá sa platiť kartou", "generic")]
    [InlineData("áno počujem vás", "generic")]
    [InlineData("čo", "generic")]
    [InlineData("prosím?", "generic")]
    public void What_a_caller_wants_is_understood(string text, string intent) =>
        Assert.Equal(intent, Heard(text, previous: null).Intent);

    [Theory]
    [InlineData("nie, na sobotu", "2026-11-28", null, null)]
    [InlineData("nie v piatok, v sobotu", "2026-11-28", null, null)]
    [InlineData("nie o siedmej ale o ôsmej", null, "20:00", null)]
    [InlineData("nie bude nás šesť a prídeme o pol ôsmej", null, "19:30", 6)]
    [InlineData("áno, ale o ôsmej", null, "20:00", null)]
    [InlineData("nie štyria, piati", null, null, 5)]
    public void A_correction_is_a_no_with_what_is_right(string text, string? date, string? time, int? people)
    {
        var heard = Heard(text, ReadBack);

        Assert.Equal((false, date, time, people), (heard.Answer, heard.Date?.ToString("O"), heard.Time is { } at ? $"{at:HH:mm}" : null, heard.People));
    }

    [Theory]
    [InlineData("o hodinu neskôr", 60)]
    [InlineData("o pol hodiny skôr", -30)]
    [InlineData("posuňte to o dve hodiny neskôr", 120)]
    [InlineData("o pätnásť minút neskôr", 15)]
    public void A_time_is_moved_by_what_was_said(string text, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), Heard(text, previous: null).TimeShift);

    [Theory]
    [InlineData("ešte jedna osoba", 1)]
    [InlineData("bude nás o dvoch viac", 2)]
    [InlineData("o jedného menej", -1)]
    [InlineData("pridajte jednu osobu", 1)]
    public void A_party_grows_and_shrinks_by_what_was_said(string text, int people) =>
        Assert.Equal(people, Heard(text, previous: null).PeopleShift);

    [Fact]
    public void A_day_that_no_calendar_has_is_none() =>
        Assert.True(Heard("tridsiateho prvého apríla", "Na ktorý deň?").ImpossibleDate);

    [Fact]
    public void Every_question_of_ours_is_known_by_what_it_asks_for()
    {
        var phrases = Phrases.For(Language.Slovak);
        var (ours, today) = (phrases.Reservations, new DateOnly(2026, 11, 25));
        var wish = new Wish(new DateOnly(2026, 11, 27), new TimeOnly(19, 0), 4);
        DateTime[] free = [wish.At, wish.At.AddHours(1)];

        Assert.Equal(
            [
                Asking.Date | Asking.Time, Asking.Date, Asking.Time, Asking.People, Asking.Name, Asking.Open, Asking.Name | Asking.Reservation,
                Asking.Reservation, Asking.Name, Asking.Open, Asking.Offer, Asking.Else, Asking.Else, Asking.Else, Asking.Offer,
            ],
            new[]
            {
                ours.Ask(Questions.DateAndTime), ours.Ask(Questions.Date), ours.Ask(Questions.Time), ours.Ask(Questions.People),
                ours.Ask(Questions.Name), ours.Ask(Questions.Change), ours.Ask(Questions.NumberAndName), ours.AskNumber, ours.AskNameOfReservation,
                ours.AskCorrection, ours.Ask(Questions.Person), ours.Ask(Questions.AnythingElse), phrases.AnythingElse,
                $"{ours.Booked(wish, 48215, today)} {ours.Ask(Questions.AnythingElse)}", ours.OfferNone,
            }.Select(Asks));
        Assert.Equal(Asking.Date | Asking.Time, Asks(ours.Offer(free, null, today)));
        Assert.Equal(Asking.Date | Asking.Time, Asks(ours.WhichOffer(free, today)));
        Assert.Equal(Asking.Date | Asking.Time, Asks(ours.YouHave([wish, wish with { People = 2 }], today, which: true)));
        Assert.All(
            new[]
            {
                ours.ConfirmBooking(wish, "Varga", today), ours.ConfirmChange(wish, today), ours.ConfirmCancel(wish, today),
                ours.YesOrNo(ours.ConfirmCancel(wish, today)), ours.Offer([wish.At], null, today), phrases.ConfirmHeard("stôl pre štyroch"),
            },
            question => Assert.True((Asks(question) & Asking.Confirm) != 0, question));
    }

    [Theory]
    [InlineData("Na akú hodinu?", "Time")]
    [InlineData("Kedy by ste chceli prísť?", "Date, Time")]
    [InlineData("Pre koľko osôb to bude?", "People")]
    [InlineData("Pod akým menom mám rezerváciu zapísať?", "Name")]
    [InlineData("Poviete mi prosím číslo vašej rezervácie?", "Reservation")]
    [InlineData("Ako vám môžem pomôcť?", "Open")]
    [InlineData("Chcete si rezervovať stôl?", "Offer")]
    public void Other_wordings_of_a_question_are_known_too(string question, string asks) => Assert.Equal(asks, Asks(question).ToString());

    private static Asking Asks(string said) =>
        Question.Of(new Surroundings(new DateOnly(2026, 11, 25), said, RestaurantProfile.Load(path: null).Hours), Language.Slovak).Asks;

    private static Understood Heard(string text, string? previous) =>
        Turns.Understand(text, Language.Slovak, new DateOnly(2026, 11, 25), previous);
}
