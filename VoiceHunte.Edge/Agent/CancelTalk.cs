namespace VoiceHunte.Edge.Agent;

/// <summary>A cancellation: finds the reservation, reads it back, and cancels on a yes.</summary>
internal static class CancelTalk
{
    public static async Task<Said> GoOnAsync(ReservationTurn turn, CancellationToken cancellationToken)
    {
        var (reservation, question) = await OwnReservation.FindAsync(turn, byDay: true, cancellationToken);
        if (reservation is null) return question!;

        var wish = OwnReservation.WishOf(reservation);
        if (turn.Before is { Asked: Questions.Confirm, ReservationId: not null } && turn.Before.Goal == Intents.CancelReservation)
        {
            if (turn.Heard.Answer == true) return await CancelAsync(turn, reservation.Id, wish, cancellationToken);
            if (turn.Heard.Answer == false) return turn.Done(turn.Phrases.Kept);
        }

        var again = turn.Before is { Asked: Questions.Confirm, Goal: Intents.CancelReservation };
        var confirm = turn.Phrases.ConfirmCancel(wish, turn.Today);
        return new Said(again ? turn.Phrases.YesOrNo(confirm) : confirm, turn.Draft with { ReservationId = reservation.Id, Asked = Questions.Confirm })
        {
            Stuck = again,
        };
    }

    private static async Task<Said> CancelAsync(ReservationTurn turn, long id, Wish wish, CancellationToken cancellationToken) =>
        (await turn.Tools.CancelAsync(id, cancellationToken)).IsDone
            ? turn.Done(turn.Phrases.Cancelled(wish, turn.Today))
            : HumanTalk.Offer(turn.Turn, turn.Restaurant, turn.Draft, turn.Phrases.NotWritten(change: true));
}
