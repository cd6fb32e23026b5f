using System.Numerics;

namespace VoiceHunte.Edge.Tests.Speech;

/// <summary>Voss's: a row of generators, each changing half as often as the one before.</summary>
internal static class PinkNoise
{
    public static double[] Of(int count, int seed)
    {
        var (random, rows, noise) = (new Random(seed), new double[12], new double[count]);
        for (var i = 0; i < count; i++)
        {
            var row = Math.Min(rows.Length - 1, BitOperations.TrailingZeroCount(i + 1));
            rows[row] = random.NextDouble() - 0.5;
            noise[i] = rows.Sum() + random.NextDouble() - 0.5;
        }

        return noise;
    }
}
