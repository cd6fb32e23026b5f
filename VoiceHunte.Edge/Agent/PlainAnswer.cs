namespace VoiceHunte.Edge.Agent;

/// <summary>
/// Tells whether the rules are sure of a turn: the agent has asked for something, and the caller has said just that. Such a
/// turn costs nothing and needs no model.
/// </summary>
internal static class PlainAnswer
{
    /// <summary>"Yes, that's right, thank you", "on Friday the twenty-seventh of November": longer ones may hold more than was asked.</summary>
    private const int MostWords = 8;

    public static bool Is(TurnContext turn)
    {
        var heard = turn.Understood;
        if (heard.Intent is not null || HeardWords.Of(turn.Heard).Plain.Length > MostWords) return false;
        return turn.Draft.Asked switch
        {
            Questions.Confirm => heard.Answer is not null,
            Questions.Date => heard.Date is not null || heard.ImpossibleDate,
            Questions.Time => heard.Time is not null,
            Questions.DateAndTime => heard.Date is not null || heard.Time is not null || heard.ImpossibleDate,
            Questions.People => heard.People is not null,
            Questions.Name => heard.Name is not null,
            Questions.NumberAndName => heard.ReservationId is not null || heard.Name is not null,
            Questions.Alternative => heard.Choice is not null || heard.Time is not null || heard.Answer is not null,
            Questions.Which => heard.Choice is not null || heard.Date is not null,
            Questions.Person or Questions.AnythingElse => heard.Answer == false,
            _ => false,
        };
    }
}
