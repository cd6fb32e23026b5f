using System.Buffers.Binary;
using VoiceHunte.Edge.Speech;

namespace VoiceHunte.Edge.Voice;

/// <summary>
/// What is remembered of a guest's voice: the mean over their calls, each by how much they spoke in it. It is personal data of
/// the most sensitive kind, and no audio can be made of it.
/// </summary>
internal sealed class VoiceTemplate
{
    /// <summary>With less speech than this it is no profile yet.</summary>
    public static readonly TimeSpan Enough = TimeSpan.FromSeconds(20);

    /// <summary>A scale, how much speech it was, and a byte for each number.</summary>
    public const int Bytes = 4 + 4 + VoiceModel.Length;

    private readonly float[] voice;

    private VoiceTemplate(float[] voice, TimeSpan speech) => (this.voice, Speech) = (voice, speech);

    /// <summary>How much it was made of, without pauses.</summary>
    public TimeSpan Speech { get; }

    /// <summary>It may be compared with.</summary>
    public bool IsProfile => Speech >= Enough;

    /// <param name="voice">As <see cref="VoiceModel.Describe"/> gives it.</param>
    public static VoiceTemplate Of(float[] voice, TimeSpan speech) => new(voice, speech);

    /// <exception cref="ArgumentException">These are not the bytes of a template.</exception>
    public static VoiceTemplate Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Bytes) throw new ArgumentException($"a voice template has {Bytes} bytes, not {bytes.Length}");
        var scale = BinaryPrimitives.ReadSingleLittleEndian(bytes);
        var speech = TimeSpan.FromMilliseconds(BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]));
        var voice = new float[VoiceModel.Length];
        for (var i = 0; i < voice.Length; i++) voice[i] = (sbyte)bytes[8 + i] * scale;
        VectorMath.Normalise(voice);
        return new(voice, speech);
    }

    public void Write(Span<byte> bytes)
    {
        var largest = 0f;
        foreach (var value in voice) largest = Math.Max(largest, Math.Abs(value));
        var scale = largest / sbyte.MaxValue;
        BinaryPrimitives.WriteSingleLittleEndian(bytes, scale);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], (int)Speech.TotalMilliseconds);
        for (var i = 0; i < voice.Length; i++) bytes[8 + i] = (byte)(sbyte)MathF.Round(voice[i] / scale);
    }

    /// <summary>The same guest, in one more call.</summary>
    public VoiceTemplate With(ReadOnlySpan<float> another, TimeSpan speech)
    {
        var mean = new float[VoiceModel.Length];
        VectorMath.Add(mean, voice, (float)Speech.TotalSeconds);
        VectorMath.Add(mean, another, (float)speech.TotalSeconds);
        VectorMath.Normalise(mean);
        return new(mean, Speech + speech);
    }

    /// <summary>1 the same, about 0 strangers.</summary>
    public float Likeness(ReadOnlySpan<float> other) => VectorMath.Dot(voice, other);
}
