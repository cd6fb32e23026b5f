namespace VoiceHunte.Edge.Voice;

/// <summary>Which frames of a call are speech, and what is known of each: its shape, and how that moves.</summary>
internal static class SpeechFrames
{
    /// <summary>The shape, and its movement.</summary>
    public const int Features = 2 * VoiceSpectrum.Coefficients;

    // A line has its own noise and a caller their own loudness: between the two lies what counts as speech. In natural logarithms.
    private const double Quiet = 0.10, Loud = 0.95;
    private const float BelowLoud = 4.6f, ShareOfRange = 0.45f;

    /// <summary>With so little there is no telling speech from noise.</summary>
    private const int Fewest = 30;

    /// <summary>The speech of a call from its beginning on, each frame as <see cref="Features"/> numbers.</summary>
    /// <param name="most">So many frames of speech at most.</param>
    public static float[] Of(HeardVoice voice, int most)
    {
        var (threshold, count) = Find(voice);
        var features = new float[Math.Min(count, most) * Features];
        for (var (frame, at) = (0, 0); at < features.Length; frame++)
        {
            if (voice.Loudness[frame] <= threshold) continue;
            Describe(voice, frame, features.AsSpan(at, Features));
            at += Features;
        }

        return features;
    }

    /// <summary>How much speech there is, without the pauses.</summary>
    public static TimeSpan Net(HeardVoice voice) => TimeSpan.FromSeconds((double)Find(voice).Count / HeardVoice.FramesPerSecond);

    /// <summary>Takes away what the line and the handset add to all frames alike: each feature has mean 0 and a spread of 1.</summary>
    public static void Normalise(Span<float> features)
    {
        var count = features.Length / Features;
        for (var feature = 0; feature < Features; feature++)
        {
            var (sum, squares) = (0.0, 0.0);
            for (var at = feature; at < features.Length; at += Features) sum += features[at];
            var mean = (float)(sum / count);
            for (var at = feature; at < features.Length; at += Features) squares += (features[at] - mean) * (features[at] - mean);
            // A feature that hardly moves is not blown up.
            var spread = (float)Math.Sqrt(squares / count) + 0.05f;
            for (var at = feature; at < features.Length; at += Features) features[at] = (features[at] - mean) / spread;
        }
    }

    /// <summary>How loud speech is at least, and how many frames are.</summary>
    private static (float Threshold, int Count) Find(HeardVoice voice)
    {
        if (voice.Frames < Fewest) return (float.PositiveInfinity, 0);
        var (threshold, count) = (Threshold(voice.Loudness), 0);
        foreach (var loud in voice.Loudness) count += loud > threshold ? 1 : 0;
        return (threshold, count);
    }

    private static float Threshold(ReadOnlySpan<float> loudness)
    {
        var sorted = loudness.ToArray();
        Array.Sort(sorted);
        var (low, high) = (Percentile(sorted, Quiet), Percentile(sorted, Loud));
        return Math.Max(high - BelowLoud, low + (ShareOfRange * (high - low)));
    }

    /// <summary>Between two values, by the distance to each.</summary>
    private static float Percentile(float[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return (float)(sorted[below] + ((place - below) * (sorted[above] - sorted[below])));
    }

    /// <summary>The movement is the slope over five frames, those outside the call being as its first or last.</summary>
    private static void Describe(HeardVoice voice, int frame, Span<float> features)
    {
        ReadOnlySpan<float> At(int other) => voice.Shape(Math.Clamp(other, 0, voice.Frames - 1));

        var before2 = At(frame - 2);
        var before = At(frame - 1);
        var after = At(frame + 1);
        var after2 = At(frame + 2);
        voice.Shape(frame).CopyTo(features);
        for (var i = 0; i < VoiceSpectrum.Coefficients; i++)
            features[VoiceSpectrum.Coefficients + i] = ((2 * (after2[i] - before2[i])) + (after[i] - before[i])) / 10;
    }
}
