using System.Text.Json;

namespace VoiceHunte.Edge.Agent;

/// <summary>What a tool answers the model.</summary>
internal sealed record ToolResult(bool Ok)
{
    /// <summary>Why it was not called at all.</summary>
    public string? Error { get; init; }

    /// <summary>What became of the table or the reservation, where that is not <c>free</c>.</summary>
    public string? Outcome { get; init; }

    /// <summary>What the caller was heard to say, where that is other than the arguments: it holds.</summary>
    public string? Heard { get; init; }

    /// <summary>What the caller has to be asked next, one of <see cref="Questions"/>.</summary>
    public string? Ask { get; init; }

    /// <summary>Free times nearby.</summary>
    public IReadOnlyList<string>? Free { get; init; }

    public IReadOnlyList<ToldReservation>? Reservations { get; init; }

    /// <summary>The answer in the caller's language.</summary>
    public string? Say { get; init; }

    public static ToolResult Failed(string error) => new(false) { Error = error };

    public string ToJson() => JsonSerializer.Serialize(this, ModelText.Json.ToolResult);
}

/// <summary>A reservation of the caller's, without the telephone number.</summary>
internal sealed record ToldReservation(long Number, string Name, string Date, string Time, int People);
