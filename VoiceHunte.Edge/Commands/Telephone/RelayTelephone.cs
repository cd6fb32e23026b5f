using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using VoiceHunte.Edge.Sockets;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>
/// A telephone on ConversationRelay, as Twilio plays it, in text: nothing is spoken, so every answer is heard as it comes.
/// Listeners are called one at a time.
/// </summary>
/// <param name="opened">Ours from now on.</param>
/// <param name="setup">The first message.</param>
/// <param name="language">The locale that is listened for at first.</param>
/// <param name="clock">For the patience with a socket that does not close.</param>
internal sealed class RelayTelephone(WebSocket opened, RelayEvent setup, string language, TimeProvider clock) : IDisposable
{
    private const int LargestMessage = 1024 * 1024;
    private const int MostWaiting = 1024 * 1024;

    /// <summary>So long a letter takes to be spoken, in ms: about 16 a second.</summary>
    private const int MillisecondsPerLetter = 60;

    private static readonly TimeSpan ClosesWithin = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly TextSocket socket = new(opened, LargestMessage, MostWaiting);
    private readonly StringBuilder answer = new();
    private TaskCompletionSource changed = NewSource();
    private bool isAnswerOver;
    private bool isHungUp;
    private bool isOver;

    /// <summary>Told of every piece of an answer, and whether it is the last.</summary>
    public Action<string, bool>? Spoken { get; init; }

    /// <summary>Told of what else the appliance asks for: its type, and the rest for a person.</summary>
    public Action<string, string>? Asked { get; init; }

    /// <summary>Told of a message that Twilio would not take; the session goes on.</summary>
    public Action<string>? Refused { get; init; }

    /// <summary>The locale that is listened for.</summary>
    public string Language { get; private set; } = language;

    /// <summary>How many answers have ended.</summary>
    public int Answers { get; private set; }

    /// <summary>How many messages have come.</summary>
    public int Messages { get; private set; }

    /// <summary>How many of them Twilio would not take.</summary>
    public int Faults { get; private set; }

    /// <summary>Whether the appliance has ended the session, or is gone.</summary>
    public bool IsOver
    {
        get
        {
            lock (gate) return isOver;
        }
    }

    /// <summary>What the restaurant says, or said last.</summary>
    public string Answer
    {
        get
        {
            lock (gate) return answer.ToString();
        }
    }

    /// <summary>How long it takes to say a text.</summary>
    public static TimeSpan SpeakingTime(string text) => TimeSpan.FromMilliseconds(text.Length * MillisecondsPerLetter);

    /// <summary>Holds the session from <c>setup</c> to its end. Once.</summary>
    /// <param name="hangUp">The caller hangs up: that is a good end.</param>
    public async Task<LegEnd> HoldAsync(CancellationToken hangUp)
    {
        Send(setup);
        var receiving = ReceiveAsync();
        using var hangingUp = hangUp.UnsafeRegister(static telephone => ((RelayTelephone)telephone!).HangUp(), this);
        await WaitUntilAsync(() => isHungUp || isOver, Timeout.InfiniteTimeSpan, CancellationToken.None);
        var end = IsOver ? await receiving : new LegEnd(LegEndKind.HungUp);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", ClosesWithin);
        await WithinAsync(receiving);
        return end;
    }

    /// <summary>The caller says something, whole.</summary>
    public void Prompt(string text, string? locale = null)
    {
        Turn();
        Send(new RelayEvent { Type = "prompt", VoicePrompt = text, Lang = locale ?? Language, Last = true });
    }

    public void Press(char key)
    {
        Turn();
        Send(new RelayEvent { Type = "dtmf", Digit = key.ToString() });
    }

    /// <summary>The caller cuts in on the last answer, half of which was heard. Returns that half.</summary>
    public string Interrupt()
    {
        var words = Answer.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var heard = string.Join(' ', words.Take((words.Length + 1) / 2));
        Send(new RelayEvent
        {
            Type = "interrupt", UtteranceUntilInterrupt = heard, DurationUntilInterruptMs = (int)SpeakingTime(heard).TotalMilliseconds,
        });
        return heard;
    }

    public void HangUp() => Change(() => isHungUp = true);

    /// <summary>False when the time is up, or the session over, before it becomes true.</summary>
    public async Task<bool> WaitUntilAsync(Func<bool> isTrue, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var deadline = Task.Delay(patience, clock, waiting.Token);
            while (true)
            {
                Task next;
                lock (gate)
                {
                    if (isTrue()) return true;
                    if (isOver) return false;
                    next = changed.Task;
                }

                if (await Task.WhenAny(next, deadline) == deadline) return false;
            }
        }
        finally
        {
            await waiting.CancelAsync();
        }
    }

    public void Dispose() => socket.Dispose();

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Send(RelayEvent message)
    {
        lock (gate) socket.Send(JsonSerializer.SerializeToUtf8Bytes(message, RelayJson.Default.RelayEvent));
    }

    // Whatever is said from now on answers this.
    private void Turn()
    {
        lock (gate) isAnswerOver = true;
    }

    private void Change(Action change)
    {
        TaskCompletionSource before;
        lock (gate)
        {
            change();
            (before, changed) = (changed, NewSource());
        }

        before.SetResult();
    }

    private async Task<LegEnd> ReceiveAsync()
    {
        try
        {
            while (await socket.ReceiveAsync(CancellationToken.None) is { } message)
            {
                var order = RelayOrder.Read(message.Span);
                Change(() => Take(order));
                if (order?.Type == "end") return new LegEnd(LegEndKind.Closed) { HandoffData = order.HandoffData };
            }

            return socket.ClosedWith is WebSocketCloseStatus.NormalClosure or WebSocketCloseStatus.Empty
                ? new LegEnd(LegEndKind.Closed)
                : new LegEnd(LegEndKind.Failed, "the appliance broke the session off", RelayErrors.Closed);
        }
        catch (SocketRefusedException refused)
        {
            return new LegEnd(LegEndKind.Refused, refused.Message, RelayErrors.Message);
        }
        finally
        {
            Change(() => isOver = true);
        }
    }

    private void Take(RelayOrder? order)
    {
        Messages++;
        switch (order?.Type)
        {
            case "text": Speak(order.Token!, order.Last == true); break;
            case "play": Asked?.Invoke("play", order.Source!); break;
            case "sendDigits": Asked?.Invoke("sendDigits", order.Digits!); break;
            case "language":
                Language = order.TranscriptionLanguage ?? Language;
                Asked?.Invoke("language", $"speaks {order.TtsLanguage ?? "as before"}, listens for {Language}");
                break;
            case "end": Asked?.Invoke("end", order.HandoffData ?? ""); break;
            default:
                Faults++;
                Refused?.Invoke($"a message that ConversationRelay does not take (error {RelayErrors.Message})");
                Send(new RelayEvent { Type = "error", Description = "Invalid message received" });
                break;
        }
    }

    private void Speak(string token, bool isLast)
    {
        if (isAnswerOver) answer.Clear();
        isAnswerOver = isLast;
        answer.Append(token);
        // The late end of an answer that was cut off is none of its own.
        if (isLast && answer.Length > 0) Answers++;
        Spoken?.Invoke(token, isLast);
    }

    private async Task WithinAsync(Task<LegEnd> receiving)
    {
        try
        {
            await receiving.WaitAsync(ClosesWithin, clock);
        }
        catch (TimeoutException)
        {
            socket.Abort();
            await receiving;
        }
    }
}
