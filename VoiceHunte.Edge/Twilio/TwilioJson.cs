using System.Text.Json.Serialization;

namespace VoiceHunte.Edge.Twilio;

/// <param name="Sid">The account's id, <c>AC…</c>.</param>
/// <param name="FriendlyName">What its owner calls it.</param>
/// <param name="Status"><c>active</c>, <c>suspended</c> or <c>closed</c>.</param>
/// <param name="Type"><c>Full</c> or <c>Trial</c>.</param>
internal sealed record TwilioAccount(string Sid, string? FriendlyName, string? Status, string? Type);

/// <summary>Where Twilio sends the calls of one number. An address that was never set is null or empty.</summary>
/// <param name="Sid">The number's id, <c>PN…</c>.</param>
/// <param name="PhoneNumber">In E.164 form.</param>
/// <param name="VoiceUrl">Asked when the number is rung.</param>
/// <param name="VoiceFallbackUrl">Asked when <paramref name="VoiceUrl"/> fails.</param>
/// <param name="StatusCallback">Told when a call is over.</param>
/// <param name="VoiceApplicationSid">Where there is one, its addresses are asked and none of these.</param>
/// <param name="TrunkSid">The same.</param>
/// <param name="VoiceReceiveMode"><c>fax</c>: nothing of these is asked either.</param>
internal sealed record NumberWebhooks(
    string Sid,
    string PhoneNumber,
    string? VoiceUrl,
    string? VoiceMethod,
    string? VoiceFallbackUrl,
    string? VoiceFallbackMethod,
    string? StatusCallback,
    string? StatusCallbackMethod,
    string? VoiceApplicationSid,
    string? TrunkSid,
    string? VoiceReceiveMode)
{
    /// <summary>What takes the number's calls before any of its webhooks is asked; null where nothing does.</summary>
    [JsonIgnore]
    public string? TakenBy =>
        !string.IsNullOrEmpty(TrunkSid) ? $"the SIP trunk {TrunkSid}"
        : !string.IsNullOrEmpty(VoiceApplicationSid) ? $"the application {VoiceApplicationSid}"
        : VoiceReceiveMode == "fax" ? "fax reception" : null;
}

internal sealed record NumberPage(IReadOnlyList<NumberWebhooks> IncomingPhoneNumbers);

/// <summary>One recording of a call, as the list of them has it.</summary>
/// <param name="Sid"><c>RE…</c>.</param>
/// <param name="Status"><c>in-progress</c>, <c>paused</c>, <c>stopped</c>, <c>processing</c>, <c>completed</c> or <c>absent</c>.</param>
/// <param name="Duration">Seconds, as a text; null until it is known.</param>
internal sealed record CallRecordingResource(string Sid, string? Status, string? Duration, int? Channels);

internal sealed record CallRecordingPage(IReadOnlyList<CallRecordingResource> Recordings);

/// <summary><c>{"code":20404,"message":"The requested resource was not found","more_info":"https://…","status":404}</c></summary>
internal sealed record TwilioProblem(int? Code, string? Message);

/// <summary>Twilio's REST API, version 2010-04-01, as far as it is used.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TwilioAccount))]
[JsonSerializable(typeof(NumberPage))]
[JsonSerializable(typeof(NumberWebhooks))]
[JsonSerializable(typeof(CallRecordingPage))]
[JsonSerializable(typeof(TwilioProblem))]
internal sealed partial class TwilioJson : JsonSerializerContext;
