using System.Numerics;
using System.Runtime.InteropServices;

namespace VoiceHunte.Edge.Speech;

/// <summary>Sums over many numbers, as many at once as the processor can.</summary>
internal static class VectorMath
{
    public static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var lefts = MemoryMarshal.Cast<float, Vector<float>>(left);
        var rights = MemoryMarshal.Cast<float, Vector<float>>(right);
        var sums = Vector<float>.Zero;
        for (var i = 0; i < lefts.Length; i++) sums += lefts[i] * rights[i];
        var sum = Vector.Sum(sums);
        for (var i = lefts.Length * Vector<float>.Count; i < left.Length; i++) sum += left[i] * right[i];
        return sum;
    }

    public static float Sum(ReadOnlySpan<float> values)
    {
        var sum = 0f;
        foreach (var value in values) sum += value;
        return sum;
    }

    /// <summary>Adds <paramref name="values"/>, each times <paramref name="factor"/>.</summary>
    public static void Add(Span<float> to, ReadOnlySpan<float> values, float factor)
    {
        var tos = MemoryMarshal.Cast<float, Vector<float>>(to);
        var adds = MemoryMarshal.Cast<float, Vector<float>>(values);
        var factors = new Vector<float>(factor);
        for (var i = 0; i < adds.Length; i++) tos[i] += adds[i] * factors;
        for (var i = adds.Length * Vector<float>.Count; i < values.Length; i++) to[i] += values[i] * factor;
    }

    /// <summary>Makes it one long, in the sense of Euclid.</summary>
    public static void Normalise(Span<float> values)
    {
        var length = MathF.Sqrt(Dot(values, values)) + 1e-9f;
        foreach (ref var value in values) value /= length;
    }
}
