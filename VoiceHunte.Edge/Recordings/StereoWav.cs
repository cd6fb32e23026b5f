using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using VoiceHunte.Edge.Archive;
using VoiceHunte.Edge.Speech;

namespace VoiceHunte.Edge.Recordings;

/// <summary>
/// A WAV file that grows while the call goes on: 16 bit, 8000 samples a second, the caller left, the restaurant right. Its
/// header is put right after each piece, so that a process that is killed leaves a file that plays.
/// </summary>
internal sealed class StereoWav : IDisposable
{
    public const int Channels = 2;

    /// <summary>Of one moment on both channels.</summary>
    public const int BytesASample = Channels * sizeof(short);

    private const int BytesASecond = MuLaw.SamplesPerSecond * BytesASample;

    private readonly SafeFileHandle file;
    private readonly string path;
    private int dataBytes;

    private StereoWav(SafeFileHandle file, string path)
    {
        this.file = file;
        this.path = path;
    }

    public TimeSpan Duration => TimeSpan.FromSeconds((double)dataBytes / BytesASecond);

    public static StereoWav Create(string path)
    {
        RecordingFiles.Create(path).Dispose();
        var wav = new StereoWav(File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read), path);
        RandomAccess.Write(wav.file, WavHeader.Pcm(MuLaw.SamplesPerSecond, 0, Channels), 0);
        return wav;
    }

    /// <summary>Makes the header of a file that was cut off fit what is there.</summary>
    /// <returns>How long it plays.</returns>
    public static TimeSpan Repair(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        var samples = Math.Max(0, RandomAccess.GetLength(file) - WavHeader.Bytes) / BytesASample;
        using var wav = new StereoWav(file, path) { dataBytes = (int)(samples * BytesASample) };
        RandomAccess.SetLength(file, WavHeader.Bytes + wav.dataBytes);
        RandomAccess.Write(file, WavHeader.Pcm(MuLaw.SamplesPerSecond, wav.dataBytes, Channels), 0);
        DurableFile.Sync(file, path);
        return wav.Duration;
    }

    /// <exception cref="IOException">The disk does not take it; the file is whole up to here.</exception>
    public void Append(ReadOnlySpan<byte> samples)
    {
        RandomAccess.Write(file, samples, WavHeader.Bytes + dataBytes);
        dataBytes += samples.Length;
        Span<byte> length = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)dataBytes);
        RandomAccess.Write(file, length, WavHeader.Bytes - sizeof(uint));
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)(dataBytes + WavHeader.Bytes - 8));
        RandomAccess.Write(file, length, 4);
    }

    /// <exception cref="IOException">The disk did not take it.</exception>
    public void Finish()
    {
        RandomAccess.SetLength(file, WavHeader.Bytes + dataBytes);
        DurableFile.Sync(file, path);
    }

    public void Dispose() => file.Dispose();
}
