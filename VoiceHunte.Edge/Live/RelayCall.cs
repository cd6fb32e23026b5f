using System.Net.WebSockets;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Calls;
using VoiceHunte.Edge.Money;
using VoiceHunte.Edge.Service;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Sockets;
using VoiceHunte.Edge.Telemetry;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Live;

/// <summary>
/// A call over ConversationRelay: Twilio listens and speaks, words go to and fro. Sentences leave as they are thought, and what
/// the caller did not hear of them is not taken for said.
/// </summary>
internal sealed partial class RelayCall(
    TextSocket socket, LiveAdmission admission, LiveTurns turns, Ledger ledger, ClosingTime closing, EdgeMetrics metrics, TimeProvider time, ILogger logger) : IDisposable
{
    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(250);

    // It does so at once, as a rule.
    private static readonly TimeSpan TwilioEndsWithin = TimeSpan.FromSeconds(2);
    private readonly Lock gate = new();
    private readonly IdleWatch idle = new(time);
    private readonly RelayVoice voice = new(socket, time);
    private InOrder? work;
    private CancellationTokenSource thinking = new();
    private bool isAnswering = true;
    private Spoken? said;
    private string unfinished = "";
    private Next? after;
    private bool isOver;
    private long overAt;

    /// <exception cref="SocketRefusedException">It is not Twilio, or not the call that it says it is.</exception>
    public async Task HoldAsync()
    {
        if (await admission.InTimeAsync(socket, "no setup message", SetUpAsync) is not { } setup) return;
        var (call, seat) = await admission.AdmitAsync(setup.CallSid!, setup.CustomParameters?.GetValueOrDefault("token"));
        using var seated = seat;
        work = new InOrder(e => Broke(call, e));
        using var scope = CallScope.Enter(logger, call.CallId);
        using var live = call.GoLive();
        metrics.LiveCallBegan("relay");
        Log.Began(logger, call.CallId);
        voice.Begin(call.Language);
        using var ticking = time.CreateTimer(_ => Tick(call), null, TickEvery, TickEvery);
        try
        {
            await ReadAsync(call);
        }
        finally
        {
            metrics.LiveCallEnded();
            await EndAsync(call);
        }
    }

    public void Dispose() => thinking.Dispose();

    private async Task<RelayEvent?> SetUpAsync()
    {
        if (await socket.ReceiveAsync(CancellationToken.None) is not { } first) return null;
        var setup = RelayEvent.Read(first.Span) ?? throw Malformed();
        return setup is { Kind: RelayEventKind.Setup, CallSid: not null }
            ? setup
            : throw new SocketRefusedException(WebSocketCloseStatus.ProtocolError, "setup comes first");
    }

    private async Task ReadAsync(Call call)
    {
        while (await socket.ReceiveAsync(CancellationToken.None) is { } message)
        {
            var read = RelayEvent.Read(message.Span) ?? throw Malformed();
            lock (gate)
            {
                if (!isOver) Take(call, read);
            }
        }
    }

    private void Take(Call call, RelayEvent read)
    {
        switch (read.Kind)
        {
            case RelayEventKind.Setup:
                throw new SocketRefusedException(WebSocketCloseStatus.ProtocolError, "the session has begun already");
            case RelayEventKind.Prompt when read is { Last: not false, VoicePrompt: { } words } && !string.IsNullOrWhiteSpace(words):
                TakeTurn(call, Heard.Of(words));
                break;
            case RelayEventKind.Dtmf when read.Digit is [var key, ..]:
                TakeTurn(call, new Heard("", null, key.ToString(), null));
                break;
            case RelayEventKind.Interrupt:
                idle.CallerIsThere();
                voice.Interrupted();
                // Of a holding sentence, or a noise: the answer is still to come, unless words follow.
                if (!isAnswering) break;
                thinking.Cancel();
                metrics.BargeIn(real: true);
                work!.Then(() => KeepHeardAsync(call, read.UtteranceUntilInterrupt ?? ""));
                break;
            case RelayEventKind.Error:
                Log.Reported(logger, call.CallId);
                break;
        }
    }

    private void TakeTurn(Call call, Heard heard)
    {
        idle.CallerIsThere();
        thinking.Cancel();
        thinking.Dispose();
        thinking = new CancellationTokenSource();
        var interrupted = thinking.Token;
        work!.Then(() => TakeTurnAsync(call, heard, interrupted));
    }

    private async Task TakeTurnAsync(Call call, Heard heard, CancellationToken interrupted)
    {
        if (after is not null) return;
        await KeepHeardAsync(call, null);
        lock (gate)
        {
            if (heard.Keys.Length == 0) heard = Heard.Of(unfinished.Length == 0 ? heard.Text : $"{unfinished} {heard.Text}");
            unfinished = "";
            isAnswering = false;
        }

        if (ledger.IsOver)
        {
            await GiveWayAsync(call, heard, interrupted);
            return;
        }

        var began = time.GetTimestamp();
        var spoken = new List<string>();
        var turn = await turns.TakeAsync(
            call,
            heard,
            (sentence, _) =>
            {
                if (spoken.Count == 0) metrics.FirstAudio(AudioStages.Total, "relay", time.GetElapsedTime(began));
                if (Say(call, sentence)) spoken.Add(sentence);
                return ValueTask.CompletedTask;
            },
            interrupted);
        if (turn is not null) Said(call, turn, spoken);
        else lock (gate) unfinished = heard.Text;
    }

    /// <summary>The day's money is gone: the turn is taken here, and said by the webhook that follows.</summary>
    private async Task GiveWayAsync(Call call, Heard heard, CancellationToken interrupted)
    {
        if (await turns.TakeAsync(call, heard, (_, _) => ValueTask.CompletedTask, interrupted) is not { } turn)
        {
            lock (gate) unfinished = heard.Text;
            return;
        }

        Log.GaveWay(logger, call.CallId);
        metrics.LadderStep("relay", "gather", "budget");
        lock (gate)
        {
            if (!isOver) End(call, Next.Listen);
            call.Unsaid = turn.Reply;
        }
    }

    private async Task SpeakUnaskedAsync(Call call, Func<Call, Task<LiveTurn>> keep)
    {
        await KeepHeardAsync(call, null);
        var turn = await keep(call);
        Said(call, turn, Say(call, turn.Reply.Text) ? [turn.Reply.Text] : []);
    }

    private bool Say(Call call, string sentence)
    {
        lock (gate)
        {
            if (isOver || !voice.Say(sentence, call.Language)) return false;
            isAnswering |= !IsHolding(call, sentence);
            return true;
        }
    }

    private static bool IsHolding(Call call, string sentence) =>
        Enumerable.Range(0, LiveTurns.MostHoldingSentences).Any(times => Phrases.For(call.Language).Holding(times) == sentence);

    /// <param name="spoken">The sentences that went out, holding sentences among them.</param>
    private void Said(Call call, LiveTurn turn, List<string> spoken)
    {
        var whole = turn.Reply.Text;
        var text = string.Join(' ', spoken.Where(sentence => whole.Contains(sentence, StringComparison.Ordinal)));
        lock (gate)
        {
            if (isOver && text.Length == 0)
            {
                // The session ended before a word of it was out.
                call.Unsaid = turn.Reply;
                return;
            }

            if (!isOver) voice.EndAnswer();
            isAnswering = true;
            said = new Spoken(turn, text);
            if (turn.Reply.Next is Next.Transfer or Next.HangUp) after = turn.Reply.Next;
        }
    }

    /// <summary>What was heard of the last answer, once that is known.</summary>
    /// <param name="until">Null: all that was said of it.</param>
    private async Task KeepHeardAsync(Call call, string? until)
    {
        if (said is not { } last) return;
        said = null;
        if (until is not null) after = null;
        await turns.KeepHeardAsync(call, last.Turn, until ?? last.Text);
    }

    private void Tick(Call call)
    {
        lock (gate)
        {
            if (isOver)
            {
                if (time.GetElapsedTime(overAt) > TwilioEndsWithin) Close(WebSocketCloseStatus.NormalClosure, "");
                return;
            }

            if (voice.IsSpeaking || !work!.Done.IsCompleted) idle.LineIsBusy();
            // The hand-off sentence is heard first: Twilio cuts off what it says when the session ends.
            else if (after is { } next) End(call, next);
            else if (closing.HasBegun) LiveDoor.HandOver(socket);

            if (isOver || closing.HasBegun) return;
            switch (idle.Look())
            {
                case Idleness.Ask: work!.Then(() => SpeakUnaskedAsync(call, turns.AskStillThereAsync)); break;
                case Idleness.Leave: work!.Then(() => SpeakUnaskedAsync(call, turns.LeaveAsync)); break;
            }
        }
    }

    private void End(Call call, Next next)
    {
        // Before Twilio can ask for it.
        call.AfterLive = next;
        socket.Send(RelayMessages.End(Handoff.Of(next)).Span);
        (isOver, overAt) = (true, time.GetTimestamp());
    }

    /// <summary>Nothing of it is lost: the webhook that follows goes on from here.</summary>
    private async Task EndAsync(Call call)
    {
        Task last;
        lock (gate)
        {
            (isOver, overAt) = (true, time.GetTimestamp());
            thinking.Cancel();
            last = work!.Done;
        }

        await last;
        call.AfterLive = after;
        // What Twilio was saying when the session was handed over is said again: for that it is not marked as heard.
        if (!(closing.HasBegun && voice.IsSpeaking)) await KeepHeardAsync(call, null);
        if (unfinished.Length > 0) await turns.OweAsync(call, unfinished);
    }

    private void Close(WebSocketCloseStatus status, string why) => _ = socket.CloseAsync(status, why, LiveDoor.CloseTakes);

    private void Broke(Call call, Exception e)
    {
        // The session ends, and the webhook after it goes on.
        Log.Broke(logger, e, call.CallId);
        Close(WebSocketCloseStatus.InternalServerError, "something went wrong here");
    }

    private static SocketRefusedException Malformed() => new(WebSocketCloseStatus.InvalidPayloadData, "a message that is none");

    /// <param name="Text">What of the answer went out.</param>
    private sealed record Spoken(LiveTurn Turn, string Text);

    private static partial class Log
    {
        [LoggerMessage(EventId = 1950, Level = LogLevel.Information, Message = "Call {CallSid} is on ConversationRelay")]
        public static partial void Began(ILogger logger, string callSid);

        [LoggerMessage(EventId = 1951, Level = LogLevel.Warning, Message = "Call {CallSid}: Twilio reports an error on ConversationRelay (64xxx in its debugger)")]
        public static partial void Reported(ILogger logger, string callSid);

        [LoggerMessage(EventId = 1952, Level = LogLevel.Error, Message = "Call {CallSid}: a turn on ConversationRelay failed; the call goes on by webhooks")]
        public static partial void Broke(ILogger logger, Exception exception, string callSid);

        [LoggerMessage(EventId = 1953, Level = LogLevel.Warning, Message = "Call {CallSid} goes from ConversationRelay to webhooks: the day's budget is gone")]
        public static partial void GaveWay(ILogger logger, string callSid);
    }
}
