using System.Text.Json;
using System.Text.Json.Serialization;
using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Agent;

/// <summary>The names of the tools, the same for both minds, for the database and for whoever reads it.</summary>
internal static class Tools
{
    public const string Find = "find_table";
    public const string Hold = "hold_table";
    public const string Book = "book_table";
    public const string FindReservation = "find_reservation";
    public const string Change = "change_reservation";
    public const string Cancel = "cancel_reservation";
    public const string Menu = "answer_menu";
    public const string Hours = "answer_hours";
    public const string Message = "take_message";
    public const string Transfer = "transfer_call";
    public const string End = "end_call";

    /// <summary>An outcome as JSON has it: <c>after_last_seating</c>.</summary>
    public static string Word(Seating outcome) => JsonNamingPolicy.SnakeCaseLower.ConvertName(outcome.ToString());
}

/// <summary>A tool call as the database keeps it.</summary>
/// <param name="Arguments">JSON.</param>
internal sealed record ToolCallMade(string Name, string Arguments)
{
    public required bool Ok { get; init; }

    /// <summary>Why not; null where it was done.</summary>
    public string? Outcome { get; init; }
}

/// <summary>What tools are called with; what one does not need is left out.</summary>
internal sealed record ToolArguments
{
    public DateOnly? Date { get; init; }

    public TimeOnly? Time { get; init; }

    public int? People { get; init; }

    public string? Name { get; init; }

    /// <summary>Of a reservation.</summary>
    public long? Id { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ToolCallMade[]))]
[JsonSerializable(typeof(ToolArguments))]
internal sealed partial class AgentJson : JsonSerializerContext;
