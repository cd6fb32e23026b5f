using System.Text.Json;
using System.Text.Json.Nodes;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>What a session of the stand-in makes of client events: the rules that no schema tells.</summary>
internal sealed class RealtimeMind
{
    private readonly RealtimeSessionStandIn session;
    private readonly RealtimeInput input;
    private readonly RealtimeItems items = new();
    private readonly List<RealtimeSpeaking> outside = [];
    private RealtimeSpeaking? active;
    private int responses;

    public RealtimeMind(RealtimeSessionStandIn session) => (this.session, input) = (session, new RealtimeInput(this, session));

    /// <summary>Held while a session changes or speaks, so that its events have one order.</summary>
    public Lock Gate { get; } = new();

    public RealtimeSessionStandIn Session => session;

    public RealtimeItems Items => items;

    public CancellationToken Over => session.Wire.Gone;

    /// <summary>The response of the conversation that runs now.</summary>
    public string? ActiveId => active?.Id;

    public bool HasSpoken { get; set; }

    public int AudioBytes => input.Bytes;

    public Task AudioAsync(int bytes)
    {
        lock (Gate) return input.AudioAsync(bytes);
    }

    public byte[] Audio()
    {
        lock (Gate) return input.Audio();
    }

    public void Send(JsonObject serverEvent)
    {
        lock (Gate) session.Wire.Send(serverEvent);
    }

    public void SpeechStarted(int? atMs)
    {
        lock (Gate) input.Start(atMs);
    }

    public void SpeechStopped(int? atMs)
    {
        lock (Gate) input.Stop(atMs);
    }

    public void Hear(ReadOnlySpan<byte> message)
    {
        lock (Gate)
        {
            if (input.TryAppend(message)) return;
            JsonElement json;
            try
            {
                json = JsonElement.Parse(message);
            }
            catch (JsonException)
            {
                session.Owner.Rejected.Enqueue("no JSON");
                session.Fail("invalid_json", "The message is no JSON.", null, null);
                return;
            }

            Hear(json, message);
        }
    }

    /// <summary>The turn detection heard somebody: what runs in the conversation ends, if the session wants it so.</summary>
    public void Interrupt()
    {
        if (session.Settings.InterruptsResponses) active?.Cancel("turn_detected");
    }

    public void AnswerTurn()
    {
        if (session.Settings.CreatesResponses && active is null) Respond(default);
    }

    public void Forget(RealtimeSpeaking done)
    {
        if (active == done) active = null;
        outside.Remove(done);
    }

