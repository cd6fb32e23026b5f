using VoiceHunte.Edge.Agent;

namespace VoiceHunte.Edge.Tests.Scripts;

/// <summary>What the agent takes itself to have asked is what the caller heard, in the caller's language. Of the rules alone: a model words freely.</summary>
internal static class SpokenQuestions
{
    public static IEnumerable<string> Faults(Talk talk)
    {
        var phrases = Phrases.For(talk.Script.Language).Reservations;
        foreach (var turn in talk.Turns)
        {
            if (turn.Heard.Language is { } spoken && spoken[..2] != talk.Script.Language.Code) yield return $"spoken in {turn.Heard.Language}: {turn.Heard.Text}";
            // A silence is answered before anyone thinks of the question.
            if (turn.Said.Length > 0 && turn.Asked is not null && !IsHeard(turn, phrases)) yield return $"asked {turn.Asked}, but not heard: {turn.Heard.Text}";
        }
    }

    private static bool IsHeard(TalkedTurn turn, ReservationPhrases phrases) =>
        Sentences(turn.Asked!, phrases) is not { Length: > 0 } sentences || sentences.Any(turn.Heard.Text.Contains);

    /// <summary>One of these is the question; empty where it is never the same twice.</summary>
    private static string[] Sentences(string asked, ReservationPhrases phrases) => asked switch
    {
        Questions.Date => [phrases.Ask(asked), phrases.OfferNone],
        Questions.Name => [phrases.Ask(asked), phrases.AskNameOfReservation],
        Questions.NumberAndName => [phrases.Ask(asked), phrases.AskNumber],
        Questions.Change => [phrases.Ask(asked), phrases.AskCorrection],
        Questions.DateAndTime or Questions.Time or Questions.People or Questions.Person => [phrases.Ask(asked)],
        _ => [],
    };
}
