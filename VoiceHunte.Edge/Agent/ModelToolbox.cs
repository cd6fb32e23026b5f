using VoiceHunte.Edge.OpenAI;

namespace VoiceHunte.Edge.Agent;

/// <summary>The tools as the model is told of them. Strict schemas: every property is there, null where nothing was said.</summary>
internal static class ModelToolbox
{
    private static readonly (string Name, string Schema) Date =
        ("date", """{"type":["string","null"],"description":"YYYY-MM-DD, from the calendar under Facts"}""");

    private static readonly (string Name, string Schema) Time = ("time", """{"type":["string","null"],"description":"24 hours, HH:MM"}""");
    private static readonly (string Name, string Schema) People = ("people", """{"type":["integer","null"],"description":"how many will come"}""");
    private static readonly (string Name, string Schema) Name = ("name", """{"type":["string","null"],"description":"the name as the caller said it"}""");

    private static readonly (string Name, string Schema) Number =
        ("number", """{"type":["integer","null"],"description":"the number of a reservation, as the caller said it"}""");

    private static readonly (string Name, string Schema) Question = ("question", """{"type":"string","description":"in the caller's language"}""");

    private static readonly string Nothing = Schema();

    public static readonly IReadOnlyList<ChatTool> All =
    [
        new(Tools.Find, "Looks whether a table is free, when the caller only asks. Gives the nearest free times where it is not.",
            Schema(Date, Time, People)),
        new(Tools.Hold, "Goes on with a new reservation: keeps the table, and the caller hears what is still missing, or all of it read back. Pass what the caller said, null for the rest.",
            Schema(Date, Time, People, Name)),
        new(Tools.Book, "Books what was read back to the caller, once they have said yes to it.", Nothing),
        new(Tools.FindReservation, "Finds the caller's reservations; with number and name also one made from another telephone.",
            Schema(Number, Name)),
        new(Tools.Change, "Changes a reservation of the caller's. The change is read back first; call it again once the caller has said yes. Pass only what shall be different.",
            Schema(Number, Name, Date, Time, People)),
        new(Tools.Cancel, "Cancels a reservation of the caller's. It is read back first; call it again once the caller has said yes. The date and time are of the reservation that is meant.",
            Schema(Number, Name, Date, Time)),
        new(Tools.Menu, "Looks a question about dishes, prices, diets or allergens up in the menu.",
            Schema(Question)),
        new(Tools.Hours, "Tells the opening hours, of one date or of the week.", Schema(Date)),
        new(Tools.Message, "Keeps what the caller has just said as a message for the staff.", Nothing),
        new(Tools.Transfer, "Brings in a member of staff. Only when the caller asks for a person.", Nothing),
        new(Tools.End, "Ends the call. Only when the caller has said goodbye or wants nothing more.", Nothing),
    ];

    private static string Schema(params (string Name, string Schema)[] properties)
    {
        var described = string.Join(',', properties.Select(property => $"\"{property.Name}\":{property.Schema}"));
        var required = string.Join(',', properties.Select(property => $"\"{property.Name}\""));
        return "{\"type\":\"object\",\"properties\":{" + described + "},\"required\":[" + required + "],\"additionalProperties\":false}";
    }
}

/// <summary>What the model called a tool with. It writes JSON, if it does well; what it does not name is null.</summary>
internal sealed record ModelArguments
{
    public string? Date { get; init; }

    public string? Time { get; init; }

    public int? People { get; init; }

    public string? Name { get; init; }

    public long? Number { get; init; }

    public string? Question { get; init; }
}

/// <summary>What the model hears back from a tool.</summary>
/// <param name="Outcome"><c>free</c>, or why not; <c>error</c> for arguments that cannot be read.</param>
internal sealed record ToolResult(string Outcome)
{
    /// <summary>ISO 8601, on the restaurant's clock.</summary>
    public IReadOnlyList<string>? NearestFree { get; init; }

    public IReadOnlyList<ReservationTold>? Reservations { get; init; }

    /// <summary>Facts to be told, in the caller's language.</summary>
    public string? Facts { get; init; }

    public string? Problem { get; init; }
}

/// <summary>A reservation of the caller's as the model may know it: no telephone number.</summary>
internal sealed record ReservationTold(long Number, string StartsAt, int People, string Name);
