using VoiceHunte.Edge.Agent.Grammar;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Agent;

/// <summary>
/// Whether an answer of the model's claims what the tools did not do, or tells what is not so. It rather drops a good answer,
/// for which the rules stand in, than lets a caller come to a table that nobody booked.
/// </summary>
internal sealed class ClaimCheck(RestaurantProfile restaurant)
{
    private readonly HashSet<decimal> prices = [.. restaurant.Menu.Dishes.Select(dish => dish.Price)];

    /// <returns>A word for the log; null when nothing is wrong.</returns>
    public string? Problem(string text, TurnContext turn, ModelTurn making)
    {
        // A model may answer in another language than the call's.
        foreach (var language in Language.All)
        {
            var words = ClaimVocabulary.For(language);
            foreach (var (claim, patterns) in words.Claims)
                if (IsClaimed(text, patterns, words) && !IsSo(claim, turn, making)) return claim;
        }

        var sentence = LanguageGrammar.For(turn.Language).Cut(text);
        if (ClaimedNumbers.In(sentence).Any(number => !IsCallers(number, turn, making))) return "a number";
        return ClaimedPrices.In(sentence, ClaimVocabulary.For(turn.Language)).Any(price => !prices.Contains(price)) ? "a price" : null;
    }

    /// <summary>Clause by clause: a question, a denial or a condition claims nothing, but only where it stands itself.</summary>
    private static bool IsClaimed(string text, PatternList claim, ClaimVocabulary words)
    {
        foreach (var (clause, asks) in ClaimClauses.Of(text, words.Joins))
            if (!asks && claim.IsIn(clause) && !words.Unless.IsIn(clause)) return true;

        return false;
    }

    private static bool IsSo(string claim, TurnContext turn, ModelTurn making) => claim switch
    {
        ClaimVocabulary.Booked => turn.Draft.Done is not null || turn.Draft.ReservationId is not null || making.Told.Count > 0,
        ClaimVocabulary.Changed => turn.Draft.Did.Contains(Tools.Change),
        ClaimVocabulary.Cancelled => turn.Draft.Did.Contains(Tools.Cancel),
        _ => false,
    };

    /// <summary>Of a reservation that is theirs or that they named themselves; or part of what every caller may know.</summary>
    private bool IsCallers(string digits, TurnContext turn, ModelTurn making) =>
        (long.TryParse(digits, out var number)
            && (number == turn.Draft.Done || number == turn.Draft.ReservationId || number == turn.Draft.Number || making.Told.Contains(number)))
        || digits == turn.Understood.ReservationId
        || restaurant.Address?.In(turn.Language).Contains(digits, StringComparison.Ordinal) == true;
}
