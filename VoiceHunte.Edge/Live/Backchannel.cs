using System.Collections.Frozen;

namespace VoiceHunte.Edge.Live;

/// <summary>Sounds that a listener makes while somebody else speaks. They answer nothing, in no language.</summary>
internal static class Backchannel
{
    /// <summary>So little of an answer is left that "mhm" may be meant for it (bytes of µ-law).</summary>
    public const long SmallRest = 500 * PlayOut.BytesAMillisecond;

    private static readonly FrozenSet<string> Sounds = new[]
    {
        "m", "mm", "mmm", "mhm", "mmhm", "mhmm", "mmhmm", "hm", "hmm", "uhhuh", "uh", "um", "ah", "oh", "aha", "eh", "ehm",
        "м", "мм", "ммм", "мгм", "мхм", "хм", "гм", "угу", "ага", "эм", "ем", "ох", "ах",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>True for these sounds alone, and for nothing at all.</summary>
    public static bool Is(string text)
    {
        var words = text.Split([' ', ',', '.', '…', '!', '?'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.All(word => Sounds.Contains(word.Replace("-", "", StringComparison.Ordinal)));
    }
}
