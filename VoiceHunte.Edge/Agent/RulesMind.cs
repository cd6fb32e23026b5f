using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Agent;

/// <summary>Answers hours, menu, goodbye and transfer by rules; honest about what it cannot do.</summary>
internal sealed class RulesMind(RestaurantProfile restaurant) : IMind
{
    private readonly HoursTalk hours = new(restaurant);
    private readonly MenuTalk menu = new(restaurant);

    private bool HasPerson => restaurant.TransferNumber is not null;

    public Task<Thought> ThinkAsync(TurnContext turn, CancellationToken cancellationToken) => Task.FromResult(Think(turn));

    /// <summary>The caller takes up the offer of a person, made in the answer before.</summary>
    public bool TakesUpOffer(TurnContext turn) =>
        HasPerson && turn.Understood.Answer == true && WasOffered(turn);

    public Thought Think(TurnContext turn)
    {
        var phrases = Phrases.For(turn.Language);
        return turn.Understood.Intent switch
        {
            Intents.Goodbye => Answer(turn, phrases.Goodbye, Then.HangUp),
            Intents.Transfer => Transfer(turn, phrases),
            Intents.HoursInfo => Answer(turn, hours.Answer(turn)),
            Intents.MenuQuestion => Answer(turn, menu.Answer(turn).Text),
            _ when TakesUpOffer(turn) => Transfer(turn, phrases),
            _ when turn.Understood.Answer == false && WasOffered(turn) => Answer(turn, phrases.AnythingElse),
            Intents.Generic => Answer(turn, menu.AnswerIfNamed(turn)?.Text ?? phrases.WhatICanDo(HasPerson)),
            _ => Answer(turn, phrases.CannotBook(HasPerson)),
        };
    }

    private Thought Transfer(TurnContext turn, Phrases phrases) => HasPerson
        ? Answer(turn, phrases.Transfer, Then.Transfer) with { Intent = Intents.Transfer }
        : Answer(turn, phrases.NobodyToTransferTo);

    private static Thought Answer(TurnContext turn, string text, Then then = Then.Listen) =>
        new(text, turn.Understood.Intent ?? Intents.Generic, then, Thought.Rules, ToolCalls: null);

    private static bool WasOffered(TurnContext turn) => turn.History.Count > 0
        && (turn.History[^1].Said == Phrases.For(turn.Language).CannotBook(person: true)
            || turn.History[^1].Said.EndsWith(Phrases.For(turn.Language).Menu.OfferPerson, StringComparison.Ordinal));
}
