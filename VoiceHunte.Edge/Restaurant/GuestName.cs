namespace VoiceHunte.Edge.Restaurant;

/// <summary>Compares names as they are said on the telephone: without marks, in any case.</summary>
internal static class GuestName
{
    /// <summary>Case endings of the four languages are no longer: Kováč, Kováčovi; Новак, Новаком.</summary>
    private const int LongestEnding = 3;

    private const int ShortestStem = 3;

    /// <summary>Each word of the shorter name is a word of the other one, save for its ending.</summary>
    public static bool Fits(string booked, string said)
    {
        var (one, other) = (Words(booked), Words(said));
        if (one.Length > other.Length) (one, other) = (other, one);
        return one.Length > 0 && one.All(word => other.Any(candidate => Alike(word, candidate)));
    }

    private static bool Alike(string one, string other)
    {
        if (one == other) return true;

        var stem = one.AsSpan().CommonPrefixLength(other);
        return stem >= ShortestStem && Math.Max(one.Length, other.Length) - stem <= LongestEnding && Math.Min(one.Length, other.Length) - stem <= 1;
    }

    private static string[] Words(string name) =>
        [.. name.Split([' ', '-', '.', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(word => string.Concat(word.Where(char.IsLetterOrDigit).Select(letter => Plain(char.ToLowerInvariant(letter)))))
            .Where(word => word.Length > 0)];

    // The appliance runs without ICU, which would know how to take marks off letters.
    private static char Plain(char letter)
    {
        const string marked = "áäàâãåčçćďđéěèêëęíîìïĺľłňñńóôöòõőŕřšśşťţúůüùûűýÿžźżё";
        const string plain = "aaaaaacccddeeeeeeiiiilllnnnoooooorrsssttuuuuuuyyzzzе";
        return marked.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at ? plain[at] : letter;
    }
}
