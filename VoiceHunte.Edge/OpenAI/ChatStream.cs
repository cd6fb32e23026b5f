using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;

namespace VoiceHunte.Edge.OpenAI;

/// <summary>
/// Puts a streamed answer together, event by event:
/// <code>
/// data: {"choices":[{"delta":{"content":"We are"},"finish_reason":null}]}
/// data: {"choices":[{"delta":{},"finish_reason":"stop"}]}
/// data: {"choices":[],"usage":{"prompt_tokens":310,"completion_tokens":12}}
/// data: [DONE]
/// </code>
/// </summary>
internal sealed class ChatStream
{
    // A spoken answer is a few hundred characters. Whoever streams without end is cut off here.
    private const int LongestAnswer = 20_000;

    private readonly StringBuilder text = new();
    private readonly SortedDictionary<int, (string Id, string Name, StringBuilder Arguments)> calls = [];
    private string? finishReason;
    private string? refusal;
    private ChatUsage? usage;

    /// <exception cref="OpenAIException">CutShort or Rejected.</exception>
    public static async Task<ChatAnswer> ReadAsync(Stream body, string? requestId, CancellationToken cancellationToken)
    {
        var answer = new ChatStream();
        try
        {
            await foreach (var data in SseParser.Create(body, (_, bytes) => Read(bytes)).EnumerateAsync(cancellationToken))
            {
                if (data.Data is { } chunk) answer.Add(chunk, requestId);
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException or JsonException)
        {
            throw new OpenAIException(OpenAIFailure.CutShort, $"the answer broke off: {e.Message}", e) { RequestId = requestId };
        }

        return answer.Finish(requestId);
    }

    private static WireChatChunk? Read(ReadOnlySpan<byte> data) =>
        data.SequenceEqual("[DONE]"u8) ? null : JsonSerializer.Deserialize(data, OpenAIJson.Default.WireChatChunk);

    private void Add(WireChatChunk chunk, string? requestId)
    {
        if (chunk.Error is { } error)
            throw new OpenAIException(OpenAIFailure.CutShort, $"an error came in the middle of the answer: {error.Type}") { RequestId = requestId, Code = error.Code };
        usage = chunk.Usage ?? usage;
        foreach (var choice in chunk.Choices ?? [])
        {
            finishReason = choice.FinishReason ?? finishReason;
            if (choice.Delta is { } delta) Add(delta);
        }

        if (text.Length > LongestAnswer) throw new OpenAIException(OpenAIFailure.CutShort, "the answer has no end") { RequestId = requestId };
    }

    private void Add(WireDelta delta)
    {
        text.Append(delta.Content);
        refusal += delta.Refusal;
        foreach (var piece in delta.ToolCalls ?? [])
        {
            if (!calls.TryGetValue(piece.Index, out var call))
                calls[piece.Index] = call = (piece.Id ?? "", piece.Function?.Name ?? "", new StringBuilder());
            call.Arguments.Append(piece.Function?.Arguments);
        }
    }

    private ChatAnswer Finish(string? requestId)
    {
        // Without a reason to finish the connection was merely closed: half a sentence is no answer.
        if (finishReason is null) throw new OpenAIException(OpenAIFailure.CutShort, "the answer broke off") { RequestId = requestId };
        if (!string.IsNullOrEmpty(refusal) || finishReason == "content_filter")
            throw new OpenAIException(OpenAIFailure.Rejected, "the model refused to answer") { RequestId = requestId, Code = "refusal" };
        return new ChatAnswer(
            text.ToString(), [.. calls.Values.Select(c => new ChatToolCall(c.Id, c.Name, c.Arguments.ToString()))], finishReason, usage, requestId);
    }
}
