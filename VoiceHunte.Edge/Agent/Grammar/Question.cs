using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Agent.Grammar;

/// <summary>What the agent said last: what it asked for, and the values in it.</summary>
internal sealed record Question(Asking Asks, DateOnly? Date, TimeOnly? Time, int? People)
{
    public static readonly Question None = new(Asking.Nothing, null, null, null);

    private const Asking Slots = Asking.Date | Asking.Time | Asking.People | Asking.Name | Asking.Reservation;

    public bool AsksForSlot => (Asks & Slots) != 0;

    public bool HasValues => Date is not null || Time is not null || People is not null;

    /// <summary>A yes or a no would answer it.</summary>
    public bool IsYesOrNo => (Asks & (Asking.Confirm | Asking.Offer | Asking.Else)) != 0;

    public bool IsConfirmation => (Asks & Asking.Confirm) != 0;

    /// <summary>The caller may say anything: nothing was asked but how to help.</summary>
    public bool IsOpen => (Asks & ~Asking.Open) == Asking.Nothing;

    /// <summary>Would the caller like to reserve at all?</summary>
    public bool IsPlainOffer => (Asks & (Asking.Confirm | Asking.Offer)) == Asking.Offer && !HasValues;

    public static Question Of(Surroundings around, Language language)
    {
        if (around.Previous is not { Length: > 0 } said) return None;

        var grammar = LanguageGrammar.For(language);
        var sentence = grammar.Cut(said);
        var found = grammar.Find(sentence, Asking.Nothing);
        var (date, _) = DateReading.Of(found, around.Today);
        var question = new Question(
            grammar.Asked(sentence), date, TimeReading.Of(found, sentence, date ?? around.Today, around.Hours), PartyReading.Of(found, sentence, grammar));
        return question with { Asks = around.Asked is { } asked ? Known(asked.Question) : question.Understood(said) };
    }

    /// <summary>What the agent itself knows of its question is surer than its words.</summary>
    private static Asking Known(string? question) => question switch
    {
        null => Asking.Nothing,
        Questions.DateAndTime => Asking.Date | Asking.Time,
        Questions.Date => Asking.Date,
        Questions.Time => Asking.Time,
        Questions.People => Asking.People,
        Questions.Name => Asking.Name,
        Questions.NumberAndName => Asking.Reservation | Asking.Name,
        Questions.Confirm => Asking.Confirm,
        Questions.Alternative => Asking.Time | Asking.Offer,
        Questions.Which or Questions.Change => Asking.Open,
        Questions.Person => Asking.Offer,
        _ => Asking.Else,
    };

    /// <summary>What is read back without a word of asking is to be confirmed; so is any other question that asks for nothing.</summary>
    private Asking Understood(string said)
    {
        if (AsksForSlot && (Asks & Asking.Confirm) == 0) return Asks & Slots;
        if ((Asks & (Asking.Confirm | Asking.Else)) != 0) return Asks & ~Slots;
        var values = (Date is null ? 0 : 1) + (Time is null ? 0 : 1) + (People is null ? 0 : 1);
        if ((Asks & Asking.Offer) != 0) return values > 0 ? Asks | Asking.Confirm : Asks;
        if (values > 1) return Asks | Asking.Confirm;
        return (Asks & Asking.Open) == 0 && said.TrimEnd().EndsWith('?') ? Asks | Asking.Confirm : Asks;
    }
}
