namespace VoiceHunte.Edge.Live;

internal enum Idleness
{
    None,

    /// <summary>Ask whether the caller is still there.</summary>
    Ask,

    /// <summary>Take leave.</summary>
    Leave,
}

/// <summary>Tells when a caller on an open line has been silent for too long. The clock runs while nobody speaks.</summary>
internal sealed class IdleWatch(TimeProvider time)
{
    /// <summary>Until the caller is asked whether they are still there.</summary>
    public static readonly TimeSpan UntilAsked = TimeSpan.FromSeconds(10);

    /// <summary>From then on until the call ends.</summary>
    public static readonly TimeSpan UntilEnded = TimeSpan.FromSeconds(15);

    private long since = time.GetTimestamp();
    private bool asked;
    private bool left;

    /// <summary>The caller said or keyed something.</summary>
    public void CallerIsThere()
    {
        asked = left = false;
        since = time.GetTimestamp();
    }

    /// <summary>Somebody speaks, or an answer is being found: nobody is idle.</summary>
    public void LineIsBusy() => since = time.GetTimestamp();

    /// <summary>Each step is told once.</summary>
    public Idleness Look()
    {
        if (left || time.GetElapsedTime(since) < (asked ? UntilEnded : UntilAsked)) return Idleness.None;
        since = time.GetTimestamp();
        (left, asked) = (asked, true);
        return left ? Idleness.Leave : Idleness.Ask;
    }
}
