using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Agent;

/// <summary>
/// A new reservation: asks for what is missing, keeps the table while the caller thinks, reads all back, and books on a yes.
/// </summary>
internal static class BookingTalk
{
    public static async Task<Said> GoOnAsync(ReservationTurn turn, CancellationToken cancellationToken)
    {
        if (turn.Before.Asked == Questions.Confirm && !turn.IsCorrected && IsWhole(turn.Draft))
        {
            if (turn.Heard.Answer == true) return await BookAsync(turn, cancellationToken);
            if (turn.Heard.Answer == false)
                return new Said(turn.Phrases.AskCorrection, turn.Draft with { Asked = Questions.Change });
            return await NextAsync(turn, turn.Draft, cancellationToken, again: true);
        }

        if (turn.Before.Asked == Questions.Alternative)
        {
            if (RefusalTalk.Chosen(turn) is { } chosen) return await NextAsync(turn, Taking(turn.Draft, chosen), cancellationToken);
            if (!turn.IsCorrected)
            {
                return turn.Heard.Answer == false
                    ? turn.Ask(Questions.DateAndTime, turn.Draft with { Date = null, Time = null, Offered = [] })
                    : new Said(turn.Phrases.WhichOffer(turn.Draft.Offered, turn.Today), turn.Draft) { Stuck = turn.Heard.Answer is null };
            }
        }

        return await NextAsync(turn, turn.Draft, cancellationToken);
    }

    /// <summary>The next question, whatever it is: also after a question in between was answered.</summary>
    public static async Task<Said> NextAsync(ReservationTurn turn, Draft draft, CancellationToken cancellationToken, bool again = false)
    {
        if (turn.Heard.ImpossibleDate && turn.Heard.Date is null)
            return turn.Ask(Questions.Date, draft with { Date = null }, turn.Phrases.NoSuchDate);
        draft = WithoutUsualOfAnother(turn, draft);
        if (await ProblemAsync(turn, draft, cancellationToken) is { } problem) return problem;
        var likely = turn.Turn.Likely;
        if (Missing(draft) is { } missing)
        {
            if (missing != Questions.People || await WithUsualAsync(turn, draft, likely, cancellationToken) is not { } usual) return AskFor(turn, missing, draft);
            draft = usual;
        }

        var name = draft.Name ?? likely?.Name ?? (turn.Turn.IsAnotherVoice ? null : await turn.Tools.KnownNameAsync(cancellationToken));
        if (name is null) return AskFor(turn, Questions.Name, draft);

        var question = turn.Phrases.ConfirmBooking(Wish(draft), name, turn.Today);
        if (draft.Name is null && (likely is not null || turn.Turn.AsksWho)) question = $"{Phrases.For(turn.Turn.Language).IsThis(name)} {question}";
        return new Said(again ? turn.Phrases.YesOrNo(question) : question, draft with { Name = name, Asked = Questions.Confirm, Offered = [] })
        {
            Stuck = again,
        };
    }

    /// <summary>The party that a guest always is, where all else is known and there is room: it is read back like anything that was said.</summary>
    private static async Task<Draft?> WithUsualAsync(ReservationTurn turn, Draft draft, LikelyGuest? likely, CancellationToken cancellationToken)
    {
        if (likely is not { UsualParty: { } party } || (draft.Name ?? likely.Name) != likely.Name) return null;
        var usual = draft with { People = party, UsualOf = likely.Name };
        return await ProblemAsync(turn, usual, cancellationToken) is null ? usual : null;
    }

    /// <summary>Who turns out to be somebody else is asked how many they are.</summary>
    private static Draft WithoutUsualOfAnother(ReservationTurn turn, Draft draft)
    {
        if (draft.UsualOf is not { } guest) return draft;
        if (draft.People != turn.Before.People) return draft with { UsualOf = null };
        return draft.Name is { } name && name != guest ? draft with { People = null, UsualOf = null } : draft;
    }

    /// <summary>What is already known not to be possible is said before anything more is asked.</summary>
    private static async Task<Said?> ProblemAsync(ReservationTurn turn, Draft draft, CancellationToken cancellationToken)
    {
        if (draft.People is { } people && PartyProblem(turn, people) is { } party)
            return RefusalTalk.Refuse(turn, draft, new Wish(turn.Today, default, people), new Availability(party, []));
        if (draft.Date is not { } date) return null;
        if (DayProblem(turn, date) is { } day)
            return RefusalTalk.Refuse(turn, draft, new Wish(date, default, 1), new Availability(day, []));
        if (draft.Time is not { } time) return null;

        var wish = new Wish(date, time, draft.People ?? 1);
        var found = draft.People is null
            ? await turn.Tools.FindTableAsync(wish, cancellationToken)
            : await turn.Tools.HoldTableAsync(wish, except: null, cancellationToken);
        return found.Outcome is Seating.Free or Seating.NotWritten || (draft.People is null && found.Outcome == Seating.Full)
            ? null
            : RefusalTalk.Refuse(turn, draft, wish, found);
    }

    private static async Task<Said> BookAsync(ReservationTurn turn, CancellationToken cancellationToken)
    {
        var wish = Wish(turn.Draft);
        var booking = await turn.Tools.BookAsync(wish, turn.Draft.Name!, cancellationToken);
        if (booking.Reservation is { } made) return turn.Done(turn.Phrases.Booked(wish, made.Id, turn.Today), made.Id);
        return booking.Outcome == Seating.NotWritten
            ? HumanTalk.Offer(turn.Turn, turn.Restaurant, turn.Draft, turn.Phrases.NotWritten(change: false))
            : RefusalTalk.Refuse(turn, turn.Draft, wish, new Availability(booking.Outcome, booking.Nearest));
    }

    private static Seating? PartyProblem(ReservationTurn turn, int people) =>
        people < 1 ? Seating.PartyTooSmall : people > turn.Restaurant.Reservations.LargestParty ? Seating.PartyTooLarge : null;

    private static Seating? DayProblem(ReservationTurn turn, DateOnly date)
    {
        if (date < turn.Today.AddDays(-1)) return Seating.Past;
        if (date > turn.Today.AddDays(turn.Restaurant.Reservations.DaysAhead)) return Seating.TooFarAhead;
        return turn.Restaurant.Hours.On(date).Closed && turn.Draft.Time is null ? Seating.ClosedThatDay : null;
    }

    private static bool IsWhole(Draft draft) => Missing(draft) is null && draft.Name is not null;

    /// <summary>The first thing that is not known yet of a wish for a table, the name apart; null where nothing is missing, or nothing wished.</summary>
    public static string? Missing(Draft draft) => draft switch
    {
        { Goal: not Intents.CreateReservation } => null,
        { Date: null, Time: null } => Questions.DateAndTime,
        { Date: null } => Questions.Date,
        { Time: null } => Questions.Time,
        { People: null } => Questions.People,
        _ => null,
    };

    private static Said AskFor(ReservationTurn turn, string question, Draft draft)
    {
        var inVain = IsAskedInVain(turn, question);
        return turn.Ask(question, draft, inVain ? turn.Phrases.Pardon : null) with { Stuck = inVain };
    }

    private static bool IsAskedInVain(ReservationTurn turn, string question) =>
        turn.Before.Asked == question && !turn.IsCorrected && turn.Before.Goal == turn.Draft.Goal;

    private static Draft Taking(Draft draft, DateTime time) =>
        draft with { Date = DateOnly.FromDateTime(time), Time = TimeOnly.FromDateTime(time), Offered = [] };

    private static Wish Wish(Draft draft) => new(draft.Date!.Value, draft.Time!.Value, draft.People!.Value);
}
