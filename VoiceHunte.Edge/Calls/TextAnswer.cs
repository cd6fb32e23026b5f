using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using VoiceHunte.Edge.Agent;

namespace VoiceHunte.Edge.Calls;

/// <summary>The answer of <c>/agent/text</c> and <c>/agent/audio</c>.</summary>
/// <param name="Transcript">What was heard.</param>
/// <param name="Language">In which the answer is, as a code.</param>
/// <param name="Intent">One of <see cref="Intents"/>; null where nothing was said.</param>
/// <param name="ReservationId">The reservation that is talked of.</param>
internal sealed record TextAnswer(
    string CallId, string Transcript, string Language, string? Intent, TextEntities Entities, IReadOnlyList<TextAction> Actions,
    string AnswerText, long? ReservationId)
{
    public static TextAnswer Of(Call call, Heard heard, Reply reply, Understood? understood)
    {
        var entities = TextEntities.Of(call.Draft, understood);
        return new(
            call.CallId, heard.Text, reply.Language.Code, reply.Intent, entities, TextAction.Of(call, reply), reply.Text,
            call.Draft.ReservationId);
    }
}

/// <summary>What is known of the caller's wish so far; null where nothing is.</summary>
/// <param name="Date">ISO 8601.</param>
/// <param name="Time">24 hours, <c>19:30</c>.</param>
internal sealed record TextEntities(string? Date, string? Time, int? People, string? Name, long? ReservationId)
{
    public static TextEntities Of(Draft draft, Understood? understood) => new(
        (draft.Date ?? understood?.Date)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        (draft.Time ?? understood?.Time)?.ToString("HH:mm", CultureInfo.InvariantCulture),
        draft.People ?? understood?.People,
        draft.Name ?? understood?.Name,
        draft.ReservationId ?? (long.TryParse(understood?.ReservationId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null));
}

/// <summary>Something that the turn did beside answering.</summary>
/// <param name="Name">A tool's name, or <c>transfer</c>, <c>hang_up</c>, <c>message</c>.</param>
/// <param name="Reason">Why the call is put through; else null.</param>
internal sealed record TextAction(string Name, bool Ok, string? Reason)
{
    public static IReadOnlyList<TextAction> Of(Call call, Reply reply)
    {
        var actions = new List<TextAction>(Tools(reply.ToolCalls));
        if (reply.Message is not null) actions.Add(new TextAction("message", true, null));
        if (reply.Next == Next.Transfer) actions.Add(new TextAction("transfer", true, call.TransferReason));
        if (reply.Next == Next.HangUp) actions.Add(new TextAction("hang_up", true, null));
        return actions;
    }

    // [{"name":"book","arguments":"{…}","ok":true}], as the agent writes them; without an "ok" there is nothing that failed.
    private static IEnumerable<TextAction> Tools(string? json)
    {
        if (json is null) yield break;
        using var calls = JsonDocument.Parse(json);
        foreach (var call in calls.RootElement.EnumerateArray())
            yield return new TextAction(call.GetProperty("name").GetString()!, !(call.TryGetProperty("ok", out var ok) && ok.ValueKind == JsonValueKind.False), null);
    }
}

/// <summary>The wire of <c>/agent/…</c>, outwards.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(TextAnswer))]
internal sealed partial class TextAnswerJson : JsonSerializerContext
{
    // Sentences in four languages stay readable; this goes to a program or a terminal, never into a page.
    public static readonly TextAnswerJson Readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
