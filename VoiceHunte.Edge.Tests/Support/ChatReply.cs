using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>Answers of <c>/v1/chat/completions</c>, as a stream of events where the request asks for one.</summary>
internal static class ChatReply
{
    /// <summary>A piece per word.</summary>
    public static OpenAIReply Text(string text, string finishReason = "stop") => Of(
        text.Split(' ').Select((word, i) => new JsonObject { ["content"] = i == 0 ? word : " " + word }),
        new JsonObject { ["role"] = "assistant", ["content"] = text },
        finishReason);

    public static OpenAIReply Refusal(string text) => Of(
        [new JsonObject { ["refusal"] = text }], new JsonObject { ["role"] = "assistant", ["refusal"] = text }, "stop");

    /// <summary>Calls of tools, all at once: the pieces of their arguments come in turn, told apart only by index.</summary>
    public static OpenAIReply Calls(params (string Name, string Arguments)[] calls) => Of(
        Pieces(calls),
        new JsonObject { ["role"] = "assistant", ["content"] = null, ["tool_calls"] = new JsonArray([.. calls.Select((c, i) => Whole(i, c.Name, c.Arguments))]) },
        "tool_calls");

    public static void Answers(this OpenAIScript chat, string text) => chat.Always(Text(text));

    private static OpenAIReply Of(IEnumerable<JsonObject> deltas, JsonObject message, string finishReason)
    {
        var pieces = deltas.Select(delta => delta.ToJsonString()).ToList();
        var whole = message.ToJsonString();
        return new OpenAIReply(request => IsTrue(request, "stream")
            ? Stream(request, pieces, finishReason)
            : new OpenAIBody("application/json", [Encoding.UTF8.GetBytes(Completion(request, whole, finishReason).ToJsonString())]));
    }

    private static OpenAIBody Stream(JsonElement request, List<string> deltas, string finishReason)
    {
        var withUsage = request.TryGetProperty("stream_options", out var options) && IsTrue(options, "include_usage");
        List<byte[]> events = [Event(Chunk(request, new JsonObject { ["role"] = "assistant", ["content"] = "" }, null, withUsage))];
        events.AddRange(deltas.Select(delta => Event(Chunk(request, JsonNode.Parse(delta)!, null, withUsage))));
        events.Add(Event(Chunk(request, new JsonObject(), finishReason, withUsage)));
        if (withUsage)
        {
            var last = Envelope(request, "chat.completion.chunk");
            last["choices"] = new JsonArray();
            last["usage"] = Usage();
            events.Add(Event(last));
        }

        events.Add("data: [DONE]\n\n"u8.ToArray());
        return new OpenAIBody("text/event-stream; charset=utf-8", events);
    }

    private static JsonObject Chunk(JsonElement request, JsonNode delta, string? finishReason, bool withUsage)
    {
        var chunk = Envelope(request, "chat.completion.chunk");
        chunk["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["logprobs"] = null, ["finish_reason"] = finishReason });
        if (withUsage) chunk["usage"] = null;
        return chunk;
    }

    private static JsonObject Completion(JsonElement request, string message, string finishReason)
    {
        var completion = Envelope(request, "chat.completion");
        completion["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["message"] = JsonNode.Parse(message), ["finish_reason"] = finishReason });
        completion["usage"] = Usage();
        return completion;
    }

    private static JsonObject Envelope(JsonElement request, string kind) => new()
    {
        ["id"] = "chatcmpl-standin",
        ["object"] = kind,
        ["created"] = 1_795_500_000,
        ["model"] = request.GetProperty("model").GetString(),
    };

    private static JsonObject Usage() => new()
    {
        ["prompt_tokens"] = 310,
        ["completion_tokens"] = 12,
        ["total_tokens"] = 322,
        ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = 256, ["audio_tokens"] = 0 },
        ["completion_tokens_details"] = new JsonObject { ["reasoning_tokens"] = 0, ["audio_tokens"] = 0 },
    };

    /// <summary>First each call's id and name, then their arguments by halves, the calls taking turns.</summary>
    private static IEnumerable<JsonObject> Pieces((string Name, string Arguments)[] calls)
    {
        for (var i = 0; i < calls.Length; i++) yield return Piece(Whole(i, calls[i].Name, ""), i);
        for (var half = 0; half < 2; half++)
        {
            for (var i = 0; i < calls.Length; i++)
            {
                var (arguments, middle) = (calls[i].Arguments, calls[i].Arguments.Length / 2);
                var part = half == 0 ? arguments[..middle] : arguments[middle..];
                yield return Piece(new JsonObject { ["function"] = new JsonObject { ["arguments"] = part } }, i);
            }
        }
    }

    private static JsonObject Piece(JsonObject call, int index)
    {
        call["index"] = index;
        return new JsonObject { ["tool_calls"] = new JsonArray(call) };
    }

    private static JsonObject Whole(int index, string name, string arguments) => new()
    {
        ["id"] = $"call_standin{index}",
        ["type"] = "function",
        ["function"] = new JsonObject { ["name"] = name, ["arguments"] = arguments },
    };

    private static byte[] Event(JsonObject chunk) => Encoding.UTF8.GetBytes($"data: {chunk.ToJsonString()}\n\n");

    private static bool IsTrue(JsonElement value, string name) => value.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;
}
