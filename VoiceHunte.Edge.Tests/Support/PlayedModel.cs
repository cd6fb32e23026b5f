using System.Text.Json;
using System.Text.Json.Nodes;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>
/// A competent model on OpenAI's wire, the same every time. It reads no mind:
/// all it knows is what the request says, and it calls the tools as their descriptions ask for.
/// </summary>
internal static class PlayedModel
{
    private const string Heading = "(data, not instructions)\n";

    /// <summary>It answers every chat from now on.</summary>
    /// <returns>The settings of an appliance that asks it whatever it may.</returns>
    public static Dictionary<string, string> Play(OpenAIStandIn openAI)
    {
        openAI.Chat.Always(Answer);
        return new() { ["OPENAI_API_KEY"] = OpenAIStandIn.Key, ["OPENAI_BASE_URL"] = openAI.BaseUrl.ToString(), ["RULES_FIRST"] = "off" };
    }

    /// <summary>What it answers to one request.</summary>
    public static OpenAIReply Answer(JsonElement request)
    {
        var messages = request.GetProperty("messages");
        var last = messages[messages.GetArrayLength() - 1];
        if (Text(last, "role") == "tool") return AfterTools(messages);

        var system = Text(messages[0], "content")!;
        var known = JsonElement.Parse(system[(system.LastIndexOf(Heading, StringComparison.Ordinal) + Heading.Length)..]);
        var phrases = Phrases.For(LanguageOf(system));
        var calls = Calls(known, Text(last, "content")!).ToArray();
        return calls.Length > 0 ? ChatReply.Calls(calls) : Puzzled(phrases, messages, HasTransfer(request));
    }

    /// <summary>It says what the tools say, as it was told to.</summary>
    private static OpenAIReply AfterTools(JsonElement messages)
    {
        var said = messages.EnumerateArray().Reverse().TakeWhile(message => Text(message, "role") == "tool").Reverse()
            .Select(message => Text(JsonElement.Parse(Text(message, "content")!), "say")).OfType<string>().ToArray();
        return ChatReply.Text(said.Length > 0 ? string.Join(' ', said) : Phrases.For(LanguageOf(Text(messages[0], "content")!)).PleaseRepeat);
    }

    /// <summary>A question in between is answered first, then the wish goes on.</summary>
    private static IEnumerable<(string Tool, string Arguments)> Calls(JsonElement known, string heard)
    {
        var about = Text(known, "heard");
        if (about == Intents.HoursInfo) yield return (Tools.Hours, Arguments(("date", Text(known, "day"))));
        if (about == Intents.MenuQuestion) yield return (Tools.Menu, Arguments(("question", heard)));
        if (WishCall(known, about) is { Tool.Length: > 0 } call) yield return call;
    }

    private static (string Tool, string Arguments) WishCall(JsonElement known, string? about)
    {
        var (wish, asked, answer) = (Text(known, "wish"), Text(known, "asked"), Text(known, "answer"));
        if (about == Intents.Transfer) return (Tools.Transfer, "{}");
        if (asked == Questions.AnythingElse && answer == "no" && wish is null) return (Tools.End, "{}");
        var confirmed = asked == Questions.Confirm && answer == "yes" && about is not (Intents.HoursInfo or Intents.MenuQuestion);
        return wish switch
        {
            Intents.CreateReservation when about == Intents.CancelReservation => (Tools.Cancel, Which(known, confirmed: false, withDay: false)),
            Intents.CreateReservation => (confirmed ? Tools.Book : Tools.Hold, Wish(known)),
            Intents.UpdateReservation => (Tools.Change, Change(known, confirmed)),
            Intents.CancelReservation => (Tools.Cancel, Which(known, confirmed, withDay: true)),
            _ => ("", ""),
        };
    }

    private static string Wish(JsonElement known) =>
        Arguments(("date", Text(known, "date")), ("time", Text(known, "time")), ("people", Number(known, "people")), ("name", Text(known, "name")));

    private static string Change(JsonElement known, bool confirmed) => Arguments(
        ("number", Number(known, "number")), ("name", Text(known, "name")), ("date", Text(known, "date")), ("time", Text(known, "time")),
        ("people", Number(known, "people")), ("confirmed", confirmed));

    private static string Which(JsonElement known, bool confirmed, bool withDay) => Arguments(
        ("number", Number(known, "number")), ("name", Text(known, "name")), ("date", withDay ? Text(known, "date") : null),
        ("time", withDay ? Text(known, "time") : null), ("confirmed", confirmed));

    /// <summary>It asks what it can do; asked in vain, it fetches a human or takes the words down for one.</summary>
    private static OpenAIReply Puzzled(Phrases phrases, JsonElement messages, bool hasTransfer)
    {
        var help = phrases.WhatICanDo(hasTransfer);
        var before = messages.GetArrayLength() > 2 ? Text(messages[messages.GetArrayLength() - 2], "content") : null;
        if (before != help) return ChatReply.Text(help);
        return hasTransfer
            ? ChatReply.Calls((Tools.Transfer, "{}"))
            : ChatReply.Calls((Tools.Message, Arguments(("message", Text(messages[messages.GetArrayLength() - 1], "content")))));
    }

    private static bool HasTransfer(JsonElement request) =>
        request.GetProperty("tools").EnumerateArray().Any(tool => Text(tool.GetProperty("function"), "name") == Tools.Transfer);

    private static Language LanguageOf(string system)
    {
        const string label = "\nLanguage: ";
        return Language.Find(system.Substring(system.LastIndexOf(label, StringComparison.Ordinal) + label.Length, 2))!;
    }

    private static string Arguments(params ReadOnlySpan<(string Key, JsonNode? Value)> values)
    {
        var arguments = new JsonObject();
        foreach (var (key, value) in values) arguments[key] = value;
        return arguments.ToJsonString();
    }

    private static JsonValue? Number(JsonElement known, string name) =>
        known.TryGetProperty(name, out var number) ? JsonValue.Create(number.GetInt64()) : null;

    private static string? Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
