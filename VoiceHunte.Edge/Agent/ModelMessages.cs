using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Agent;

/// <summary>What the model is shown of a call: the prompt, and of what was said as much as its budget of tokens holds.</summary>
internal sealed class ModelMessages(RestaurantProfile restaurant)
{
    /// <summary>Some twenty exchanges of a telephone call.</summary>
    private const int HistoryTokens = 3000;

    /// <summary>A minute of speech, the most Twilio hears at once, has about a thousand characters.</summary>
    private const int LongestMessageChars = 1000;

    private readonly Prompt prompt = new(restaurant);

    public List<ChatMessage> For(TurnContext turn, Draft draft)
    {
        var conversation = new List<ChatMessage> { new("system", prompt.For(turn, draft)) };
        foreach (var (heard, said) in Latest(turn.History))
        {
            conversation.Add(new ChatMessage("user", Bounded(heard)));
            conversation.Add(new ChatMessage("assistant", Bounded(said)));
        }

        conversation.Add(new ChatMessage("user", Bounded(turn.Heard)));
        return conversation;
    }

    /// <summary>The latest exchanges that fit into the budget, oldest first.</summary>
    private static IEnumerable<Exchange> Latest(IReadOnlyList<Exchange> history)
    {
        var (first, tokens) = (history.Count, 0);
        while (first > 0 && (tokens += Tokens(history[first - 1].Heard) + Tokens(history[first - 1].Said)) <= HistoryTokens) first--;
        return history.Skip(first);
    }

    /// <summary>An estimate on the safe side: three letters a token in Latin script, two in Cyrillic.</summary>
    private static int Tokens(string text) => Bounded(text).Length / (text.AsSpan().ContainsAnyInRange('\u0400', '\u04ff') ? 2 : 3) + 1;

    private static string Bounded(string text) => text.Length <= LongestMessageChars ? text : text[..LongestMessageChars];
}
