using System.Text.Json;
using System.Text.Json.Serialization;

namespace VoiceHunte.Edge.Agent;

/// <summary>What the agent remembers of a call from one turn to the next; on disk with each turn.</summary>
internal sealed record Draft
{
    /// <summary>In <see cref="Asked"/>: the next thing that the caller says is a message for the staff.</summary>
    public const string Message = "message";

    /// <summary>One of <see cref="Intents"/>.</summary>
    public string? Goal { get; init; }

    public DateOnly? Date { get; init; }

    public TimeOnly? Time { get; init; }

    public int? People { get; init; }

    public string? Name { get; init; }

    public long? ReservationId { get; init; }

    /// <summary>What the caller was asked for last.</summary>
    public string? Asked { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, DraftJson.Default.Draft);

    /// <summary>Null for nothing, and for what another version wrote and this one cannot read.</summary>
    public static Draft? Read(string? json)
    {
        if (json is null) return null;
        try
        {
            return JsonSerializer.Deserialize(json, DraftJson.Default.Draft);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The column <c>calls.draft</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Draft))]
internal sealed partial class DraftJson : JsonSerializerContext;
