using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Tests.Speech;
using VoiceHunte.Edge.Tests.Voice;
using VoiceHunte.Edge.Voice;

namespace VoiceHunte.Edge.Tests.Bench;

/// <summary>
/// A folder of <c>DIGIT_SPEAKER_TAKE.wav</c> files, 8 kHz, 16 bit, mono: <c>VOICE_SAMPLES</c>, else ../shared/speech where it is
/// there. Of each speaker one half of the takes is what is remembered, the other what is heard later.
/// </summary>
internal sealed class VoiceSamples
{
    private readonly Dictionary<string, string[]> files;

    private VoiceSamples(string folder) => files = Directory.EnumerateFiles(folder, "*_*_*.wav")
        .GroupBy(file => Path.GetFileNameWithoutExtension(file).Split('_')[1])
        .ToDictionary(speaker => speaker.Key, speaker => speaker.OrderBy(Take).ThenBy(file => file, StringComparer.Ordinal).ToArray());

    /// <summary>Null where there are none.</summary>
    public static VoiceSamples? Find()
    {
        var folder = Environment.GetEnvironmentVariable("VOICE_SAMPLES") is { Length: > 0 } given ? given : SpokenDigits.Folder;
        return Directory.Exists(folder) && new VoiceSamples(folder) is { files.Count: > 1 } found ? found : null;
    }

    public IReadOnlyList<string> Speakers => [.. files.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What a speaker is remembered by: 20 net seconds, as far as there are.</summary>
    public float[] Remembered(string speaker)
    {
        var half = files[speaker][..(files[speaker].Length / 2)];
        var voice = new HeardVoice();
        // As many takes as fit, each digit as often as the others.
        foreach (var file in half)
        {
            if (voice.IsFull) break;
            voice.Hear(Line(SpokenDigits.Samples(file)));
        }

        return Voices.Model.Describe(voice, VoiceTemplate.Enough)!;
    }

    /// <summary>The rest of a speaker, in pieces of so much speech each, through a line with so much noise.</summary>
    /// <param name="ratio">Speech above noise, in dB; null: a clean line.</param>
    public IEnumerable<float[]> Heard(string speaker, TimeSpan speech, double? ratio)
    {
        var voice = new HeardVoice();
        foreach (var file in files[speaker][(files[speaker].Length / 2)..])
        {
            var samples = SpokenDigits.Samples(file);
            if (ratio is { } decibels) AddNoise(samples, decibels, seed: Path.GetFileName(file).Aggregate((int)decibels, (seed, letter) => unchecked((seed * 31) + letter)));
            voice.Hear(Line(samples));
            if (SpeechFrames.Net(voice) >= speech)
            {
                yield return Voices.Model.Describe(voice, speech)!;
                voice.Forget();
            }
            else if (voice.IsFull)
            {
                voice.Forget();
            }
        }
    }

    /// <summary>A minute of a speaker, as it comes over a line.</summary>
    public byte[] Minute(string speaker) => [.. files[speaker].SelectMany(file => Line(SpokenDigits.Samples(file))).Take((int)HeardVoice.Longest.TotalSeconds * MuLaw.SamplesPerSecond)];

    private static int Take(string file) => int.TryParse(Path.GetFileNameWithoutExtension(file).Split('_')[2], out var take) ? take : 0;

    private static byte[] Line(short[] samples) => Array.ConvertAll(samples, MuLaw.Encode);

    /// <summary>Pink noise, at a distance from the louder 40 % of the speech.</summary>
    private static void AddNoise(short[] samples, double decibels, int seed)
    {
        var loud = samples.Select(sample => Math.Abs((double)sample)).Order().Skip(samples.Length * 6 / 10).Average(sample => sample * sample);
        var noise = PinkNoise.Of(samples.Length, seed);
        var factor = Math.Sqrt(loud / noise.Average(value => value * value) / Math.Pow(10, decibels / 10));
        for (var i = 0; i < samples.Length; i++) samples[i] = (short)Math.Clamp(samples[i] + (factor * noise[i]), short.MinValue, short.MaxValue);
    }
}
