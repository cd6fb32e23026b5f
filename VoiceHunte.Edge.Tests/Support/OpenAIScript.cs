using System.Collections.Concurrent;
using System.Text.Json;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>What came in on one route.</summary>
internal sealed record OpenAIRequest(string Body, JsonElement Json, string Protocol);

/// <summary>What one route of the stand-in answers, and what it was asked.</summary>
internal sealed class OpenAIScript(OpenAIReply usual)
{
    private readonly ConcurrentQueue<OpenAIReply> next = new();
    private readonly ConcurrentQueue<OpenAIRequest> requests = new();
    private readonly TaskCompletionSource abandoned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<JsonElement, OpenAIReply> always = _ => usual;

    /// <summary>All requests, bad ones too.</summary>
    public IReadOnlyList<OpenAIRequest> Requests => [.. requests];

    /// <summary>A client left before its answer was whole.</summary>
    public Task Abandoned => abandoned.Task.WaitAsync(Gate.Patience, TestContext.Current.CancellationToken);

    /// <summary>These answers once each, in this order, before what is always answered.</summary>
    public void Next(params OpenAIReply[] replies)
    {
        foreach (var reply in replies) next.Enqueue(reply);
    }

    public void Always(OpenAIReply reply) => always = _ => reply;

    /// <summary>Decides by the request's body.</summary>
    public void Always(Func<JsonElement, OpenAIReply> decide) => always = decide;

    public OpenAIReply Take(JsonElement request) => next.TryDequeue(out var reply) ? reply : always(request);

    public void Note(OpenAIRequest request) => requests.Enqueue(request);

    public void NoteAbandoned() => abandoned.TrySetResult();
}
