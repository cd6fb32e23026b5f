namespace VoiceHunte.Edge.Agent;

/// <summary>Takes what was heard into the draft: what the caller wants, and what of it is known. Pure.</summary>
internal static class Wishes
{
    public static Draft Taken(TurnContext turn)
    {
        var (heard, before) = (turn.Understood, turn.Draft);
        var goal = Goal(before, heard);
        var draft = Turned(before, goal);
        return goal switch
        {
            null => draft,
            Intents.CreateReservation => WithSlots(draft, heard) with { Name = heard.Name ?? draft.Name },
            _ => WithSlots(draft, heard) with
            {
                NameSaid = heard.Name ?? draft.NameSaid,
                Number = long.TryParse(heard.ReservationId, out var number) ? number : draft.Number,
                TimeShiftMinutes = (int?)heard.TimeShift?.TotalMinutes ?? draft.TimeShiftMinutes,
                PeopleShift = heard.PeopleShift ?? draft.PeopleShift,
            },
        };
    }

    /// <summary>The draft with another goal, or the same.</summary>
    public static Draft Turned(Draft before, string? goal) =>
        goal == before.Goal || goal is null ? before with { Goal = goal } : Begin(before, goal);

    /// <summary>"Cancel that" in the middle of a booking: there is nothing to cancel yet but the wish itself.</summary>
    public static bool IsGivenUp(TurnContext turn) => turn.Understood.Intent == Intents.CancelReservation;

    private static string? Goal(Draft draft, Understood heard) => (draft.Goal, heard.Intent) switch
    {
        // In the middle of a booking "change it to eight" is a correction of it, and "cancel" gives it up.
        (Intents.CreateReservation, _) => Intents.CreateReservation,
        (not null, Intents.UpdateReservation or Intents.CancelReservation) => heard.Intent,
        // None was found that could be changed or cancelled: a new one it is.
        (not null, Intents.CreateReservation) when draft.ReservationId is null => heard.Intent,
        (not null, _) => draft.Goal,
        (null, Intents.CreateReservation or Intents.UpdateReservation or Intents.CancelReservation) => heard.Intent,
        (null, null or Intents.Generic) when HasSlot(heard) =>
            draft.Done is not null && heard.Answer == false ? Intents.UpdateReservation : Intents.CreateReservation,
        _ => null,
    };

    private static bool HasSlot(Understood heard) => heard.Date is not null || heard.Time is not null || heard.People is not null;

    /// <summary>A new wish. To change one's mind about what was just done means that very reservation.</summary>
    private static Draft Begin(Draft before, string goal) => before with
    {
        Goal = goal,
        Asked = null,
        Offered = [],
        ReservationId = goal == Intents.CreateReservation ? null : before.ReservationId ?? before.Done,
    };

    private static Draft WithSlots(Draft draft, Understood heard) => draft with
    {
        Date = heard.Date ?? draft.Date,
        Time = heard.Time ?? draft.Time,
        People = heard.People ?? draft.People,
    };
}
