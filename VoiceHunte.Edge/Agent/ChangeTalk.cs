using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Agent;

/// <summary>A change: finds the reservation, looks for the table, reads the new one back, and changes it on a yes.</summary>
internal static class ChangeTalk
{
    public static async Task<Said> GoOnAsync(ReservationTurn turn, CancellationToken cancellationToken)
    {
        var (reservation, question) = await OwnReservation.FindAsync(turn, byDay: false, cancellationToken);
        if (reservation is null) return question!;

        // What told which one is meant is no wish for another day.
        var draft = turn.Before.Asked == Questions.Which
            ? turn.Before with { ReservationId = reservation.Id }
            : turn.Draft with { ReservationId = reservation.Id };
        if (RefusalTalk.Chosen(turn) is { } chosen)
            draft = draft with { Date = DateOnly.FromDateTime(chosen), Time = TimeOnly.FromDateTime(chosen), Offered = [] };
        if (turn.Before.Asked == Questions.Confirm && turn.Before.ReservationId == reservation.Id && !turn.IsCorrected)
        {
            if (turn.Heard.Answer == true) return await ChangeAsync(turn, draft, reservation, cancellationToken);
            if (turn.Heard.Answer == false) return await KeepAsync(turn, cancellationToken);
        }

        return await NextAsync(turn, draft, reservation, cancellationToken);
    }

    private static async Task<Said> NextAsync(ReservationTurn turn, Draft draft, Reservation reservation, CancellationToken cancellationToken)
    {
        if (turn.Heard.ImpossibleDate && turn.Heard.Date is null)
            return turn.Ask(Questions.Date, draft with { Date = null }, turn.Phrases.NoSuchDate);

        var wish = Wanted(draft, reservation);
        if (wish == OwnReservation.WishOf(reservation))
        {
            return turn.Before.Asked == Questions.Change && turn.Heard.Answer == false
                ? await KeepAsync(turn, cancellationToken)
                : turn.Ask(Questions.Change, draft) with { Stuck = turn.Before.Asked == Questions.Change };
        }

        var found = await turn.Tools.HoldTableAsync(wish, reservation.Id, cancellationToken);
        if (found.Outcome is not (Seating.Free or Seating.NotWritten)) return RefusalTalk.Refuse(turn, draft, wish, found);
        var confirm = turn.Phrases.ConfirmChange(wish, turn.Today);
        var again = turn.Before.Asked == Questions.Confirm && !turn.IsCorrected;
        return new Said(again ? turn.Phrases.YesOrNo(confirm) : confirm, Settled(draft, wish) with { Asked = Questions.Confirm }) { Stuck = again };
    }

    private static async Task<Said> ChangeAsync(ReservationTurn turn, Draft draft, Reservation reservation, CancellationToken cancellationToken)
    {
        var wish = Wanted(draft, reservation);
        var change = await turn.Tools.ChangeAsync(reservation.Id, wish, cancellationToken);
        if (change.Reservation is not null) return turn.Done(turn.Phrases.Changed(wish, turn.Today), reservation.Id);
        return change.Outcome == Seating.NotWritten
            ? HumanTalk.Offer(turn.Turn, turn.Restaurant, draft, turn.Phrases.NotWritten(change: true))
            : RefusalTalk.Refuse(turn, draft, wish, new Availability(change.Outcome, change.Nearest));
    }

    private static async Task<Said> KeepAsync(ReservationTurn turn, CancellationToken cancellationToken)
    {
        await turn.Tools.ReleaseTableAsync(cancellationToken);
        return turn.Done(turn.Phrases.Kept);
    }

    private static Wish Wanted(Draft draft, Reservation reservation)
    {
        var now = OwnReservation.WishOf(reservation);
        return new Wish(
            draft.Date ?? now.Date,
            draft.Time ?? now.Time.Add(TimeSpan.FromMinutes(draft.TimeShiftMinutes ?? 0)),
            draft.People ?? now.People + (draft.PeopleShift ?? 0));
    }

    private static Draft Settled(Draft draft, Wish wish) => draft with
    {
        Date = wish.Date,
        Time = wish.Time,
        People = wish.People,
        TimeShiftMinutes = null,
        PeopleShift = null,
        Offered = [],
    };
}
