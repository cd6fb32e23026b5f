using VoiceHunte.Edge.Speech;

namespace VoiceHunte.Edge.Voice;

/// <summary>
/// What is kept in memory of a caller's voice while a call lasts: its shape each 10 ms and how loud it was, never the audio.
/// Nothing is allocated after the first frame. A call's frames come one after the other.
/// </summary>
internal sealed class HeardVoice
{
    /// <summary>Of a caller who talks a third of the time, that is 20 seconds of speech.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public const int FramesPerSecond = MuLaw.SamplesPerSecond / VoiceSpectrum.HopSamples;

    private const float FullScale = 32768;

    private readonly VoiceSpectrum spectrum = new();
    private readonly float[] window = new float[VoiceSpectrum.WindowSamples];
    private readonly float[] shapes;
    private readonly float[] loudness;
    private int heard;

    public HeardVoice() => (shapes, loudness) = (new float[MostFrames * VoiceSpectrum.Coefficients], new float[MostFrames]);

    /// <summary>How many looks there were at it.</summary>
    public int Frames { get; private set; }

    /// <summary>There is no room for more; what is heard from now on is not listened to.</summary>
    public bool IsFull => Frames == MostFrames;

    private static int MostFrames => (int)Longest.TotalSeconds * FramesPerSecond;

    /// <summary>The caller's audio as it comes, of any length.</summary>
    public void Hear(ReadOnlySpan<byte> muLaw)
    {
        foreach (var code in muLaw) Hear(MuLaw.Decode(code));
    }

    /// <summary>The caller's audio of a recording: linear, 8000 samples a second.</summary>
    public void Hear(ReadOnlySpan<short> samples)
    {
        foreach (var sample in samples) Hear(sample);
    }

    /// <summary>The shape of one frame.</summary>
    public ReadOnlySpan<float> Shape(int frame) => shapes.AsSpan(frame * VoiceSpectrum.Coefficients, VoiceSpectrum.Coefficients);

    /// <summary>The mean log loudness of the bands, of each frame.</summary>
    public ReadOnlySpan<float> Loudness => loudness.AsSpan(0, Frames);

    /// <summary>Nothing is left of it.</summary>
    public void Forget()
    {
        Array.Clear(shapes);
        Array.Clear(loudness);
        Array.Clear(window);
        (Frames, heard) = (0, 0);
    }

    private void Hear(short sample)
    {
        if (IsFull) return;
        window[heard++] = sample / FullScale;
        if (heard < window.Length) return;

        loudness[Frames] = spectrum.Look(window, shapes.AsSpan(Frames * VoiceSpectrum.Coefficients, VoiceSpectrum.Coefficients));
        Frames++;
        window.AsSpan(VoiceSpectrum.HopSamples).CopyTo(window);
        heard -= VoiceSpectrum.HopSamples;
    }
}
