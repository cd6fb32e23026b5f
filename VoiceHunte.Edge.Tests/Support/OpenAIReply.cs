using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>The body of an answer: its pieces leave one by one, each flushed.</summary>
internal sealed record OpenAIBody(string ContentType, IReadOnlyList<byte[]> Pieces);

/// <summary>One answer of the stand-in, good or bad. What a good one looks like depends on the request.</summary>
internal sealed record OpenAIReply(Func<JsonElement, OpenAIBody> Write)
{
    public int Status { get; init; } = 200;

    /// <summary>The header: seconds or a date.</summary>
    public string? RetryAfter { get; init; }

    public Gate? BeforeHeaders { get; init; }

    public Gate? BeforePiece { get; init; }

    /// <summary>Before which piece <see cref="BeforePiece"/> stands, from 0.</summary>
    public int HeldPiece { get; init; }

    /// <summary>After so many pieces the connection is cut.</summary>
    public int? CutAfter { get; init; }

    public static OpenAIReply Fails(int status, string type = "server_error", string? code = null, string? param = null) =>
        new(_ => new OpenAIBody("application/json", [Error("The stand-in fails, as it was told.", type, code, param)])) { Status = status };

    public static OpenAIReply RateLimited(string? retryAfter = null) =>
        Fails(429, "requests", "rate_limit_exceeded") with { RetryAfter = retryAfter };

    public static OpenAIReply QuotaExhausted() => Fails(429, "insufficient_quota", "insufficient_quota");

    /// <summary>A good status and nonsense.</summary>
    public static OpenAIReply Garbage(string contentType = "text/event-stream") =>
        new(_ => new OpenAIBody(contentType, [Encoding.UTF8.GetBytes("data: {\"choices\": [oops\n\n")]));

    public static byte[] Error(string message, string type, string? code, string? param) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["error"] = new JsonObject { ["message"] = message, ["type"] = type, ["param"] = param, ["code"] = code },
    }.ToJsonString());

    /// <summary>No headers until the gate opens.</summary>
    public OpenAIReply HeldAtTheStart(Gate gate) => this with { BeforeHeaders = gate };

    /// <summary>So many pieces leave; the rest waits at the gate.</summary>
    public OpenAIReply HeldAfter(int pieces, Gate gate) => this with { BeforePiece = gate, HeldPiece = pieces };

    /// <summary>So many pieces leave, then the connection breaks.</summary>
    public OpenAIReply BreakingOffAfter(int pieces) => this with { CutAfter = pieces };
}
