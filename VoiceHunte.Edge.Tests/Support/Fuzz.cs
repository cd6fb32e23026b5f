namespace VoiceHunte.Edge.Tests.Support;

/// <summary>Breaks good messages in many ways, the same ones on every run.</summary>
internal static class Fuzz
{
    private const int Mutations = 100_000;

    /// <param name="touch">Reads a message and asks it all that can be asked; true where it was understood.</param>
    public static void AssertSomeAreRead(byte[][] seeds, Func<byte[], bool> touch)
    {
        var random = new Random(20261125);
        var understood = 0;
        for (var i = 0; i < Mutations; i++)
        {
            if (touch(Mutated(seeds[random.Next(seeds.Length)], random))) understood++;
        }

        // Neither all nor none: the mutations reach the inside.
        Assert.InRange(understood, Mutations / 20, Mutations * 19 / 20);
    }

    private static byte[] Mutated(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var edits = random.Next(1, 4); edits > 0 && bytes.Count > 0; edits--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] = (byte)"\"\\{}[]:,u0-e"[random.Next(12)]; break;
                case 2: bytes.RemoveAt(at); break;
                case 3: bytes.Insert(at, (byte)random.Next(256)); break;
                case 4: bytes.RemoveRange(at, bytes.Count - at); break;
                default: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(12, bytes.Count - at))); break;
            }
        }

        return [.. bytes];
    }
}
