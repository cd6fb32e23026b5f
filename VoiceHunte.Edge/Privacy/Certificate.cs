using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VoiceHunte.Edge.Privacy;

/// <summary>What went when a caller was erased; whoever reads it learns nothing of them.</summary>
/// <param name="Erased">How many rows, and recordings by where they were, by kind.</param>
/// <param name="Stays">What is kept on, of which nobody can tell whose it was.</param>
internal sealed record Certificate(string Id, DateTimeOffset RequestedAt, DateTimeOffset ErasedAt, IReadOnlyDictionary<string, int> Erased, IReadOnlyList<string> Stays)
{
    /// <summary>The same for everybody.</summary>
    public static readonly IReadOnlyList<string> WhatStays =
    [
        "reservations as seats taken, without name, number and notes",
        "costs, without the call they were for",
        "backups made before, until they are rotated; a restore erases again",
        "Twilio's own log of calls, for as long as Twilio keeps it",
    ];

    public string ToJson() => JsonSerializer.Serialize(this, PrivacyJson.Readable.Certificate);

    public static Certificate Read(string json) => JsonSerializer.Deserialize(json, PrivacyJson.Readable.Certificate)!;
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Certificate))]
internal sealed partial class PrivacyJson : JsonSerializerContext
{
    public static readonly PrivacyJson Readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
