using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Agent;

/// <summary>Finds the reservation that a caller wants to change or cancel: theirs by the number that calls, or by id and name.</summary>
internal static class OwnReservation
{
    private const int MostTries = 2;

    /// <summary>Either the reservation, or what has to be asked first.</summary>
    public static async Task<(Reservation? Found, Said? Question)> FindAsync(ReservationTurn turn, bool byDay, CancellationToken cancellationToken)
    {
        var draft = turn.Draft;
        if (draft.ReservationId is { } known && await turn.Tools.ProvenAsync(known, cancellationToken) is { } chosen) return (chosen, null);

        var own = await turn.Tools.OwnReservationsAsync(cancellationToken);
        if (draft.Number is { } number && own.FirstOrDefault(r => r.Id == number) is { } named) return (named, null);
        if (draft.Number is not null || own.Count == 0) return await ByNumberAndNameAsync(turn, cancellationToken);

        var meant = byDay || turn.Before.Asked == Questions.Which ? own.Where(r => Fits(turn, r)).ToArray() : [.. own];
        if (meant is [var one]) return (one, null);
        if (turn.Heard.Choice is { } choice && turn.Before.Asked == Questions.Which) return (Picked(choice, own), null);
        if (own is [var only] && meant is []) return (only, null);

        var text = turn.Phrases.YouHave(own.Select(WishOf), turn.Today, which: true);
        return (null, new Said(text, draft with { Asked = Questions.Which, Date = byDay ? null : draft.Date })
        {
            Stuck = turn.Before.Asked == Questions.Which,
        });
    }

    public static Wish WishOf(Reservation reservation) =>
        new(DateOnly.FromDateTime(reservation.LocalStart), TimeOnly.FromDateTime(reservation.LocalStart), reservation.People);

    // They were named soonest first.
    private static Reservation Picked(Choice choice, IReadOnlyList<Reservation> own) => choice switch
    {
        Choice.First or Choice.Earlier => own[0],
        Choice.Second => own[1],
        _ => own[^1],
    };

    private static async Task<(Reservation? Found, Said? Question)> ByNumberAndNameAsync(ReservationTurn turn, CancellationToken cancellationToken)
    {
        var draft = turn.Draft;
        if (draft is { Number: null, NameSaid: null })
        {
            return (null, turn.Ask(Questions.NumberAndName, draft, turn.Before.Asked == Questions.NumberAndName ? null : turn.Phrases.NoneUnderNumber)
                with { Stuck = turn.Before.Asked == Questions.NumberAndName });
        }

        if (draft.Number is not { } number)
            return (null, new Said(turn.Phrases.AskNumber, draft with { Asked = Questions.NumberAndName }) { Stuck = turn.Before.NameSaid is not null });
        if (draft.NameSaid is not { } name)
            return (null, new Said(turn.Phrases.AskNameOfReservation, draft with { Asked = Questions.Name }) { Stuck = turn.Before.Number is not null });
        if (await turn.Tools.FindReservationAsync(number, name, cancellationToken) is { } found) return (found, null);

        var again = draft with { Number = null, NameSaid = null, NotFound = draft.NotFound + 1 };
        return (null, again.NotFound >= MostTries
            ? HumanTalk.Offer(turn.Turn, turn.Restaurant, Draft.Empty, turn.Phrases.NoneFound)
            : turn.Ask(Questions.NumberAndName, again, turn.Phrases.NoneFound));
    }

    private static bool Fits(ReservationTurn turn, Reservation reservation)
    {
        var (date, time, people) = turn.Before.Asked == Questions.Which
            ? (turn.Heard.Date, turn.Heard.Time, turn.Heard.People)
            : (turn.Draft.Date, turn.Draft.Time, turn.Draft.People);
        var wish = WishOf(reservation);
        return (date ?? wish.Date) == wish.Date && (time ?? wish.Time) == wish.Time && (people ?? wish.People) == wish.People;
    }
}
