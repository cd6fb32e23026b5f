using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Agent;

/// <summary>Sentences about reservations.</summary>
internal sealed class ReservationPhrases(PhraseBook book, SpokenForms spoken)
{
    public string NoSuchDate => book.Say("no_such_date");

    public string YesOrNo(string question) => book.Say("yes_or_no", ("question", question));

    /// <summary>Before a question that was not answered.</summary>
    public string Pardon => book.Say("pardon");

    public string AskNumber => book.Say("ask_number");

    public string AskNameOfReservation => book.Say("ask_name_of_reservation");

    public string NoneUnderNumber => book.Say("none_under_number");

    public string NoneFound => book.Say("none_found");

    public string Kept => book.Say("kept");

    public string Dropped => book.Say("dropped");

    public string NothingBooked => book.Say("nothing_booked");

    public string Resume => book.Say("resume");

    public string OfferNone => book.Say("offer_none");

    public string AskCorrection => book.Say("ask_correction");

    /// <param name="question">One of <see cref="Questions"/> that needs no more than its name.</param>
    public string Ask(string question) => book.Say(question switch
    {
        Questions.DateAndTime => "ask_date_time",
        Questions.Date => "ask_date",
        Questions.Time => "ask_time",
        Questions.People => "ask_people",
        Questions.Name => "ask_name",
        Questions.Change => "ask_change",
        Questions.NumberAndName => "ask_number_and_name",
        Questions.Person => "offer_person",
        Questions.AnythingElse => "anything_else_short",
        _ => throw new ArgumentOutOfRangeException(nameof(question), question, "is no question by itself"),
    });

    public string ConfirmBooking(Wish wish, string name, DateOnly today) => Say("confirm_booking", wish, today, ("name", name));

    public string ConfirmChange(Wish wish, DateOnly today) => Say("confirm_change", wish, today);

    public string ConfirmCancel(Wish wish, DateOnly today) => Say("confirm_cancel", wish, today);

    /// <param name="number">Told digit by digit.</param>
    public string Booked(Wish wish, long number, DateOnly today) => Say("booked", wish, today, ("number", spoken.Digits(number)));

    public string Changed(Wish wish, DateOnly today) => Say("changed", wish, today);

    public string Cancelled(Wish wish, DateOnly today) => Say("cancelled", wish, today);

    public string NotWritten(bool change) => book.Say(change ? "not_written_change" : "not_written");

    public string YouHave(IEnumerable<Wish> reservations, DateOnly today, bool which) =>
        book.Say(which ? "which_reservation" : "your_reservation", ("list", spoken.List(reservations.Select(wish => Words("reservation_in_list", wish, today)))));

    public string Full(Wish wish, DateOnly today) => Say("full", wish, today);

    public string LastSeating(DateOnly date, TimeOnly last, DateOnly today) =>
        SpokenForms.Sentence(book.Say("last_seating", ("date", spoken.Date(date, today)), ("time", spoken.At(last))));

    public string PartyTooLarge(int most) => book.Say("party_large", ("people", spoken.ForPeople(most)));

    /// <summary>Why it cannot be, where a sentence without particulars says it.</summary>
    public string Cannot(Seating why) => book.Say(why switch
    {
        Seating.Past => "past",
        Seating.TooSoon => "too_soon",
        Seating.TooFarAhead => "too_far",
        Seating.NoSuchTime => "no_such_time",
        Seating.PartyTooSmall => "party_small",
        _ => throw new ArgumentOutOfRangeException(nameof(why), why, "needs particulars"),
    });

    /// <summary>One or two free times; the day is named where it is not the one that was asked for.</summary>
    public string Offer(IReadOnlyList<DateTime> times, DateOnly? asked, DateOnly today) => times switch
    {
        [] => OfferNone,
        [var one] => book.Say("offer_one", ("first", Moment(one, asked, today))),
        [var one, var two, ..] => book.Say("offer_two", ("first", Moment(one, asked, today)), ("second", Moment(two, DateOnly.FromDateTime(one), today))),
    };

    public string WhichOffer(IReadOnlyList<DateTime> times, DateOnly today) => times is [var one, var two, ..]
        ? book.Say("which_offer", ("first", Moment(one, null, today)), ("second", Moment(two, DateOnly.FromDateTime(one), today)))
        : Offer(times, null, today);

    private string Moment(DateTime time, DateOnly? known, DateOnly today)
    {
        var date = DateOnly.FromDateTime(time);
        var at = spoken.At(TimeOnly.FromDateTime(time));
        return date == known ? at : $"{spoken.Date(date, today)} {at}";
    }

    private string Say(string phrase, Wish wish, DateOnly today, params ReadOnlySpan<(string Placeholder, string Value)> more) =>
        SpokenForms.Sentence(Words(phrase, wish, today, more));

    private string Words(string phrase, Wish wish, DateOnly today, params ReadOnlySpan<(string Placeholder, string Value)> more) => book.Say(phrase,
    [
        ("people", spoken.ForPeople(wish.People)), ("date", spoken.Date(wish.Date, today)), ("time", spoken.At(wish.Time)), .. more,
    ]);
}

/// <summary>A table for so many, then.</summary>
internal sealed record Wish(DateOnly Date, TimeOnly Time, int People)
{
    public DateTime At => Date.ToDateTime(Time);
}
