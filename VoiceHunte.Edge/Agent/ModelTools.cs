using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Agent;

/// <summary>The tools as the model is told of them. Strict: every key is there, null where nothing is known.</summary>
internal static class ModelTools
{
    private const string Date = """{"type":["string","null"],"description":"yyyy-MM-dd"}""";
    private const string Time = """{"type":["string","null"],"description":"HH:mm, the restaurant's clock"}""";
    private const string People = """{"type":["integer","null"]}""";
    private const string Name = """{"type":["string","null"],"description":"As the caller said it"}""";
    private const string Number = """{"type":["integer","null"],"description":"The reservation's number, as the caller said it or find_reservation told"}""";
    private const string Confirmed = """{"type":"boolean","description":"True only when the caller has just said yes to what was read back"}""";
    private const string Words = """{"type":"string"}""";

    private static readonly ChatTool[] Always =
    [
        Tool(Tools.Find, "Looks whether a table is free. Null for what the caller has not said.", ("date", Date), ("time", Time), ("people", People)),
        Tool(Tools.Hold, "Keeps a table for the caller and reads the wish back once all is known; else tells what to ask. Call it whenever the caller wants a table.",
            ("date", Date), ("time", Time), ("people", People), ("name", Name)),
        Tool(Tools.Book, "Books what was read back. Only when the caller has just said yes to it.",
            ("date", Date), ("time", Time), ("people", People), ("name", Name)),
        Tool(Tools.FindReservation, "The caller's reservations; those made from another telephone by number and name.", ("number", Number), ("name", Name)),
        Tool(Tools.Change, "Changes a reservation of the caller's: reads the change back first, then makes it once confirmed. Null for what stays.",
            ("number", Number), ("name", Name), ("date", Date), ("time", Time), ("people", People), ("confirmed", Confirmed)),
        Tool(Tools.Cancel, "Cancels a reservation of the caller's: reads it back first, then cancels once confirmed. In the middle of a new booking it gives that up. Date and time tell which one.",
            ("number", Number), ("name", Name), ("date", Date), ("time", Time), ("confirmed", Confirmed)),
        Tool(Tools.Menu, "What the menu says of dishes, prices, allergens and diets.", ("question", Words)),
        Tool(Tools.Hours, "When the restaurant is open: on a date, or in general.", ("date", Date)),
        Tool(Tools.Message, "Takes a message for the staff.", ("message", Words)),
        Tool(Tools.End, "Ends the call. Only when the caller has said goodbye or wants nothing more."),
    ];

    private static readonly ChatTool Transfer = Tool(Tools.Transfer, "Puts the caller through to a member of staff. Only when the caller asks for a person.");

    public static IReadOnlyList<ChatTool> For(RestaurantProfile restaurant) => restaurant.TransferNumber is null ? Always : [.. Always, Transfer];

    private static ChatTool Tool(string name, string description, params ReadOnlySpan<(string Key, string Schema)> parameters)
    {
        var properties = new List<string>();
        var required = new List<string>();
        foreach (var (key, schema) in parameters)
        {
            properties.Add($"\"{key}\":{schema}");
            required.Add($"\"{key}\"");
        }

        return new ChatTool(
            name, description,
            $$"""{"type":"object","properties":{{{string.Join(',', properties)}}},"required":[{{string.Join(',', required)}}],"additionalProperties":false}""");
    }
}
