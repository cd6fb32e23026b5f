using System.Globalization;
using System.Xml.Linq;
using Microsoft.Extensions.Primitives;

namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>A <c>&lt;Gather&gt;</c> with Twilio's defaults, and what becomes of a line that the caller types.</summary>
internal sealed class GatherVerb(XElement element)
{
    /// <summary>A clear line's usual figure.</summary>
    private const double Confidence = 0.92;

    public string? Action => element.Attribute("action")?.Value;

    public string? Method => element.Attribute("method")?.Value;

    private string Input => element.Attribute("input")?.Value ?? "dtmf";

    private string Language => element.Attribute("language")?.Value ?? "en-US";

    public override string ToString()
    {
        string?[] parts =
        [
            Input,
            Input.Contains("speech", StringComparison.Ordinal) ? Language : null,
            element.Attribute("speechModel")?.Value,
            $"waits {element.Attribute("timeout")?.Value ?? "5"} s",
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    /// <summary>
    /// The form that a line becomes: <c>#42</c> is keys, other text speech, an empty line silence. Null when Twilio would
    /// send nothing and go on with the next verb: silence is not asked for, or the Gather does not listen that way.
    /// </summary>
    public Dictionary<string, StringValues>? Fields(CallFields call, string line, string? spokenLocale)
    {
        if (line.StartsWith('#') && Listens("dtmf") && Keys(line) is { Length: > 0 } keys)
            return call.Pressed(keys, FinishedOn(line, keys));
        if (line.Length > 0 && line[0] != '#' && Listens("speech"))
            return call.Spoken(line, Confidence, spokenLocale ?? Language);
        return Silence(call);
    }

    private Dictionary<string, StringValues>? Silence(CallFields call) =>
        element.Attribute("actionOnEmptyResult")?.Value == "true" ? call.Silent() : null;

    private bool Listens(string how) => Input.Split(' ').Contains(how);

    private string Keys(string line)
    {
        var keys = line[1..].TrimEnd('#');
        var isLimited = int.TryParse(element.Attribute("numDigits")?.Value, CultureInfo.InvariantCulture, out var most);
        return isLimited && keys.Length > most ? keys[..most] : keys;
    }

    private static string FinishedOn(string line, string keys) =>
        line.Length > keys.Length + 1 && line.EndsWith('#') ? "#" : "";
}
