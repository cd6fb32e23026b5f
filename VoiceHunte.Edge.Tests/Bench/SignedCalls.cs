using System.Globalization;
using System.Net;
using System.Text;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Bench;

/// <summary>
/// Whole calls as bytes, signed beforehand, so that the load costs next to nothing while it is measured: a greeting,
/// eight questions, and the end.
/// </summary>
internal static class SignedCalls
{
    public const string AuthToken = "0123456789abcdef0123456789abcdef";
    public const string PublicUrl = "https://phone.example.com";
    public const int TurnsPerCall = 8;

    private const string AccountSid = "AC0123456789abcdef0123456789abcdef";
    private const string OurNumber = "+421212345678";

    /// <summary>One list of requests for each of <paramref name="callers"/>, who ring <paramref name="callsEach"/> times one after another.</summary>
    public static byte[][][] Make(int callers, int callsEach) =>
        [.. Enumerable.Range(0, callers).Select(caller =>
            Enumerable.Range(0, callsEach).SelectMany(call => Call(CallerNumber(caller * callsEach + call))).ToArray())];

    private static IEnumerable<byte[]> Call(string from)
    {
        var fields = new TwilioFields(AccountSid, from, OurNumber);
        yield return Post("/twilio/incoming", fields.Ringing());
        for (var turn = 1; turn <= TurnsPerCall; turn++)
            yield return Post(string.Create(CultureInfo.InvariantCulture, $"/twilio/voice?turn={turn}"), fields.Spoken("Are you open on Sunday?", 0.93, "en-US"));
        yield return Post("/twilio/status", fields.Status("completed", sequenceNumber: 0, durationSeconds: 60));
    }

    private static string CallerNumber(int n) => string.Create(CultureInfo.InvariantCulture, $"+4477009{n:00000}");

    private static byte[] Post(string pathAndQuery, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        var body = string.Join('&', fields.Select(field => $"{field.Key}={WebUtility.UrlEncode(field.Value)}"));
        return Encoding.ASCII.GetBytes(
            $"POST {pathAndQuery} HTTP/1.1\r\nHost: phone.example.com\r\n" +
            $"X-Twilio-Signature: {TwilioSigner.Sign(AuthToken, PublicUrl + pathAndQuery, fields)}\r\n" +
            $"I-Twilio-Idempotency-Token: {Guid.NewGuid()}\r\n" +
            $"Content-Type: application/x-www-form-urlencoded; charset=UTF-8\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }
}
