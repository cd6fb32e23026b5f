using System.Text.Json;
using System.Text.Json.Serialization;

namespace VoiceHunte.Edge.Agent;

/// <summary>What a call is about so far, whoever of the two minds answers. It outlives a restart.</summary>
internal sealed record Draft
{
    public static readonly Draft Empty = new();

    /// <summary>The reservation intent that is being worked on; null between two wishes.</summary>
    public string? Goal { get; init; }

    /// <summary>As wished for; for a cancellation, of the reservation that is meant.</summary>
    public DateOnly? Date { get; init; }

    public TimeOnly? Time { get; init; }

    public int? People { get; init; }

    public string? Name { get; init; }

    /// <summary>The guest who always is the party that <see cref="People"/> says, where nobody said it; null where somebody did.</summary>
    public string? UsualOf { get; init; }

    /// <summary>"An hour later", until it is known than what.</summary>
    public int? TimeShiftMinutes { get; init; }

    /// <summary>"One more person", until it is known than how many.</summary>
    public int? PeopleShift { get; init; }

    /// <summary>The name said for a reservation that is looked for.</summary>
    public string? NameSaid { get; init; }

    /// <summary>Said by the caller to name a reservation: proves nothing without the name.</summary>
    public long? Number { get; init; }

    /// <summary>The reservation that is to be changed or cancelled. Only code sets it, once it is the caller's.</summary>
    public long? ReservationId { get; init; }

    /// <summary>One of <see cref="Questions"/>; null when nothing was asked.</summary>
    public string? Asked { get; init; }

    /// <summary>Free times that were offered, on the restaurant's clock.</summary>
    public IReadOnlyList<DateTime> Offered { get; init; } = [];

    /// <summary>How often in a row a reservation was looked for by number and name in vain.</summary>
    public int NotFound { get; init; }

    /// <summary>The reservation that this call made or changed last.</summary>
    public long? Done { get; init; }

    /// <summary>What this call did with reservations, by the names of the tools: what may be said to have been done.</summary>
    public IReadOnlyList<string> Did { get; init; } = [];

    public string ToJson() => JsonSerializer.Serialize(this, DraftJson.Default.Draft);

    /// <summary>Empty for what cannot be read: a call goes on without its draft rather than not at all.</summary>
    public static Draft FromJson(string? json)
    {
        if (json is null) return Empty;
        try
        {
            return JsonSerializer.Deserialize(json, DraftJson.Default.Draft) ?? Empty;
        }
        catch (JsonException)
        {
            return Empty;
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Draft))]
internal sealed partial class DraftJson : JsonSerializerContext;
