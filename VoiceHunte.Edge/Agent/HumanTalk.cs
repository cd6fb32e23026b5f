using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Agent;

/// <summary>Brings in a person where the agent cannot help: a colleague on the line, else a message for them.</summary>
internal static class HumanTalk
{
    /// <summary>Asks whether a colleague shall take the call; where there is none, what they shall be told.</summary>
    /// <param name="why">What the caller hears first.</param>
    public static Said Offer(TurnContext turn, RestaurantProfile restaurant, Draft draft, string why)
    {
        var phrases = Phrases.For(turn.Language);
        return restaurant.TransferNumber is null
            ? new Said($"{why} {phrases.Message.Ask}", draft with { Asked = Questions.Message })
            : new Said($"{why} {phrases.Reservations.Ask(Questions.Person)}", draft with { Asked = Questions.Person });
    }

    /// <summary>Puts the caller through. Where there is nobody to put them through to, the desk takes a message instead.</summary>
    public static Said PutThrough(TurnContext turn) => new(Phrases.For(turn.Language).Transfer, turn.Draft with { Asked = null })
    {
        Intent = Intents.Transfer,
        Then = Then.Transfer,
    };
}
