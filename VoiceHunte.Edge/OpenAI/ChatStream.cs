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
internal sealed class ChatStream(string? requestId)
{
    // A spoken answer is a few hundred characters. Whoever streams without end is cut off here (characters).
    private const int LongestAnswer = 20_000;

    private readonly StringBuilder text = new();
    private readonly SortedDictionary<int, (string Id, string Name, StringBuilder Arguments)> calls = [];
    private string? finishReason;
    private bool refused;
    private ChatUsage? usage;
    private int length;
    private int told;

    /// <exception cref="OpenAIException">CutShort or Rejected.</exception>
    /// <exception cref="JsonException">A chunk is not JSON.</exception>
    /// <exception cref="IOException">The connection broke before the answer was whole.</exception>
    /// <param name="hear">Hears each piece of text as it comes; null: nobody does.</param>
    public static async Task<ChatAnswer> ReadAsync(
        Stream body, string? requestId, Func<string, CancellationToken, ValueTask>? hear, CancellationToken cancellationToken)
    {
        var answer = new ChatStream(requestId);
        try
        {
            await foreach (var data in SseParser.Create(body, (_, bytes) => Read(bytes)).EnumerateAsync(cancellationToken))
            {
                if (data.Data is not { } chunk) continue;
                answer.Add(chunk);
                if (hear is not null && answer.TakeNews() is { Length: > 0 } piece) await hear(piece, cancellationToken);
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException && answer.finishReason is not null)
        {
            // Only the usage is missing, and the caller need not pay for that.
            return answer.Finish();
        }

        return answer.Finish();
    }

    private static WireChatChunk? Read(ReadOnlySpan<byte> data) =>
        data.SequenceEqual("[DONE]"u8) ? null : JsonSerializer.Deserialize(data, OpenAIJson.Default.WireChatChunk);

    private void Add(WireChatChunk chunk)
    {
        if (chunk.Error is { } error)
            throw Failed(OpenAIFailure.CutShort, "an error came in the middle of the answer", OpenAIErrors.Word(error.Code ?? error.Type));
        usage = chunk.Usage?.ToUsage() ?? usage;
        foreach (var choice in chunk.Choices ?? [])
        {
            finishReason = choice.FinishReason ?? finishReason;
            if (choice.Delta is { } delta) Add(delta);
        }
    }

    // What a refusing model has said is not to be heard.
    private string? TakeNews()
    {
        if (refused || told == text.Length) return null;
        var piece = text.ToString(told, text.Length - told);
        told = text.Length;
        return piece;
    }

    private void Add(WireDelta delta)
    {
        refused |= !string.IsNullOrEmpty(delta.Refusal);
        text.Append(delta.Content);
        length += delta.Content?.Length ?? 0;
        foreach (var piece in delta.ToolCalls ?? [])
        {
            if (!calls.TryGetValue(piece.Index, out var call))
                calls[piece.Index] = call = (piece.Id ?? "", piece.Function?.Name ?? "", new StringBuilder());
            call.Arguments.Append(piece.Function?.Arguments);
            length += 1 + (piece.Function?.Arguments?.Length ?? 0);
        }

        if (length > LongestAnswer) throw Failed(OpenAIFailure.CutShort, "the answer has no end");
    }

    private ChatAnswer Finish()
    {
        if (refused) throw Failed(OpenAIFailure.Rejected, "the model refused to answer", "refusal");
        if (finishReason == "content_filter") throw Failed(OpenAIFailure.Rejected, "the answer was withheld", "content_filter");
        // Without a reason to finish the connection was merely closed: half a sentence is no answer.
        if (finishReason is null) throw Failed(OpenAIFailure.CutShort, "the answer broke off");
        // Half a tool call is worse than none: its arguments end anywhere.
        if (calls.Count > 0 && finishReason == "length") throw Failed(OpenAIFailure.CutShort, "the answer was too long for a tool call");
        if (calls.Count == 0 && text.Length == 0) throw Failed(OpenAIFailure.CutShort, "the answer is empty");
        return new ChatAnswer(
            text.ToString(), [.. calls.Values.Select(c => new ChatToolCall(c.Id, c.Name, c.Arguments.ToString()))], finishReason, usage, requestId);
    }

    private OpenAIException Failed(OpenAIFailure failure, string message, string? code = null) =>
        new(failure, message) { RequestId = requestId, Code = code };
}
