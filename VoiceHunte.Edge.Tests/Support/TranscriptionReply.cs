using System.Text;
using System.Text.Json.Nodes;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>Answers of <c>/v1/audio/transcriptions</c>.</summary>
internal static class TranscriptionReply
{
    /// <summary>Only gpt-transcribe says which languages it heard.</summary>
    public static OpenAIReply Heard(string text, params string[] languages) => new(request =>
    {
        var answer = new JsonObject { ["text"] = text, ["usage"] = new JsonObject { ["type"] = "duration", ["seconds"] = 3 } };
        if (request.GetProperty("model").GetString() == "gpt-transcribe")
            answer["languages"] = new JsonArray([.. languages.Select(code => new JsonObject { ["code"] = code })]);
        return new OpenAIBody("application/json", [Encoding.UTF8.GetBytes(answer.ToJsonString())]);
    });
}
