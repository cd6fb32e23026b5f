using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using VoiceHunte.Edge.Sockets;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>
/// The Realtime API, a part of <see cref="OpenAIStandIn"/>: many sessions at once, each by its own script, and as strict as
/// the real one. What it refuses, it answers with an error event and lives on.
/// </summary>
internal sealed class RealtimeStandIn
{
    private const int LargestMessage = 15 * 1024 * 1024;
    private const int MostWaiting = 64 * 1024 * 1024;

    private readonly ConcurrentQueue<OpenAIReply> refusals = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<RealtimeSessionStandIn>> sessions = new();
    private OpenAIReply? alwaysRefused;
    private int count;

    /// <summary>Paces the audio and ends a session after an hour.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>False in a benchmark: nothing is written down.</summary>
    public bool Remembers { get; set; } = true;

    /// <summary>
    /// The first piece of audio is a turn; once a response to it runs, which has no end then, each further piece is answered at
    /// once by itself, with as little work as can be.
    /// </summary>
    public bool Echoes { get; set; }

    /// <summary>Sets up each session before its first event: its replies, its transcripts, its faults.</summary>
    public Action<RealtimeSessionStandIn>? OnSession { get; set; }

    /// <summary>What was wrong with the shape of client events, in all sessions. A story expects none.</summary>
    public ConcurrentQueue<string> Rejected { get; } = new();

    /// <summary>So many have connected so far.</summary>
    public int Connected => Volatile.Read(ref count);

    /// <summary>The n-th session from 1, when it comes.</summary>
    public Task<RealtimeSessionStandIn> SessionAsync(int number = 1) =>
        Seat(number).Task.WaitAsync(Gate.Patience, TestContext.Current.CancellationToken);

    /// <summary>The next handshakes end so, one each.</summary>
    public void Refuse(params OpenAIReply[] replies)
    {
        foreach (var reply in replies) refusals.Enqueue(reply);
    }

    /// <param name="reply">Null: handshakes are accepted again.</param>
    public void RefuseAlways(OpenAIReply? reply) => alwaysRefused = reply;

    public bool TryRefuse([NotNullWhen(true)] out OpenAIReply? reply) => refusals.TryDequeue(out reply) || (reply = alwaysRefused) is not null;

    /// <summary>One session from its handshake to its end.</summary>
    public async Task AcceptAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var texts = new TextSocket(socket, LargestMessage, MostWaiting);
        var number = Interlocked.Increment(ref count);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var wire = new RealtimeWire(texts, this, over.Token);
        var session = new RealtimeSessionStandIn(this, number, context.Request.Query["model"].ToString(), wire, Cut);
        session.Wake();
        OnSession?.Invoke(session);
        if (Remembers) Seat(number).TrySetResult(session);
        using var hour = Time.CreateTimer(_ => session.Expire(), null, TimeSpan.FromMinutes(60), Timeout.InfiniteTimeSpan);
        try
        {
            session.Open(context.Request.Headers.ContainsKey("OpenAI-Beta"));
            while (await texts.ReceiveAsync(context.RequestAborted) is { } message) session.Hear(message.Span);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketRefusedException)
        {
            // The client is gone, or sends what is no event.
        }

        await over.CancelAsync();
        session.End();
        await texts.CloseAsync(WebSocketCloseStatus.NormalClosure, "", TimeSpan.FromSeconds(1));

        void Cut(WebSocketCloseStatus? status)
        {
            if (status is { } code) _ = texts.CloseAsync(code, "", TimeSpan.FromSeconds(1));
            else context.Abort();
        }
    }

    private TaskCompletionSource<RealtimeSessionStandIn> Seat(int number) =>
        sessions.GetOrAdd(number, _ => new TaskCompletionSource<RealtimeSessionStandIn>(TaskCreationOptions.RunContinuationsAsynchronously));
}
