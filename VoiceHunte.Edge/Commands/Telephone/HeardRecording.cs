using System.Runtime.InteropServices;
using VoiceHunte.Edge.Speech;

namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>What the caller heard, as a WAV file: 8 kHz, 16 bit, mono. Whole once it is disposed of.</summary>
/// <param name="file">Empty, and seekable; closed in the end.</param>
internal sealed class HeardRecording(Stream file) : IDisposable
{
    private readonly short[] samples = new short[MuLaw.FrameBytes];
    private int dataBytes;

    /// <param name="frame">20 ms of µ-law at most.</param>
    public void Write(ReadOnlySpan<byte> frame)
    {
        if (dataBytes == 0) file.Write(WavHeader.Pcm(MuLaw.SamplesPerSecond, null));
        var decoded = samples.AsSpan(0, frame.Length);
        MuLaw.Decode(frame, decoded);
        var bytes = MemoryMarshal.AsBytes(decoded);
        file.Write(bytes);
        dataBytes += bytes.Length;
    }

    public void Dispose()
    {
        file.Position = 0;
        file.Write(WavHeader.Pcm(MuLaw.SamplesPerSecond, dataBytes));
        file.Dispose();
    }
}
