using System.Text.Json;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Admin;

/// <summary>From what is kept of a call to what a page shows of it: numbers masked, nothing measured that was not.</summary>
internal sealed class CallAnswers(RestaurantProfile restaurant)
{
    public static CallRowAnswer Row(ListedCall call) => new()
    {
        CallId = call.CallId,
        StartedAt = call.StartedAt,
        DurationSeconds = call.DurationSeconds,
        Language = call.Language,
        Number = Number(call.FromNumber),
        Mode = call.Mode ?? "gather",
        Outcome = OutcomeOf(call),
        Turns = call.Turns,
        CostMicroUsd = call.CostMicroUsd,
        Snippet = call.Snippet,
    };

    public CallAnswer Whole(WholeCall whole)
    {
        return new CallAnswer(Row(whole.Call))
        {
            EndedAt = whole.Call.EndedAt,
            TurnList = [.. whole.Turns.Select(turn => Turn(turn, whole))],
            Reservations = [.. whole.Reservations.Select(Reservation)],
            Messages = [.. whole.Messages.Select(Message)],
            Recordings = [.. whole.Recordings.Where(RecordingEndpoints.IsHere).Select(RecordingEndpoints.Audio)],
            Usage = [.. whole.Usage.Select(use => new UsageAnswer(use.Kind, use.Model, Json(use.Quantities)!.Value, use.CostMicroUsd))],
        };
    }

    public ReservationAnswer Reservation(StoredReservation one) => Reservation(Restaurant.Reservation.From(one, restaurant.Hours));

    public ReservationAnswer Reservation(Reservation one) => new(
        Digits.Of(one.Id), one.Name, one.StartsAt, one.StartsAt + restaurant.Reservations.Sitting, Clock.Of(one.LocalStart), one.People, Number(one.Phone),
        one.Notes, one.Status, one.Tables, one.CallId, Version(one.UpdatedAt), one.UpdatedAt);

    public static MessageAnswer Message(StoredMessage one) => new(
        Digits.Of(one.Id), one.CreatedAt, null, Number(one.FromNumber), one.Text, one.Status, one.CallId, one.Language);

    /// <summary>Null where the number is hidden.</summary>
    public static string? Number(string? number) => MaskedNumber.OnScreen(number);

    /// <summary>An entity tag: the moment of the last change.</summary>
    public static string Version(DateTimeOffset updatedAt) => $"\"{UtcText.Of(updatedAt)}\"";

    /// <summary>JSON as it lies in the database; null where nothing does, or no JSON.</summary>
    public static JsonElement? Json(string? stored)
    {
        if (stored is null) return null;
        try
        {
            return JsonElement.Parse(stored);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string OutcomeOf(ListedCall call) => call.Outcome ?? (call.EndedAt is null ? CallOutcome.Live : CallOutcome.Answered);

    private static TurnAnswer Turn(StoredTurn turn, WholeCall whole)
    {
        var spent = whole.Usage.Where(use => use.TurnId == turn.TurnId && use.CostMicroUsd is not null).ToList();
        return new TurnAnswer(
            turn.TurnId, turn.CreatedAt, turn.UserText.Length > 0 ? turn.UserText : null, turn.Confidence, turn.Language, turn.Intent, Json(turn.Understood),
            [.. Tools(turn.ToolCalls)], turn.AssistantText, turn.HeardText, turn.Source, turn.LatencyMs, Json(turn.Stages),
            spent.Count == 0 ? null : spent.Sum(use => use.CostMicroUsd),
            [.. whole.Audio.Where(file => file.TurnId == turn.TurnId).Select(file => Audio(file, turn))], turn.VoiceHint, turn.VoiceScore is { } score ? Math.Round(score, 3) : null);
    }

    private static AudioAnswer Audio(AudioFile file, StoredTurn turn) => new(
        file.Kind == "input" ? "caller" : "answer", RangeAnswer.ContentType(file.Format),
        $"/admin/calls/{turn.CallId}/audio/{Digits.Of(turn.TurnId)}/{file.Kind}");

    // [{"name":"book","arguments":{…} or "{…}","ok":true,…}], as the agent writes them.
    private static IEnumerable<ToolAnswer> Tools(string? stored)
    {
        if (Json(stored) is not { ValueKind: JsonValueKind.Array } calls) yield break;
        foreach (var call in calls.EnumerateArray())
        {
            var arguments = call.TryGetProperty("arguments", out var given) ? given : (JsonElement?)null;
            if (arguments is { ValueKind: JsonValueKind.String } text) arguments = Json(text.GetString());
            yield return new ToolAnswer(
                call.TryGetProperty("name", out var name) ? name.GetString() ?? "" : "",
                arguments is { ValueKind: JsonValueKind.Object } ? arguments : null,
                call.TryGetProperty("result", out var result) ? result.ToString() : call.TryGetProperty("outcome", out var outcome) ? outcome.ToString() : null,
                !(call.TryGetProperty("ok", out var ok) && ok.ValueKind == JsonValueKind.False), null);
        }
    }
}
