using System.Text.Json.Nodes;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Calls;

/// <summary>
/// What of a call's words goes into the history: all of them, those without numbers and names, or none (CALL_HISTORY). What the
/// agent needs while the call lasts is kept apart, and goes when the call ends.
/// </summary>
internal sealed class HistoryWords(EdgeSettings settings)
{
    /// <summary>In place of words: something was said. An empty text is silence.</summary>
    public const string Hidden = "[hidden]";

    private readonly HistoryMode mode = settings.Privacy.History;

    /// <param name="isWords">False for keys, and for what Twilio says of a transfer.</param>
    /// <param name="understood">What was read in the words; null where that is not known yet.</param>
    public StoredTurn Of(Call call, StoredTurn turn, bool isWords, Understood? understood) => mode switch
    {
        HistoryMode.Masked => Masked(call, turn, isWords, understood),
        HistoryMode.None => turn with
        {
            UserText = isWords && turn.UserText.Length > 0 ? Hidden : turn.UserText,
            AssistantText = Nothing(turn.AssistantText),
            HeardText = Nothing(turn.HeardText),
            ToolCalls = null,
            Understood = null,
        },
        _ => turn,
    };

    /// <summary>With what is to be forgotten of the call at its end.</summary>
    public CallEnded Of(CallEnded ended) => ended with { ForgetsWords = mode != HistoryMode.Full, ForgetsNumber = mode == HistoryMode.None };

    private static StoredTurn Masked(Call call, StoredTurn turn, bool isWords, Understood? understood)
    {
        foreach (var name in (string?[])[call.Draft.Name, call.Draft.NameSaid, understood?.Name])
            if (name is { Length: > 0 }) call.NamesTold.Add(name);
        // A turn may be written several times, and is known by its words: they stay as they were masked first.
        if (!call.MaskedWords.TryGetValue(turn.TurnId, out var words)) call.MaskedWords[turn.TurnId] = words = isWords ? Mask(turn.UserText)! : turn.UserText;
        return turn with
        {
            UserText = words, AssistantText = Mask(turn.AssistantText), HeardText = Mask(turn.HeardText), ToolCalls = NamesOfTools(turn.ToolCalls), Understood = WithoutName(turn.Understood),
        };

        string? Mask(string? text) => text is null ? null : HiddenNumbers.LongIn(HiddenNames.In(text, call.NamesTold));
    }

    private static string? Nothing(string? text) => text is { Length: > 0 } ? Hidden : text;

    // [{"name":"book","arguments":{…},"ok":true}]: which tools were used, and nothing of with what.
    private static string? NamesOfTools(string? toolCalls)
    {
        if (toolCalls is null || JsonNode.Parse(toolCalls) is not JsonArray calls) return null;
        foreach (var call in calls.OfType<JsonObject>())
            foreach (var field in call.Select(field => field.Key).Where(field => field is not ("name" or "ok")).ToList()) call.Remove(field);

        return calls.ToJsonString();
    }

    private static string? WithoutName(string? understood)
    {
        if (understood is null || JsonNode.Parse(understood) is not JsonObject slots || !slots.Remove("name")) return understood;
        return slots.Count == 0 ? null : slots.ToJsonString();
    }
}
