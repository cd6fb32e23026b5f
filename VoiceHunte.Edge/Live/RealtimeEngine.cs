using VoiceHunte.Edge.Calls;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Sockets;

namespace VoiceHunte.Edge.Live;

/// <summary>
/// Speech to speech: the caller's sound goes to the Realtime API as it comes, the model's to the caller, µ-law both ways. When
/// to answer, what the tools do and what is promised, is decided here. All that frames and events touch is under the line's lock.
/// </summary>
internal sealed partial class RealtimeEngine : IStreamEngine
{
    /// <summary>Until the session is open.</summary>
    public static readonly TimeSpan ConnectTakes = TimeSpan.FromSeconds(5);

    /// <summary>From asking for an answer to the first word of it, and between two: after this the model is given up.</summary>
    public static readonly TimeSpan LongestThought = TimeSpan.FromSeconds(8);

    /// <summary>OpenAI ends a session after 60 minutes, without a warning.</summary>
    public static readonly TimeSpan SessionLives = TimeSpan.FromMinutes(55);

    // What the caller says while the session is being opened (bytes of base64 and a little more).
    private const int MostEarlyBytes = 64 * 1024;

    private readonly TaskCompletionSource<EngineEnd> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource failing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource stopping = new();
    private readonly Call call;
    private readonly CallerLine line;
    private readonly RealtimeParts parts;
    private readonly IdleWatch idle;
    private readonly InOrder work;
    private RealtimeLink? link;
    private Outbox early;
    private Task renewing = Task.CompletedTask;
    private string? failure;

    public RealtimeEngine(Call call, CallerLine line, RealtimeParts parts)
    {
        (this.call, this.line, this.parts) = (call, line, parts);
        idle = new IdleWatch(parts.Time);
        work = new InOrder(Broke, stopping.Token);
    }

    public async Task<EngineEnd> HoldAsync(Owed? owed, CancellationToken cancellationToken)
    {
        try
        {
            Begin(await OpenAsync(cancellationToken));
        }
        catch (OpenAIException e)
        {
            Log.NotOpened(parts.Logger, call.CallId, e.Failure, e.Code, e.RequestId);
            return new EngineEnd(null, e.Failure.ToString());
        }

        await using var cancelled = cancellationToken.Register(() => ended.TrySetCanceled(cancellationToken));
        try
        {
            return await ended.Task;
        }
        finally
        {
            await stopping.CancelAsync();
            await work.Done;
            await renewing;
        }
    }

    public void Hear(ReadOnlySpan<byte> base64)
    {
        if (link is not null) link.Hear(base64);
        else if (early.WaitingBytes + base64.Length <= MostEarlyBytes) early.Add(base64);
    }

    public void Press(char key)
    {
        idle.CallerIsThere();
        if (link is null || failure is not null) return;
        CutOff();
        work.Then(() => TakeKeyAsync(key));
    }

    public void Tick()
    {
        if (link is null || failure is not null) return;
        if (line.IsSpeaking || isCallerSpeaking || active is not null || !work.Done.IsCompleted) idle.LineIsBusy();
        switch (idle.Look())
        {
            case Idleness.Ask: work.Then(() => SpeakUnaskedAsync(parts.Live.AskStillThereAsync(call))); break;
            case Idleness.Leave: work.Then(() => SpeakUnaskedAsync(parts.Live.LeaveAsync(call))); break;
        }

        DecideBargeIn();
        if (active is not null && parts.Time.GetElapsedTime(active.LastSignAt) > LongestThought) Fail("silent");
        else if (IsQuiet && parts.Ledger.IsOver) Fail("budget");
        else if (parts.Time.GetElapsedTime(link.OpenedAt) > SessionLives && renewing.IsCompleted && IsQuiet) renewing = RenewAsync();
    }

    public async ValueTask DisposeAsync()
    {
        early.Clear();
        if (link is { } open)
        {
            await open.CloseAsync();
            open.Dispose();
        }

        stopping.Dispose();
    }

    public bool IsQuiet => link is not null && active is null && !isCallerSpeaking && bargeIn is null && work.Done.IsCompleted && !line.IsSpeaking;

    private async Task<RealtimeLink> OpenAsync(CancellationToken cancellationToken)
    {
        var model = parts.Calendar.InUse(parts.Settings.OpenAI.RealtimeModel);
        return new RealtimeLink(await parts.OpenAI.ConnectRealtimeAsync(model, ConnectTakes, cancellationToken), model, parts.Time.GetTimestamp());
    }

