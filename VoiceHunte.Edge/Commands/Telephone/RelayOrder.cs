using System.Text.Json;
using System.Text.Json.Serialization;

namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>What an appliance tells ConversationRelay to do. What does not belong to its type is null.</summary>
internal sealed record RelayOrder
{
    public string? Type { get; init; }

    public string? Token { get; init; }

    public bool? Last { get; init; }

    public string? Lang { get; init; }

    public string? Source { get; init; }

    public string? Digits { get; init; }

    public string? TtsLanguage { get; init; }

    public string? TranscriptionLanguage { get; init; }

    public string? HandoffData { get; init; }

    /// <summary>Null for what Twilio answers with error 64107: no JSON, no type it knows, or without what the type is for.</summary>
    public static RelayOrder? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, RelayOrderJson.Default.RelayOrder) is { IsWhole: true } order ? order : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool IsWhole => Type switch
    {
        "text" => Token is not null,
        "play" => Source is { Length: > 0 },
        "sendDigits" => Digits is { Length: > 0 },
        "language" => TtsLanguage is not null || TranscriptionLanguage is not null,
        "end" => true,
        _ => false,
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RelayOrder))]
internal sealed partial class RelayOrderJson : JsonSerializerContext;