    private void Hear(JsonElement json, ReadOnlySpan<byte> raw)
    {
        var type = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("type", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : "";
        if (session.Owner.Remembers) session.Received.Note(new RealtimeLine(type, raw.ToArray(), session.Owner.Time.GetUtcNow()));
        var eventId = Text(json, "event_id");
        if (RealtimeRules.Problem(json) is { } problem)
        {
            session.Owner.Rejected.Enqueue($"{type}: {problem}");
            session.Fail(Code(problem), $"Invalid event: {problem}.", problem.Split(' ')[0].TrimStart('$', '.'), eventId);
            return;
        }

        switch (type)
        {
            case "session.update": Update(json.GetProperty("session"), eventId); break;
            case "input_audio_buffer.append": input.Append(json.GetProperty("audio").GetString()!, eventId); break;
            case "input_audio_buffer.commit": input.Commit(eventId); break;
            case "input_audio_buffer.clear": input.Clear(); break;
            case "conversation.item.create": Create(json, eventId); break;
            case "conversation.item.retrieve": OnItem(json, eventId, item => Send(new JsonObject { ["type"] = "conversation.item.retrieved", ["item"] = item.Json.DeepClone() })); break;
            case "conversation.item.delete": OnItem(json, eventId, Delete); break;
            case "conversation.item.truncate": OnItem(json, eventId, item => Truncate(item, json, eventId)); break;
            case "response.create": Respond(json.TryGetProperty("response", out var request) ? request : default, eventId); break;
            case "response.cancel": Cancel(Text(json, "response_id"), eventId); break;
        }
    }

    private static string Code(string problem) => problem switch
    {
        _ when problem.EndsWith("is unknown", StringComparison.Ordinal) => problem.StartsWith("$.type", StringComparison.Ordinal) ? "invalid_value" : "unknown_parameter",
        _ when problem.EndsWith("is missing", StringComparison.Ordinal) => "missing_required_parameter",
        _ => "invalid_value",
    };

    private void Update(JsonElement update, string? eventId)
    {
        if (HasSpoken && update.TryGetProperty("audio", out var audio) && audio.TryGetProperty("output", out var output)
            && output.TryGetProperty("voice", out var voice) && voice.GetRawText().Trim('"') != session.Settings.Voice)
        {
            session.Fail("cannot_update_voice", "Cannot update a conversation's voice if assistant audio is present.", "session.audio.output.voice", eventId);
            return;
        }

        session.Settings.Update(update);
        input.Obey(session.Settings);
        Send(new JsonObject { ["type"] = "session.updated", ["session"] = session.Settings.ToJson() });
        session.Reach(RealtimeMoment.Updated);
    }

    private void Create(JsonElement json, string? eventId)
    {
        var item = JsonNode.Parse(json.GetProperty("item").GetRawText())!.AsObject();
        if (item["type"]!.GetValue<string>() == "function_call_output" && !items.HasCall(item["call_id"]!.GetValue<string>()))
            session.Fail("invalid_tool_call_id", "Tool call ID not found in conversation.", "item.call_id", eventId);
        else if (item["id"] is { } id && items.Find(id.GetValue<string>()) is not null)
            session.Fail("item_create_duplicate_id", "An item of this id exists.", "item.id", eventId);
        else if (Text(json, "previous_item_id") is { } previous && previous != "root" && items.Find(previous) is null)
            session.Fail("item_create_invalid_previous_item_id", "The previous item does not exist.", "previous_item_id", eventId);
        else
            items.AddFromClient(item, Text(json, "previous_item_id"), Send);
    }

    private void OnItem(JsonElement json, string? eventId, Action<RealtimeItemStandIn> act)
    {
        var id = json.GetProperty("item_id").GetString()!;
        var verb = json.GetProperty("type").GetString()!.Split('.')[2];
        if (items.Find(id) is { } item) act(item);
        else session.Fail($"item_{verb}_invalid_item_id", $"Item '{id}' does not exist.", "item_id", eventId);
    }

    private void Delete(RealtimeItemStandIn item)
    {
        items.Remove(item);
        Send(new JsonObject { ["type"] = "conversation.item.deleted", ["item_id"] = item.Id });
    }

    private void Truncate(RealtimeItemStandIn item, JsonElement json, string? eventId)
    {
        var end = json.GetProperty("audio_end_ms").GetInt32();
        if (item.Role != "assistant")
            session.Fail("invalid_value", "Only model output audio messages can be truncated.", "item_id", eventId);
        else if (json.GetProperty("content_index").GetInt32() != 0)
            session.Fail("invalid_value", "The item has no such content.", "content_index", eventId);
        else if (end > item.AudioMs)
            session.Fail("invalid_value", $"Audio content of {item.AudioMs}ms is already shorter than {end}ms", "audio_end_ms", eventId);
        else
        {
            item.AudioMs = end;
            var truncated = RealtimeEvents.InItem("conversation.item.truncated", item.Id);
            truncated["audio_end_ms"] = end;
            Send(truncated);
        }
    }

    private void Respond(JsonElement request, string? eventId = null)
    {
        var ask = new RealtimeAsk(session, request, AskedText(request), responses + 1);
        if (!ask.IsOutOfBand && active is not null)
        {
            session.Fail("conversation_already_has_active_response", $"Conversation already has an active response in progress: {active.Id}. Wait until the response is finished before creating a new one.", null, eventId);
            return;
        }

        responses++;
        var speaking = new RealtimeSpeaking(this, session.Take(ask), ask);
        if (ask.IsOutOfBand) outside.Add(speaking);
        else active = speaking;
        // Not awaited: a long response is spoken beside all else, a short one is said by the time this returns.
        _ = speaking.PlayAsync();
    }

    // The input of the request itself, else what was said last.
    private string AskedText(JsonElement request)
    {
        if (request.ValueKind != JsonValueKind.Object || !request.TryGetProperty("input", out var own) || own.GetArrayLength() == 0) return items.LastText;
        return RealtimeItems.TextOf(JsonNode.Parse(own[own.GetArrayLength() - 1].GetRawText())!.AsObject());
    }

    private void Cancel(string? responseId, string? eventId)
    {
        var running = responseId is null ? active : outside.Append(active).FirstOrDefault(speaking => speaking?.Id == responseId);
        if (running is null) session.Fail("response_cancel_not_active", "Cancellation failed: no active response found", null, eventId);
        else running.Cancel("client_cancelled");
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.String ? field.GetString() : null;
}
