using System.Collections.Concurrent;

namespace VoiceHunte.Edge.Telemetry;

/// <summary>Words from outside as a label may have them: the first few of them, and <c>other</c> for all that come after.</summary>
internal sealed class FewWords
{
    private const int Most = 16;
    private const int Longest = 40;

    private readonly ConcurrentDictionary<string, string> known = new(StringComparer.Ordinal);

    public string Of(string word)
    {
        if (known.TryGetValue(word, out var same)) return same;
        return word.Length <= Longest && known.Count < Most ? known.GetOrAdd(word, word) : "other";
    }
}
