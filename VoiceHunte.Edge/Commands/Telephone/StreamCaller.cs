using System.Collections.Concurrent;

namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>
/// A caller with manners: speaks when the restaurant has finished, waits for its answer, and hangs up when there is nothing
/// left to say. Asked once a frame.
/// </summary>
/// <param name="lines">What there is to say.</param>
/// <param name="linger">How long the caller stays once everything is said and answered.</param>
/// <param name="screen">Shows it.</param>
internal sealed class StreamCaller(CallerLines lines, TimeSpan linger, TelephoneScreen screen)
{
    /// <summary>So long a pause, and the restaurant has finished.</summary>
    private static readonly TimeSpan TurnGap = TimeSpan.FromSeconds(1);

    /// <summary>So long without a sound where one is due, and the line is dead.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly ConcurrentQueue<string> typed = new();
    private TimeSpan quiet;
    private bool isAnswered;
    private volatile bool isTypingOver = lines.IsScripted;

    public int Turns { get; private set; }

    /// <summary>Whether the caller has hung up because nothing was to be heard.</summary>
    public bool WasLeftAlone { get; private set; }

    /// <summary>Reads the keyboard, where nothing was prepared, until it ends.</summary>
    public async Task TypeAsync(CancellationToken cancellationToken)
    {
        while (!isTypingOver)
        {
            if (await lines.NextAsync(cancellationToken) is { } line) typed.Enqueue(line);
            else isTypingOver = true;
        }
    }

    /// <param name="telephone">The caller's.</param>
    /// <param name="soundBytes">What was heard in this frame.</param>
    public void Tick(StreamTelephone telephone, int soundBytes)
    {
        if (typed.TryDequeue(out var line)) Do(telephone, line);
        if (telephone.IsSaying || soundBytes > 0 || telephone.WaitingBytes > 0)
        {
            isAnswered = !telephone.IsSaying;
            quiet = TimeSpan.Zero;
            return;
        }

        quiet += FramePacer.Frame;
        if (!isAnswered)
        {
            if (quiet < Patience) return;
            WasLeftAlone = true;
            telephone.HangUp();
        }
        else if (quiet >= TurnGap && lines.TryNextAloud(out var turn))
        {
            Do(telephone, turn);
        }
        else if (quiet >= linger && isTypingOver)
        {
            telephone.HangUp();
        }
    }

    private void Do(StreamTelephone telephone, CallerTurn turn)
    {
        if (!turn.IsAloud)
        {
            if (turn.Text.Length > 0) screen.Did("You", "this line carries sound only: --audio FILE.wav says something, #5 presses 5");
            return;
        }

        (isAnswered, quiet) = (false, TimeSpan.Zero);
        Turns++;
        if (turn.Sound is { } sound)
        {
            screen.SaidAloud(turn.Text, sound.Length);
            telephone.Say(sound);
            return;
        }

        screen.Pressed(turn.Text[1..]);
        foreach (var key in turn.Text[1..]) telephone.Press(key);
    }
}
