namespace VoiceHunte.Edge.Voice;

/// <summary>What a voice in a call is worth against those that this number has consented to.</summary>
internal enum VoiceMatch
{
    /// <summary>Somebody else, as far as can be told: nothing is said of it.</summary>
    Unknown,

    /// <summary>Perhaps: the caller is asked, as anybody is.</summary>
    Unsure,

    /// <summary>Most likely this guest: their name may be offered for a yes. It opens nothing.</summary>
    Likely,
}

/// <param name="Guest">Whose voice it is like, by their place among those compared.</param>
/// <param name="Likeness">To that guest: 1 the same, about 0 strangers.</param>
internal readonly record struct VoiceHint(VoiceMatch Match, int Guest, float Likeness);

/// <summary>
/// From how alike voices are to what may be said. The thresholds are those at which fewer than one stranger in a hundred of the
/// same sex passes, on the telephone recordings the method was chosen with; relatives are likelier to.
/// </summary>
internal static class VoiceRule
{
    /// <summary>With less speech there is no hint at all.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromSeconds(3);

    /// <summary>With less speech nobody is likely.</summary>
    public static readonly TimeSpan LeastForLikely = TimeSpan.FromSeconds(5);

    /// <summary>More speech than this is not looked at.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(8);

    private const float Doubtful = 0.25f, Alone = 0.45f, AmongOthers = 0.50f, AheadOfNext = 0.08f;

    /// <param name="likenesses">To each guest of this number.</param>
    /// <param name="speech">How much of it was compared, without pauses.</param>
    /// <returns>Null where there is nothing to go by.</returns>
    public static VoiceHint? Decide(ReadOnlySpan<float> likenesses, TimeSpan speech)
    {
        if (likenesses.IsEmpty || speech < Least) return null;
        var (best, next) = (0, float.NegativeInfinity);
        for (var guest = 1; guest < likenesses.Length; guest++)
        {
            if (likenesses[guest] > likenesses[best]) (best, next) = (guest, likenesses[best]);
            else next = Math.Max(next, likenesses[guest]);
        }

        var likeness = likenesses[best];
        if (!(likeness >= Doubtful)) return new(VoiceMatch.Unknown, best, likeness);

        // The longer one listens, the more alike strangers get.
        var enough = likenesses.Length == 1 && speech <= LeastForLikely ? Alone : AmongOthers;
        var isLikely = speech >= LeastForLikely && likeness >= enough && likeness - next >= AheadOfNext;
        return new(isLikely ? VoiceMatch.Likely : VoiceMatch.Unsure, best, likeness);
    }
}
