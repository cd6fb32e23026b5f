using System.Text.Json.Serialization;

namespace VoiceHunte.Edge.Twilio;

/// <param name="SampleRate">In Hz.</param>
internal sealed record WireMediaFormat(string? Encoding, int SampleRate, int Channels);

internal sealed record WireStream(string? AccountSid, string? CallSid, WireMediaFormat? MediaFormat, Dictionary<string, string>? CustomParameters);

internal sealed record WireStreamStart(string? Event, string? StreamSid, WireStream? Start);

/// <summary>Media Streams, as far as it comes once a call. Twilio writes most numbers as strings.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(WireStreamStart))]
internal sealed partial class StreamJson : JsonSerializerContext;
