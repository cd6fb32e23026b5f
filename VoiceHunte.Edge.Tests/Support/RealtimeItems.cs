using System.Text.Json.Nodes;

namespace VoiceHunte.Edge.Tests.Support;

internal sealed record RealtimeItemStandIn(string Id, JsonObject Json)
{
    /// <summary>Audio sent of it, and not truncated.</summary>
    public int AudioMs { get; set; }

    public string? Role => Json["role"]?.GetValue<string>();
}

/// <summary>The conversation of a session of the stand-in.</summary>
internal sealed class RealtimeItems
{
    private readonly List<RealtimeItemStandIn> items = [];
    private int made;

    /// <summary>What the caller said, a client wrote or a function gave back, last of all.</summary>
    public string LastText { get; set; } = "";

    public string? LastId => items.LastOrDefault()?.Id;

    public string NewId() => $"item_{++made}";

    public RealtimeItemStandIn? Find(string id) => items.Find(item => item.Id == id);

    public void Remove(RealtimeItemStandIn item) => items.Remove(item);

    public bool HasCall(string callId) =>
        items.Exists(item => item.Json["type"]!.GetValue<string>() == "function_call" && item.Json["call_id"]!.GetValue<string>() == callId);

    /// <summary>Adds it at the end and says so.</summary>
    public RealtimeItemStandIn Add(JsonObject json, Action<JsonObject> send)
    {
        var (item, previous) = (new RealtimeItemStandIn(json["id"]!.GetValue<string>(), json), LastId);
        items.Add(item);
        send(RealtimeEvents.Item("added", previous, json));
        return item;
    }

    public void AddFromClient(JsonObject json, string? previousId, Action<JsonObject> send)
    {
        json["id"] ??= NewId();
        json["object"] = "realtime.item";
        json["status"] = "completed";
        var at = previousId switch
        {
            null => items.Count,
            "root" => 0,
            _ => items.FindIndex(item => item.Id == previousId) + 1,
        };
        items.Insert(at, new RealtimeItemStandIn(json["id"]!.GetValue<string>(), json));
        var before = at == 0 ? null : items[at - 1].Id;
        send(RealtimeEvents.Item("added", before, json));
        send(RealtimeEvents.Item("done", before, json));
        LastText = TextOf(json);
    }

    public static string TextOf(JsonObject item) =>
        item["output"]?.GetValue<string>() ?? (item["content"] as JsonArray)?[0]?["text"]?.GetValue<string>() ?? "";
}
