using System.Security.Cryptography;

namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>What the message <c>start</c> says of a media stream.</summary>
/// <param name="AccountSid">The account, <c>AC…</c>.</param>
/// <param name="CallSid">The call, <c>CA…</c>.</param>
/// <param name="StreamSid"><c>MZ…</c>.</param>
/// <param name="Parameters">From the TwiML.</param>
internal sealed record StreamSession(string AccountSid, string CallSid, string StreamSid, IReadOnlyList<KeyValuePair<string, string>> Parameters)
{
    public static StreamSession Begin(string accountSid, string callSid, IReadOnlyList<KeyValuePair<string, string>> parameters) =>
        new(accountSid, callSid, "MZ" + RandomNumberGenerator.GetHexString(32, lowercase: true), parameters);
}
