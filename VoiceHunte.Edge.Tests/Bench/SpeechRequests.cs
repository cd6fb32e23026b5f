using System.Globalization;
using System.Text;

namespace VoiceHunte.Edge.Tests.Bench;

/// <summary>The same sentence asked of the appliance and of the upstream alone; each number gives another, so that no cache helps.</summary>
internal static class SpeechRequests
{
    public const string AdminToken = "the-operator-of-the-bench";

    public static byte[] ToTheAppliance(int n) => Post("/tts/stream", AdminToken, $$"""{"text":"{{Sentence(n)}}"}""");

    public static byte[] ToTheUpstream(int n) => Post("/v1/audio/speech", "the-key", $$"""{"model":"tts-1","voice":"alloy","input":"{{Sentence(n)}}"}""");

    private static string Sentence(int n) => string.Create(CultureInfo.InvariantCulture, $"Your table is booked, guest number {n}.");

    private static byte[] Post(string path, string token, string json) => Encoding.ASCII.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n{json}");
}
