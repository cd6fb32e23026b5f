using System.Runtime.InteropServices;
using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Speech;

/// <summary>Real people at telephone rate, beside the repository where they are to be had: digits of four speakers.</summary>
internal static class SpokenDigits
{
    public static readonly string Folder = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "speech"));

    private static readonly Dictionary<string, short[]> Read = [];

    public static readonly string[] Speakers = ["george", "jackson", "lucas", "nicolas"];

    public static void SkipWithout() => Assert.SkipUnless(Directory.Exists(Folder), "../shared/speech is not there.");

    /// <summary>One digit, without the silence around it.</summary>
    public static short[] Of(string speaker, int digit, int take)
    {
        var name = $"{digit}_{speaker}_{take}.wav";
        lock (Read)
        {
            if (!Read.TryGetValue(name, out var samples))
                Read[name] = samples = Trimmed(Whole(speaker, digit, take));
            return samples;
        }
    }

    /// <summary>One digit as it was recorded.</summary>
    public static short[] Whole(string speaker, int digit, int take) =>
        Samples(Path.Combine(Folder, $"{digit}_{speaker}_{take}.wav"));

    /// <summary>Of a file whose header is as short as it can be.</summary>
    public static short[] Samples(string wav) => MemoryMarshal.Cast<byte, short>(File.ReadAllBytes(wav).AsSpan(44)).ToArray();

    /// <summary>From the first to the last 10 ms that are within 30 dB of the loudest.</summary>
    private static short[] Trimmed(short[] samples)
    {
        var loud = samples.Chunk(80).Select(part => Math.Sqrt(part.Average(sample => (double)sample * sample))).ToArray();
        var least = loud.Max() / 31.6;
        var (first, last) = (Array.FindIndex(loud, l => l > least), Array.FindLastIndex(loud, l => l > least));
        return samples[(first * 80)..Math.Min(samples.Length, (last + 1) * 80)];
    }
}

/// <summary>A telephone line in a test: sounds laid over one another, then heard by the voice activity through µ-law.</summary>
internal sealed class TestLine(double seconds)
{
    private const int Rate = MuLaw.SamplesPerSecond;

    // Speech of common loudness on a line, 22 dB below full scale.
    public const double SpeechRms = 2600;

    private readonly double[] samples = new double[(int)(seconds * Rate)];

    /// <summary>From and to in seconds.</summary>
    public List<(double From, double To)> Spoken { get; } = [];

    public void Say(double at, short[] words, double gainDb = 0)
    {
        Lay(at, words, SpeechRms / Rms(words) * Math.Pow(10, gainDb / 20));
        Spoken.Add((at, at + (double)words.Length / Rate));
    }

    public void Lay(double at, short[] sound, double factor = 1)
    {
        var from = (int)(at * Rate);
        for (var i = 0; i < sound.Length && from + i < samples.Length; i++) samples[from + i] += sound[i] * factor;
    }

    /// <param name="rms">Of 32768.</param>
    public void AddNoise(string kind, double rms, double from = 0, double to = double.MaxValue)
    {
        var (first, last) = ((int)(from * Rate), (int)Math.Min(samples.Length, to * Rate));
        var noise = kind switch
        {
            "white" => White(last - first, new Random(1)),
            "pink" => PinkNoise.Of(last - first, seed: 2),
            "babble" => Babble(last - first),
            _ => throw new ArgumentException(kind),
        };
        var factor = rms / Math.Sqrt(noise.Average(sample => sample * sample));
        for (var i = first; i < last; i++) samples[i] += noise[i - first] * factor;
    }

    /// <summary>What the voice activity reports; each from the frame in which it says speech began, to the last before the hang-over.</summary>
    public List<(double From, double To)> Heard(TimeSpan? hangover = null)
    {
        var (activity, heard, began) = (new VoiceActivity(hangover), new List<(double, double)>(), -1.0);
        var tail = (hangover ?? VoiceActivity.UsualHangover).TotalSeconds;
        var frame = new byte[MuLaw.FrameBytes];
        for (var n = 0; (n + 1) * frame.Length <= samples.Length; n++)
        {
            for (var i = 0; i < frame.Length; i++)
                frame[i] = MuLaw.Encode((short)Math.Clamp(samples[n * frame.Length + i], short.MinValue, short.MaxValue));
            switch (activity.Hear(frame))
            {
                case VoiceChange.Started:
                    began = (n + 1 - activity.FramesBack) * 0.02;
                    break;
                case VoiceChange.Ended:
                    heard.Add((began, (n + 1) * 0.02 - tail));
                    break;
            }
        }

        if (activity.IsSpeaking) heard.Add((began, double.MaxValue));
        return heard;
    }

    private static double Rms(short[] words) => Math.Sqrt(words.Average(sample => (double)sample * sample));

    private static double[] White(int count, Random random) =>
        [.. Enumerable.Range(0, count).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];

    /// <summary>A room of people: eight rows of digits, one after the other.</summary>
    private static double[] Babble(int count)
    {
        var (random, noise) = (new Random(3), new double[count]);
        for (var person = 0; person < 8; person++)
        {
            for (var at = random.Next(3000); at < count;)
            {
                var words = SpokenDigits.Of(SpokenDigits.Speakers[person % 4], random.Next(10), random.Next(25));
                var factor = 1 / Rms(words);
                for (var i = 0; i < words.Length && at + i < count; i++) noise[at + i] += words[i] * factor;
                at += words.Length + random.Next(800);
            }
        }

        return noise;
    }
}
