using System.Text.Json;

namespace VoiceHunte.Edge.Twilio;

/// <summary>The message with which a media stream begins: whose it is, and how it sounds.</summary>
/// <param name="StreamSid"><c>MZ…</c>: goes into every message back.</param>
/// <param name="CallSid">The call that it belongs to, <c>CA…</c>.</param>
/// <param name="AccountSid">The account, <c>AC…</c>.</param>
/// <param name="Encoding"><c>audio/x-mulaw</c>.</param>
/// <param name="SampleRate">In Hz: 8000.</param>
/// <param name="Channels">1.</param>
/// <param name="Parameters">What the TwiML gave as <c>&lt;Parameter&gt;</c>; empty where it gave none.</param>
internal sealed record StreamStart(
    string StreamSid, string CallSid, string AccountSid, string Encoding, int SampleRate, int Channels,
    IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>Null where it cannot be read, or anything in it is missing or larger than Twilio lets it be.</summary>
    public static StreamStart? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, StreamJson.Default.WireStreamStart) is
            {
                Event: "start",
                StreamSid.Length: > 0,
                Start: { CallSid.Length: > 0, AccountSid.Length: > 0, MediaFormat: { Encoding.Length: > 0, SampleRate: > 0, Channels: > 0 } format } start,
            } wire && TwilioParameters.AreWithinLimits(start.CustomParameters)
                ? new StreamStart(
                    wire.StreamSid, start.CallSid, start.AccountSid, format.Encoding, format.SampleRate, format.Channels,
                    start.CustomParameters ?? [])
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
