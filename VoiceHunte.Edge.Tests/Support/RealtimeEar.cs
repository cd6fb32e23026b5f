namespace VoiceHunte.Edge.Tests.Support;

/// <summary>
/// The stand-in's turn detection: the energy of µ-law audio, in windows of 20 ms, by the time of the audio and not of a clock.
/// </summary>
internal sealed class RealtimeEar
{
    private const int WindowBytes = 160;
    private const int WindowMs = 20;

    // So much speech before it counts: a click is none.
    private const int LeastWindows = 3;
    private static readonly int[] Levels = [.. Enumerable.Range(0, 256).Select(code => Math.Abs(RealtimeAudio.FromMuLaw((byte)code)))];

    private int bytesInWindow;
    private long levelInWindow;
    private int loudWindows;
    private int quietMs;

    /// <summary>All audio so far, in ms.</summary>
    public int HeardMs { get; private set; }

    public bool IsSpeech { get; set; }

    /// <summary>0 to 1.</summary>
    public double Threshold { get; set; } = 0.5;

    public int SilenceMs { get; set; } = 500;

    public Action? Started { get; init; }

    public Action? Stopped { get; init; }

    public void Hear(ReadOnlySpan<byte> muLaw, bool listens)
    {
        foreach (var code in muLaw)
        {
            levelInWindow += Levels[code];
            if (++bytesInWindow < WindowBytes) continue;
            HeardMs += WindowMs;
            // 0.5 is a level of 500: a quiet voice on the telephone is above 1000, its line noise below 200.
            if (listens) Judge(levelInWindow / WindowBytes > 1000 * Threshold);
            (bytesInWindow, levelInWindow) = (0, 0);
        }
    }

    private void Judge(bool isLoud)
    {
        (loudWindows, quietMs) = isLoud ? (loudWindows + 1, 0) : (0, quietMs + WindowMs);
        if (!IsSpeech && loudWindows >= LeastWindows)
        {
            IsSpeech = true;
            Started?.Invoke();
        }
        else if (IsSpeech && quietMs >= SilenceMs)
        {
            IsSpeech = false;
            Stopped?.Invoke();
        }
    }
}
