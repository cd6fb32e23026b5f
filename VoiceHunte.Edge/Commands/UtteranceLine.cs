using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Commands;

/// <summary>One line that <c>understand</c> reads, and the one it writes for it. Fields it does not know are let be.</summary>
/// <param name="Id">As it came, JSON; null where there was none.</param>
internal sealed record UtteranceLine(string? Id, string Text, Language Language, DateOnly Today, string? Previous)
{
    // Sentences in four languages stay readable; this goes to a terminal or a program, never into a page.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Null when the line is wrong: <paramref name="problem"/> names the field.</summary>
    public static UtteranceLine? Read(string line, DateOnly today, out string problem)
    {
        problem = "";
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind == JsonValueKind.Object) return Read(json.RootElement, today, out problem);
            problem = """is no JSON object; for example {"text": "a table for two"}""";
        }
        catch (JsonException)
        {
            problem = """is no JSON; for example {"text": "a table for two"}""";
        }

        return null;
    }

    public string Answer(Understood understood)
    {
        return JsonText.Of(
            json =>
            {
                json.WriteStartObject();
                json.WritePropertyName("id");
                json.WriteRawValue(Id ?? "null");
                json.WriteString("language", (understood.Switch ?? Language).Code);
                json.WriteString("intent", understood.Intent);
                json.WriteString("date", understood.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                json.WriteString("time", understood.Time?.ToString("HH:mm", CultureInfo.InvariantCulture));
                json.WritePropertyName("people");
                if (understood.People is { } people) json.WriteNumberValue(people);
                else json.WriteNullValue();
                json.WriteString("name", understood.Name);
                json.WriteString("reservation_id", understood.ReservationId);
                json.WriteString("answer", understood.Answer switch { true => "yes", false => "no", null => null });
                json.WriteEndObject();
            },
            Readable);
    }

    private static UtteranceLine? Read(JsonElement line, DateOnly today, out string problem)
    {
        problem = "";
        foreach (var name in (string[])["text", "language", "today", "previous"])
        {
            if (!line.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.String or JsonValueKind.Null) continue;
            problem = $"{name}: {value.GetRawText()} is no text";
            return null;
        }

        var language = TextOf(line, "language") is { } code ? Language.Find(code) : Language.English;
        if (TextOf(line, "text") is not { } text) problem = "text: missing";
        else if (language is null) problem = $"language: \"{TextOf(line, "language")}\" is not known; known: {string.Join(", ", Language.All)}";
        else if (TextOf(line, "today") is { } day && !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out today))
            problem = $"today: \"{day}\" is no date; write YYYY-MM-DD";
        else return new UtteranceLine(line.TryGetProperty("id", out var id) ? id.GetRawText() : null, text, language, today, TextOf(line, "previous"));
        return null;
    }

    private static string? TextOf(JsonElement line, string name) => line.TryGetProperty(name, out var value) ? value.GetString() : null;
}
