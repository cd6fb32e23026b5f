namespace VoiceHunte.Edge.Agent;

/// <summary>
/// Where the rules are sure: a bare answer to just what was asked, in few words. Such a turn costs nothing and keeps nobody
/// waiting; whatever is longer or means something else is for the model.
/// </summary>
internal static class SureAnswers
{
    /// <summary>"Yes, that's right, thank you", "на двадцать седьмое ноября": longer sentences tend to hold a second thing.</summary>
    private const int MostWords = 5;

    public static bool Has(TurnContext turn) =>
        turn.Understood is { Intent: null, ImpossibleDate: false } heard
        && HeardWords.Of(turn.Heard).Plain.Length <= MostWords
        && Answers(turn.Draft, heard);

    private static bool Answers(Draft draft, Understood heard) => draft.Asked switch
    {
        Questions.Confirm => heard.Answer is not null,
        Questions.DateAndTime => heard.Date is not null || heard.Time is not null,
        Questions.Date => heard.Date is not null,
        Questions.Time => heard.Time is not null,
        Questions.People => heard.People is not null,
        Questions.Name => heard.Name is not null,
        Questions.NumberAndName => heard.ReservationId is not null,
        Questions.Alternative => heard.Choice is not null || heard.Time is not null || heard.Answer == false || (heard.Answer == true && draft.Offered.Count == 1),
        Questions.Which => heard.Choice is not null || heard.Date is not null,
        Questions.AnythingElse or Questions.Person => heard.Answer == false && heard == new Understood { Answer = false, Switch = heard.Switch, SwitchAsked = heard.SwitchAsked, SwitchPlain = heard.SwitchPlain },
        _ => false,
    };
}
