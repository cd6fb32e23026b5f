using System.Buffers.Binary;
using System.Security.Cryptography;
using VoiceHunte.Edge.Speech;

namespace VoiceHunte.Edge.Voice;

/// <summary>
/// What voices are like in general, and how one differs from it: 64 Gaussians (Reynolds, Quatieri and Dunn, 2000), moved towards
/// what one voice says of each; from that move, what lines and rooms do to any voice is taken away (nuisance attribute
/// projection: Campbell, Sturim and Reynolds, 2006). Voice/parameters.md says where the numbers come from.
/// </summary>
internal sealed class VoiceModel
{
    /// <summary>How many numbers a voice is.</summary>
    public const int Length = Components * SpeechFrames.Features;

    private const int Components = 64;
    private const int Nuisances = 60;

    /// <summary>So many frames count for the model as much as for the voice.</summary>
    private const float Relevance = 8;

    /// <summary>A Gaussian that claims less of a frame than this has no say in it.</summary>
    private const float Negligible = 1e-5f;

    /// <summary>Of the steps before the parameters: raised when they would give other numbers for the same audio.</summary>
    private const byte FrontEndVersion = 1;

    private readonly float[] means;
    private readonly float[] average;
    private readonly float[] nuisances;
    private readonly float[] rootWeights = new float[Components];
    private readonly float[] inverseSpreads = new float[Length];

    // log p(x, c) = offset(c) + x · linear(c) + x² · square(c); the components of one feature side by side.
    private readonly float[] offsets = new float[Components];
    private readonly float[] linear = new float[Length];
    private readonly float[] square = new float[Length];

    private static readonly Lazy<VoiceModel> Built = new(ReadBuiltIn);

    /// <param name="parameters">The bytes of Voice/parameters.bin.</param>
    public VoiceModel(ReadOnlySpan<byte> parameters)
    {
        var reader = new Reader(parameters);
        var weights = reader.Singles(Components);
        means = reader.Singles(Length);
        var variances = reader.Singles(Length);
        average = reader.Singles(Length);
        nuisances = reader.Halves(Nuisances * Length);
        Version = Convert.ToHexStringLower(SHA256.HashData([FrontEndVersion, .. parameters]));
        for (var component = 0; component < Components; component++) Prepare(component, weights[component], variances);
    }

    /// <summary>The one that is built in; read when it is first asked for.</summary>
    public static VoiceModel Default => Built.Value;

    /// <summary>Voices of two versions cannot be compared.</summary>
    public string Version { get; }

    /// <summary>The voice in a call, as <see cref="Length"/> numbers, one long; null where there was no speech.</summary>
    /// <param name="most">No more of its speech than this.</param>
    public float[]? Describe(HeardVoice caller, TimeSpan most)
    {
        var speech = SpeechFrames.Of(caller, (int)(most.TotalSeconds * HeardVoice.FramesPerSecond));
        if (speech.Length == 0) return null;

        SpeechFrames.Normalise(speech);
        var voice = Move(speech);
        for (var i = 0; i < Length; i++) voice[i] -= average[i];
        TakeNuisancesAway(voice);
        VectorMath.Normalise(voice);
        return voice;
    }

    private static VoiceModel ReadBuiltIn()
    {
        using var resource = typeof(VoiceModel).Assembly.GetManifestResourceStream("voice-parameters.bin")!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return new VoiceModel(bytes);
    }

    private void Prepare(int component, float weight, float[] variances)
    {
        var offset = Math.Log(weight);
        for (var feature = 0; feature < SpeechFrames.Features; feature++)
        {
            var at = (component * SpeechFrames.Features) + feature;
            var (mean, variance) = (means[at], variances[at]);
            inverseSpreads[at] = 1 / MathF.Sqrt(variance);
            var side = (feature * Components) + component;
            linear[side] = mean / variance;
            square[side] = -0.5f / variance;
            offset -= 0.5 * (Math.Log(2 * Math.PI * variance) + ((double)mean * mean / variance));
        }

        offsets[component] = (float)offset;
        rootWeights[component] = MathF.Sqrt(weight);
    }

    /// <summary>How far the speech moves the mean of each Gaussian, in its own spread.</summary>
    private float[] Move(ReadOnlySpan<float> speech)
    {
        var sums = new float[Length];
        Span<float> counts = stackalloc float[Components];
        Span<float> shares = stackalloc float[Components];
        counts.Clear();
        for (var at = 0; at < speech.Length; at += SpeechFrames.Features)
        {
            var frame = speech.Slice(at, SpeechFrames.Features);
            Share(frame, shares);
            for (var component = 0; component < Components; component++)
            {
                counts[component] += shares[component];
                if (shares[component] > Negligible) VectorMath.Add(sums.AsSpan(component * SpeechFrames.Features, SpeechFrames.Features), frame, shares[component]);
            }
        }

        for (var i = 0; i < Length; i++)
        {
            var component = i / SpeechFrames.Features;
            sums[i] = (sums[i] - (counts[component] * means[i])) * inverseSpreads[i] / (counts[component] + Relevance) * rootWeights[component];
        }

        return sums;
    }

    /// <summary>How much of a frame each Gaussian claims; together 1.</summary>
    private void Share(ReadOnlySpan<float> frame, Span<float> shares)
    {
        offsets.CopyTo(shares);
        for (var feature = 0; feature < frame.Length; feature++)
        {
            VectorMath.Add(shares, linear.AsSpan(feature * Components, Components), frame[feature]);
            VectorMath.Add(shares, square.AsSpan(feature * Components, Components), frame[feature] * frame[feature]);
        }

        var (largest, all) = (float.MinValue, 0f);
        foreach (var share in shares) largest = Math.Max(largest, share);
        foreach (ref var share in shares) all += share = MathF.Exp(share - largest);
        foreach (ref var share in shares) share /= all;
    }

    private void TakeNuisancesAway(float[] voice)
    {
        // All are looked for in the voice as it came: they are at right angles to one another.
        Span<float> found = stackalloc float[Nuisances];
        for (var i = 0; i < Nuisances; i++) found[i] = VectorMath.Dot(voice, nuisances.AsSpan(i * Length, Length));
        for (var i = 0; i < Nuisances; i++) VectorMath.Add(voice, nuisances.AsSpan(i * Length, Length), -found[i]);
    }

    /// <summary>The numbers lie one after the other, little-endian.</summary>
    private ref struct Reader(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> left = bytes;

        public float[] Singles(int count)
        {
            var values = new float[count];
            for (var i = 0; i < count; i++) values[i] = BinaryPrimitives.ReadSingleLittleEndian(left[(4 * i)..]);
            left = left[(4 * count)..];
            return values;
        }

        public float[] Halves(int count)
        {
            var values = new float[count];
            for (var i = 0; i < count; i++) values[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(left[(2 * i)..]);
            left = left[(2 * count)..];
            return values;
        }
    }
}
