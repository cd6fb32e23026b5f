using Microsoft.Extensions.Primitives;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Tests.Proxies;

/// <summary>The webhook of a new call, written out, so that a test can say of every header what it holds.</summary>
internal static class SignedRequest
{
    public static readonly IReadOnlyList<KeyValuePair<string, string>> Fields = [new("CallSid", "CA00000000000000000000000000000001"), new("From", "+421900123456")];

    public static string Signature(string url) =>
        TwilioSignature.Sign(new Secret(RunningAppliance.AuthToken), url, Fields.Select(field => KeyValuePair.Create(field.Key, (StringValues)field.Value)));

    /// <param name="target">What stands in its first line.</param>
    /// <param name="host">The header of that name.</param>
    /// <param name="signedFor">The address that the signature is over.</param>
    /// <param name="more">Further headers, each with its end of line.</param>
    public static string Of(string target, string host, string signedFor, string more = "")
    {
        var body = string.Join('&', Fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));
        return $"POST {target} HTTP/1.1\r\nHost: {host}\r\nX-Twilio-Signature: {Signature(signedFor)}\r\n{more}Connection: close\r\n"
            + $"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n{body}";
    }
}
