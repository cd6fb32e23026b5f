using System.Text.Json.Nodes;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>The server's events in the shapes of OpenAI's OpenAPI file; each gets its event_id when it is sent.</summary>
internal static class RealtimeEvents
{
    public static JsonObject Error(string code, string message, string? param, string? eventId, string type = "invalid_request_error") => new()
    {
        ["type"] = "error",
        ["error"] = new JsonObject { ["type"] = type, ["code"] = code, ["message"] = message, ["param"] = param, ["event_id"] = eventId },
    };

    public static JsonObject Item(string type, string? previousId, JsonObject item) =>
        new() { ["type"] = "conversation.item." + type, ["previous_item_id"] = previousId, ["item"] = item.DeepClone() };

    public static JsonObject Message(string id, string role, string status, JsonObject? content = null) => new()
    {
        ["id"] = id, ["object"] = "realtime.item", ["type"] = "message", ["status"] = status, ["role"] = role,
        ["content"] = content is null ? [] : new JsonArray(content),
    };

    public static JsonObject FunctionCall(string id, string status, string callId, string name, string arguments) => new()
    {
        ["id"] = id, ["object"] = "realtime.item", ["type"] = "function_call", ["status"] = status,
        ["call_id"] = callId, ["name"] = name, ["arguments"] = arguments,
    };

    public static JsonObject InItem(string type, string itemId) => new() { ["type"] = type, ["item_id"] = itemId, ["content_index"] = 0 };

    /// <summary>An event of a response's item.</summary>
    public static JsonObject InResponse(string type, string responseId, string itemId, int outputIndex, bool inContent = true)
    {
        var result = new JsonObject { ["type"] = "response." + type, ["response_id"] = responseId, ["item_id"] = itemId, ["output_index"] = outputIndex };
        if (inContent) result["content_index"] = 0;
        return result;
    }

    public static JsonObject OutputItem(string type, string responseId, int outputIndex, JsonObject item) => new()
    {
        ["type"] = "response.output_item." + type, ["response_id"] = responseId, ["output_index"] = outputIndex, ["item"] = item.DeepClone(),
    };

    public static JsonObject RateLimits() => new()
    {
        ["type"] = "rate_limits.updated",
        ["rate_limits"] = new JsonArray(new JsonObject { ["name"] = "tokens", ["limit"] = 40_000, ["remaining"] = 39_000, ["reset_seconds"] = 1.5 }),
    };

    /// <param name="audioMs">Spoken; a token is 50 ms of it.</param>
    public static JsonObject Usage(int audioMs, int textTokens) => new()
    {
        ["total_tokens"] = 300 + (audioMs / 50) + textTokens, ["input_tokens"] = 300, ["output_tokens"] = (audioMs / 50) + textTokens,
        ["input_token_details"] = new JsonObject
        {
            ["text_tokens"] = 220, ["audio_tokens"] = 80, ["image_tokens"] = 0, ["cached_tokens"] = 192,
            ["cached_tokens_details"] = new JsonObject { ["text_tokens"] = 192, ["audio_tokens"] = 0, ["image_tokens"] = 0 },
        },
        ["output_token_details"] = new JsonObject { ["text_tokens"] = textTokens, ["audio_tokens"] = audioMs / 50 },
    };
}
