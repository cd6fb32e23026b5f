using System.Text.Json;
using System.Text.RegularExpressions;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Scripts;

/// <summary>
/// A model that does what its prompt tells it to, and no more: it knows the call only from the request, as a real one does,
/// and acts through the tools alone.
/// </summary>
internal static partial class ObedientModel
{
    /// <summary>Has the stand-in answer every chat in this way; the settings under which an appliance asks it every turn it may.</summary>
    public static Dictionary<string, string> Play(OpenAIStandIn openAI)
    {
        openAI.Chat.Always(Answer);
        return new()
        {
            ["OPENAI_API_KEY"] = OpenAIStandIn.Key,
            ["OPENAI_BASE_URL"] = openAI.BaseUrl.ToString(),
            ["RULES_FIRST"] = "off",
        };
    }

    private static OpenAIReply Answer(JsonElement request)
    {
        var messages = request.GetProperty("messages");
        var last = messages[messages.GetArrayLength() - 1];
        var said = last.GetProperty("content").GetString()!;
        if (last.GetProperty("role").GetString() == "tool") return ChatReply.Text(Facts(said));

        var prompt = messages[0].GetProperty("content").GetString()!;
        var (wish, words) = (WishTold().Match(prompt).Groups, WordsTold().Match(prompt).Groups);
        return (wish["wish"].Value, wish["asked"].Value, words["intent"].Value, words["answer"].Value) switch
        {
            (_, _, Intents.MenuQuestion, _) => ChatReply.Calls((Tools.Menu, $$"""{"question":"{{JsonEncodedText.Encode(said)}}"}""")),
            (_, _, Intents.HoursInfo, _) => ChatReply.Calls((Tools.Hours, """{"date":null}""")),
            (Intents.CreateReservation, Questions.Confirm, _, "yes") => ChatReply.Calls((Tools.Book, "{}")),
            (Intents.CreateReservation, _, _, _) => ChatReply.Calls((Tools.Hold, """{"date":null,"time":null,"people":null,"name":null}""")),
            (Intents.UpdateReservation, _, _, _) => ChatReply.Calls((Tools.Change, """{"number":null,"name":null,"date":null,"time":null,"people":null}""")),
            (Intents.CancelReservation, _, _, _) => ChatReply.Calls((Tools.Cancel, """{"number":null,"name":null,"date":null,"time":null}""")),
            (_, Questions.AnythingElse, _, "no") => ChatReply.Calls((Tools.End, "{}")),
            _ => ChatReply.Text("Pod Lipou?"),
        };
    }

    private static string Facts(string result) =>
        JsonElement.Parse(result).TryGetProperty("facts", out var facts) ? facts.GetString()! : "Pod Lipou?";

    [GeneratedRegex(@"Wish: (?<wish>\w+); asked last: (?<asked>\w+)")]
    private static partial Regex WishTold();

    [GeneratedRegex(@"In the last words: intent (?<intent>\w+), answer (?<answer>\w+)")]
    private static partial Regex WordsTold();
}
