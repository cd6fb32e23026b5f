using System.Text.Json;
using VoiceHunte.Edge.OpenAI;

namespace VoiceHunte.Edge.Speech;

/// <summary>The body of <c>/tts/stream</c>, read field by field, so that every mistake can be named at once.</summary>
internal sealed class SpeechForm(JsonElement body)
{
    // OpenAI begins to speak after one to two seconds. Whoever waits here has no Twilio behind them.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Dictionary<string, string[]> errors = [];

    /// <summary>The request, or null and what is wrong with each field.</summary>
    public static SpeechRequest? Read(JsonElement body, SpeechVoice voice, out IReadOnlyDictionary<string, string[]> errors)
    {
        var form = new SpeechForm(body);
        errors = form.errors;
        var request = form.Read(voice);
        return errors.Count == 0 ? request : null;
    }

    private SpeechRequest Read(SpeechVoice voice)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            errors["body"] = ["must be a JSON object"];
            return new SpeechRequest("", "", "", "", 0, null, Patience);
        }

        var text = Text("text", SpeechRules.OfText);
        if (text is null) errors.TryAdd("text", ["is required"]);
        return new SpeechRequest(
            Text("model", SpeechRules.OfName) ?? voice.Model,
            Text("voice", SpeechRules.OfName) ?? voice.Name,
            text ?? "",
            Text("response_format", SpeechRules.OfFormat) ?? AudioFormat.Mp3,
            Number("speed", SpeechRules.OfSpeed) ?? 1,
            Text("instructions", SpeechRules.OfInstructions),
            Patience);
    }

    private string? Text(string field, Func<string, string?> rule)
    {
        if (!Has(field, out var value)) return null;
        if (value.ValueKind != JsonValueKind.String) return Wrong<string>(field, "must be a string");
        try
        {
            var text = value.GetString()!;
            return rule(text) is { } problem ? Wrong<string>(field, problem) : text;
        }
        catch (InvalidOperationException)
        {
            // JSON can write half of a surrogate pair: "\ud83d".
            return Wrong<string>(field, "must be valid Unicode");
        }
    }

    private double? Number(string field, Func<double, string?> rule)
    {
        if (!Has(field, out var value)) return null;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var number)) return Wrong<double?>(field, "must be a number");
        return rule(number) is { } problem ? Wrong<double?>(field, problem) : number;
    }

    private bool Has(string field, out JsonElement value) =>
        body.TryGetProperty(field, out value) && value.ValueKind != JsonValueKind.Null;

    private T? Wrong<T>(string field, string problem)
    {
        errors[field] = [problem];
        return default;
    }
}
