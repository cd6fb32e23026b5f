using System.Buffers.Binary;

namespace VoiceHunte.Edge.Speech;

/// <summary>The 44 bytes before the samples of a WAV file: 16 bit, little endian.</summary>
internal static class WavHeader
{
    public const int Bytes = 44;

    /// <summary>In place of a length that is not known yet, as OpenAI's own streams have it: players read to the end.</summary>
    public const uint UnknownLength = 0xFFFF_FFFF;

    private const int BytesPerSample = sizeof(short);

    /// <param name="dataBytes">Of all samples; null while that is not known.</param>
    public static byte[] Pcm(int samplesPerSecond, int? dataBytes, int channels = 1)
    {
        var header = new byte[Bytes];
        "RIFF"u8.CopyTo(header);
        Write32(4, dataBytes is { } all ? (uint)(all + Bytes - 8) : UnknownLength);
        "WAVEfmt "u8.CopyTo(header.AsSpan(8));
        Write32(16, 16);
        Write16(20, 1);
        Write16(22, (ushort)channels);
        Write32(24, (uint)samplesPerSecond);
        Write32(28, (uint)(samplesPerSecond * channels * BytesPerSample));
        Write16(32, (ushort)(channels * BytesPerSample));
        Write16(34, BytesPerSample * 8);
        "data"u8.CopyTo(header.AsSpan(36));
        Write32(40, (uint?)dataBytes ?? UnknownLength);
        return header;

        void Write16(int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(at), value);
        void Write32(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(at), value);
    }
}
