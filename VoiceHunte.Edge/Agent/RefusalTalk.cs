using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Agent;

/// <summary>Says why a table cannot be had, and offers the nearest that can.</summary>
internal static class RefusalTalk
{
    /// <param name="wish">What cannot be had. Stays in the draft: "then on Saturday" means the same time.</param>
    public static Said Refuse(ReservationTurn turn, Draft draft, Wish wish, Availability found)
    {
        var why = Why(turn, wish, found.Outcome);
        if (found.Outcome is Seating.PartyTooSmall or Seating.PartyTooLarge)
            return turn.Ask(Questions.People, draft with { People = null, PeopleShift = null }, why);
        if (found.Nearest.Count > 0)
        {
            var offer = turn.Phrases.Offer(found.Nearest, wish.Date, turn.Today);
            return new Said($"{why} {offer}", draft with { Asked = Questions.Alternative, Offered = [.. found.Nearest.Take(2)] });
        }

        return found.Outcome == Seating.Full
            ? new Said($"{why} {turn.Phrases.OfferNone}", draft with { Asked = Questions.Date, Offered = [] })
            : turn.Ask(Questions.Date, draft with { Date = null, Offered = [] }, why);
    }

    /// <summary>Which of the offered times is taken up; null when none is.</summary>
    public static DateTime? Chosen(ReservationTurn turn)
    {
        var offered = turn.Before.Offered;
        if (turn.Before.Asked != Questions.Alternative || offered.Count == 0) return null;
        var heard = turn.Heard;
        if (heard.Choice is { } choice) return Picked(choice, offered);
        if (heard.Date is null && heard.Time is null) return heard.Answer == true && offered.Count == 1 ? offered[0] : null;

        var fitting = offered.Where(time =>
            (heard.Date ?? DateOnly.FromDateTime(time)) == DateOnly.FromDateTime(time)
            && (heard.Time ?? TimeOnly.FromDateTime(time)) == TimeOnly.FromDateTime(time)).ToArray();
        return fitting is [var one] ? one : null;
    }

    // The nearest time was named first, which need not be the earlier one.
    private static DateTime Picked(Choice choice, IReadOnlyList<DateTime> offered) => choice switch
    {
        Choice.First => offered[0],
        Choice.Second => offered[^1],
        Choice.Earlier => offered.Min(),
        _ => offered.Max(),
    };

    private static string Why(ReservationTurn turn, Wish wish, Seating outcome)
    {
        var spoken = Phrases.For(turn.Turn.Language);
        var day = turn.Restaurant.Hours.On(wish.Date);
        return outcome switch
        {
            Seating.ClosedThatDay => spoken.Hours.Closed(spoken.Spoken.Date(wish.Date, turn.Today)),
            Seating.ClosedAtThatTime => spoken.Hours.Open(spoken.Spoken.Date(wish.Date, turn.Today), day.Intervals),
            Seating.AfterLastSeating => turn.Phrases.LastSeating(wish.Date, LastSeating(turn, day), turn.Today),
            Seating.Full => turn.Phrases.Full(wish, turn.Today),
            Seating.PartyTooLarge => turn.Phrases.PartyTooLarge(turn.Restaurant.Reservations.LargestParty),
            _ => turn.Phrases.Cannot(outcome),
        };
    }

    private static TimeOnly LastSeating(ReservationTurn turn, DayHours day) =>
        day.Intervals[^1].Closes.Add(-turn.Restaurant.Reservations.LastSeating);
}
