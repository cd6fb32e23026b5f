using System.Buffers;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace VoiceHunte.Edge.Twilio;

/// <summary>
/// The parameters a signature covers, in the order it covers them: by name, then by value, each pair once. A repeated
/// name counts with each of its distinct values, as in Twilio's Python, Node and PHP libraries; the C# one joins them
/// with a comma and so refuses genuine requests. The pairs lie in a rented array: dispose when done.
/// </summary>
internal readonly struct SignedParameters : IDisposable
{
    private static readonly Comparison<KeyValuePair<string, string>> ByNameThenValue = static (a, b) =>
        string.CompareOrdinal(a.Key, b.Key) is not 0 and var order ? order : string.CompareOrdinal(a.Value, b.Value);

    private readonly KeyValuePair<string, string>[] pairs;
    private readonly int count;

    public SignedParameters(IEnumerable<KeyValuePair<string, StringValues>> form)
    {
        pairs = ArrayPool<KeyValuePair<string, string>>.Shared.Rent(32);
        foreach (var (name, values) in form)
        {
            foreach (var value in values)
            {
                if (count == pairs.Length) pairs = Grown(pairs);
                pairs[count++] = new(name, value ?? "");
            }
        }

        pairs.AsSpan(0, count).Sort(ByNameThenValue);
    }

    public void Dispose() => ArrayPool<KeyValuePair<string, string>>.Shared.Return(pairs, clearArray: true);

    public bool HasAnyOf(IReadOnlyCollection<string> names)
    {
        foreach (var (name, _) in pairs.AsSpan(0, count))
        {
            if (names.Contains(name)) return true;
        }

        return false;
    }

    public int MaxByteCount()
    {
        var chars = 0;
        foreach (var (name, value) in pairs.AsSpan(0, count)) chars += name.Length + value.Length;
        return Encoding.UTF8.GetMaxByteCount(chars);
    }

    /// <summary>Writes each name and value, with nothing between them, and returns how many bytes that took.</summary>
    public int Write(Span<byte> destination, IReadOnlyCollection<string> leftOut)
    {
        var written = 0;
        var last = default(KeyValuePair<string, string>);
        foreach (var pair in pairs.AsSpan(0, count))
        {
            var again = pair.Key == last.Key && pair.Value == last.Value;
            last = pair;
            if (again || leftOut.Contains(pair.Key)) continue;

            written += Encoding.UTF8.GetBytes(pair.Key, destination[written..]);
            written += Encoding.UTF8.GetBytes(pair.Value, destination[written..]);
        }

        return written;
    }

    private static KeyValuePair<string, string>[] Grown(KeyValuePair<string, string>[] full)
    {
        var larger = ArrayPool<KeyValuePair<string, string>>.Shared.Rent(full.Length * 2);
        full.CopyTo(larger, 0);
        ArrayPool<KeyValuePair<string, string>>.Shared.Return(full, clearArray: true);
        return larger;
    }
}
