using VoiceHunte.Edge.OpenAI;

namespace VoiceHunte.Edge.Agent;

/// <summary>What was said before, as far as it fits: the newest exchanges first, so that a long call costs no more than a short one.</summary>
internal static class ModelHistory
{
    /// <summary>Some forty exchanges in English, half as many in Cyrillic: longer than any call about a table.</summary>
    public const int MostTokens = 3000;

    /// <summary>A minute of speech, the most Twilio hears at once, has about a thousand characters.</summary>
    private const int LongestMessageChars = 1000;

    /// <summary>A few more for the roles and the marks around each message.</summary>
    private const int TokensAMessage = 4;

    public static IEnumerable<ChatMessage> Of(IReadOnlyList<Exchange> history)
    {
        var left = MostTokens;
        var kept = new List<ChatMessage>();
        foreach (var (heard, said) in history.Reverse())
        {
            ChatMessage[] exchange = [new("user", Bounded(heard)), new("assistant", Bounded(said))];
            left -= exchange.Sum(message => Tokens(message.Content!) + TokensAMessage);
            if (left < 0) break;
            kept.InsertRange(0, exchange);
        }

        return kept;
    }

    public static string Bounded(string text) => text.Length <= LongestMessageChars ? text : text[..LongestMessageChars];

    /// <summary>Rather too many than too few: three Latin letters a token, two of any other script.</summary>
    public static int Tokens(string text)
    {
        var latin = text.Count(char.IsAscii);
        return (latin / 3) + ((text.Length - latin) / 2) + 1;
    }
}
