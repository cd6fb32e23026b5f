namespace VoiceHunte.Edge.Speech;

internal enum VoiceChange
{
    None,

    /// <summary>Somebody speaks, since <see cref="VoiceActivity.FramesBack"/>.</summary>
    Started,

    /// <summary>It has been quiet for the whole hang-over.</summary>
    Ended,
}

/// <summary>
/// Whether a caller speaks, from the loudness of 20 ms frames against the line's own noise, which is followed as it changes.
/// Of constant size; nothing is allocated. For one thread.
/// </summary>
internal sealed class VoiceActivity
{
    /// <summary>So much quiet ends what was said, where nobody asks for another time.</summary>
    public static readonly TimeSpan UsualHangover = TimeSpan.FromMilliseconds(600);

    public const int FrameMs = 20;

    // Of the last 160 ms, 100 must be speech: a click of 40 ms is not, the shortest "no" is.
    private const int WindowFrames = 8;
    private const int LeastFrames = 5;

    // While somebody speaks, a frame or two among quiet ones hold nothing up: in a full room there are always some.
    private const uint RecentFrames = 0b1111;

    private readonly int hangoverFrames;
    private BandSplit bands;
    private LineNoise low;
    private LineNoise high;
    private uint window;
    private int quietFrames;

    /// <param name="hangover">500 to 700 ms suit a telephone: shorter cuts callers off who think, longer makes the answer late.</param>
    public VoiceActivity(TimeSpan? hangover = null) =>
        hangoverFrames = Math.Max(1, (int)((hangover ?? UsualHangover).TotalMilliseconds / FrameMs));

    public bool IsSpeaking { get; private set; }

    /// <summary>At <see cref="VoiceChange.Started"/>: with how many frames, this one included, the speech began.</summary>
    public int FramesBack { get; private set; }

    /// <param name="frame">20 ms of µ-law; another length is another time, and is taken as one frame.</param>
    public VoiceChange Hear(ReadOnlySpan<byte> frame)
    {
        var (lowDb, highDb) = bands.Levels(frame);
        var isLow = low.IsAbove(lowDb, IsSpeaking);
        var isHigh = high.IsAbove(highDb, IsSpeaking);
        var isSpeech = isLow || isHigh;
        low.Learn(lowDb, isSpeech || IsSpeaking);
        high.Learn(highDb, isSpeech || IsSpeaking);
        window = (window << 1) | (isSpeech ? 1u : 0u);
        return IsSpeaking ? EndIfQuiet() : StartIfSpoken();
    }

    private VoiceChange StartIfSpoken()
    {
        var recent = window & ((1u << WindowFrames) - 1);
        if (uint.PopCount(recent) < LeastFrames) return VoiceChange.None;
        (IsSpeaking, quietFrames) = (true, 0);
        FramesBack = 32 - (int)uint.LeadingZeroCount(recent);
        return VoiceChange.Started;
    }

    private VoiceChange EndIfQuiet()
    {
        quietFrames = uint.PopCount(window & RecentFrames) >= 3 ? 0 : quietFrames + 1;
        if (quietFrames < hangoverFrames) return VoiceChange.None;
        (IsSpeaking, window) = (false, 0);
        return VoiceChange.Ended;
    }
}
