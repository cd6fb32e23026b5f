using System.Text.Json;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Operations;

namespace VoiceHunte.Edge.Speech;

/// <summary>The body of <c>/tts/stream</c>.</summary>
internal static class SpeechForm
{
    // OpenAI begins to speak after one to two seconds. Whoever waits here has no Twilio behind them.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>The request, or null and what is wrong with each field.</summary>
    public static SpeechRequest? Read(JsonElement body, SpeechVoice voice, out IReadOnlyDictionary<string, string[]> errors)
    {
        var fields = new ProblemFields(body);
        var text = fields.RequiredText("text", SpeechRules.OfText);
        var request = new SpeechRequest(
            fields.Text("model", SpeechRules.OfName) ?? voice.Model,
            fields.Text("voice", SpeechRules.OfName) ?? voice.Name,
            text ?? "",
            fields.Text("response_format", SpeechRules.OfFormat) ?? AudioFormat.Mp3,
            fields.Number("speed", SpeechRules.OfSpeed) ?? 1,
            fields.Text("instructions", SpeechRules.OfInstructions),
            Patience);
        errors = fields.Errors;
        return errors.Count == 0 ? request : null;
    }
}