    private void Begin(RealtimeLink opened)
    {
        lock (line.Gate)
        {
            Configure(opened);
            link = opened;
            while (early.TryTake(out var frame)) opened.Hear(frame.Span);
            early.Clear();
        }

        _ = ReadAsync(opened);
    }

    private void Configure(RealtimeLink opened)
    {
        opened.Configure(RealtimeCallSession.For(call, parts));
        if (call.History.Count == 0) opened.Remember("assistant", Agent.Phrases.Greeting(parts.Restaurant, call.Language));
        foreach (var (heard, said) in call.History.TakeLast(RealtimeCallSession.MostRemembered))
        {
            if (heard.Length > 0) opened.Remember("user", heard);
            if (said.Length > 0) opened.Remember("assistant", said);
        }
    }

    // Reads until the session ends; a session that was replaced ends unnoticed.
    private async Task ReadAsync(RealtimeLink from)
    {
        try
        {
            while (await from.ReceiveAsync(stopping.Token) is { } message)
            {
                lock (line.Gate)
                {
                    if (from == link) Take(message.Span);
                }
            }

            lock (line.Gate)
            {
                if (from == link) Fail("closed");
            }
        }
        catch (OperationCanceledException)
        {
            // The call is over, or goes on elsewhere.
        }
    }

    private async Task RenewAsync()
    {
        try
        {
            var opened = await OpenAsync(stopping.Token);
            RealtimeLink old;
            lock (line.Gate)
            {
                // Where somebody spoke meanwhile, the old one has some minutes left: the next pause will do.
                var isStillQuiet = IsQuiet && failure is null;
                old = isStillQuiet ? link! : opened;
                if (isStillQuiet) Configure(link = opened);
            }

            if (old != opened)
            {
                Log.Renewed(parts.Logger, call.CallId);
                _ = ReadAsync(opened);
            }

            await old.CloseAsync();
            old.Dispose();
        }
        catch (OpenAIException e)
        {
            // The old one may last; if it does not, the pipeline takes over.
            Log.NotOpened(parts.Logger, call.CallId, e.Failure, e.Code, e.RequestId);
        }
        catch (OperationCanceledException)
        {
            // The call is over.
        }
    }

    /// <summary>This engine cannot go on; what was received is still heard to its end.</summary>
    private void Fail(string why)
    {
        if (failure is not null) return;
        failure = why;
        failing.TrySetResult();
        if (bargeIn is { } cut)
        {
            GiveUp(cut.Turn, cut.Heard);
            line.Drop();
        }

        newest?.Hears(null);
        newest?.Responded(null);
        work.Then(() =>
        {
            ended.TrySetResult(new EngineEnd(null, why) { Owed = isCallerSpeaking ? (owed ?? new Owed()) with { IsCallerSpeaking = true } : owed });
            return Task.CompletedTask;
        });
    }

    private void Broke(Exception e)
    {
        Log.Broke(parts.Logger, e, call.CallId);
        lock (line.Gate) Fail("broke");
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1920, Level = LogLevel.Warning, Message = "Call {CallSid}: no Realtime session, {Failure}, code {Code}, request {RequestId}")]
        public static partial void NotOpened(ILogger logger, string callSid, OpenAIFailure failure, string? code, string? requestId);

        [LoggerMessage(EventId = 1921, Level = LogLevel.Information, Message = "Call {CallSid}: the Realtime session was renewed before its limit")]
        public static partial void Renewed(ILogger logger, string callSid);

        [LoggerMessage(EventId = 1922, Level = LogLevel.Error, Message = "Call {CallSid}: a turn on the Realtime session failed")]
        public static partial void Broke(ILogger logger, Exception exception, string callSid);

        [LoggerMessage(EventId = 1923, Level = LogLevel.Warning, Message = "Call {CallSid}: the Realtime session reports {Type}, code {Code}, field {Param}")]
        public static partial void Reported(ILogger logger, string callSid, string? type, string? code, string? param);

        [LoggerMessage(EventId = 1924, Level = LogLevel.Information, Message = "Call {CallSid}: the caller cut in after {HeardMs} ms of the answer, {Kind}")]
        public static partial void CutIn(ILogger logger, string callSid, long heardMs, string kind);

        [LoggerMessage(EventId = 1925, Level = LogLevel.Warning, Message = "Call {CallSid}: the model is cut off, it claims what is not so: {Claim}")]
        public static partial void Claimed(ILogger logger, string callSid, string claim);

        [LoggerMessage(EventId = 1926, Level = LogLevel.Warning, Message = "Call {CallSid}: the model did not say what it was to say word for word; the other voice says it")]
        public static partial void Reworded(ILogger logger, string callSid);
    }
}
