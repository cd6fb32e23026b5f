using System.Collections.Concurrent;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Speech;

/// <summary>The lines that Twilio may fetch now: from memory, so that a full disk hides none; after a restart from the store.</summary>
internal sealed class SpokenLines(CallStore store, TimeProvider time)
{
    private const int IdDigits = 32;

    private readonly ConcurrentDictionary<string, SpokenLine> lines = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<SpokenLine> byExpiry = new();

    public void Add(SpokenLine line)
    {
        while (byExpiry.TryPeek(out var oldest) && oldest.ExpiresAt <= time.GetUtcNow() && byExpiry.TryDequeue(out oldest))
            lines.TryRemove(oldest.Id, out _);

        lines[line.Id] = line;
        byExpiry.Enqueue(line);
    }

    /// <summary>Null for a line that never was, or is over, or that a broken disk cannot tell of.</summary>
    public async Task<SpokenLine?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (id.Length != IdDigits || !id.All(char.IsAsciiHexDigitLower)) return null;
        var now = time.GetUtcNow();
        if (lines.TryGetValue(id, out var line)) return line.ExpiresAt > now ? line : null;
        try
        {
            return await store.FindSpokenLineAsync(id, cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }
}
