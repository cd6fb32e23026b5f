using System.Text;
using System.Text.Json;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>Answers of <c>/v1/audio/speech</c>.</summary>
internal static class SpeechReply
{
    /// <summary>Three pieces made of the text itself, so that a test can tell whose audio it has.</summary>
    public static OpenAIReply Spoken() => new(request =>
    {
        var text = request.GetProperty("input").GetString();
        return new OpenAIBody(ContentType(request), [.. Enumerable.Range(1, 3).Select(i => Encoding.UTF8.GetBytes($"[{i}:{text}]"))]);
    });

    /// <summary>What <see cref="Spoken"/> sends for a text, as one.</summary>
    public static string Of(string text) => $"[1:{text}][2:{text}][3:{text}]";

    public static OpenAIReply Audio(params byte[][] pieces) => new(request => new OpenAIBody(ContentType(request), pieces));

    private static string ContentType(JsonElement request) =>
        (request.TryGetProperty("response_format", out var format) ? format.GetString() : "mp3") switch
        {
            "mp3" => "audio/mpeg",
            var other => $"audio/{other}",
        };
}
