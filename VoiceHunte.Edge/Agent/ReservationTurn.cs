using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Agent;

/// <summary>One turn about a reservation: what was heard, with the draft that it already went into.</summary>
/// <param name="Before">The draft without it.</param>
internal sealed record ReservationTurn(TurnContext Turn, Draft Before, Draft Draft, TurnTools Tools, RestaurantProfile Restaurant)
{
    public Understood Heard => Turn.Understood;

    public ReservationPhrases Phrases => Agent.Phrases.For(Turn.Language).Reservations;

    public DateOnly Today => Restaurant.Hours.LocalDate(Turn.Now);

    /// <summary>Something of the wish is another than before.</summary>
    public bool IsCorrected =>
        (Before.Date, Before.Time, Before.People, Before.Name, Before.TimeShiftMinutes, Before.PeopleShift)
        != (Draft.Date, Draft.Time, Draft.People, Draft.Name, Draft.TimeShiftMinutes, Draft.PeopleShift);

    /// <summary>Asks a question that needs no more than its name.</summary>
    public Said Ask(string question, Draft draft, string? before = null) =>
        new(before is null ? Phrases.Ask(question) : $"{before} {Phrases.Ask(question)}", draft with { Asked = question });

    /// <summary>The wish is dealt with; the next one begins with nothing but what was done.</summary>
    public Said Done(string text, long? reservation = null) =>
        Ask(Questions.AnythingElse, new Draft { Done = reservation ?? Draft.Done, Name = Draft.Name, Did = [.. Draft.Did.Union(Tools.Done)] }, text);
}
