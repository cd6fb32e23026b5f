using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace VoiceHunte.Edge.Speech;

/// <summary>
/// Reads a WAV file as a telephone would send it: 8000 µ-law bytes a second. It takes mono at 8 or 16 kHz in 16 bit PCM, or
/// at 8 kHz in µ-law; chunks that it does not know are passed over.
/// </summary>
internal static class WavFile
{
    private const int RiffBytes = 12;
    private const int ChunkHeadBytes = 8;
    private const int LeastFormatBytes = 16;

    private const int Pcm = 1;
    private const int MuLawCode = 7;

    // What EXTENSIBLE means is the first word of its sub format.
    private const int Extensible = 0xFFFE;
    private const int SubFormatAt = 24;

    private readonly record struct Format(int Code, int Channels, int SamplesPerSecond, int Bits);

    /// <exception cref="InvalidDataException">What it is instead, for a person.</exception>
    public static byte[] ReadMuLaw(ReadOnlySpan<byte> file)
    {
        if (file.Length < RiffBytes || !file.StartsWith("RIFF"u8) || !file[8..].StartsWith("WAVE"u8)) throw new InvalidDataException("not a WAV file");

        Format? format = null;
        for (var rest = file[RiffBytes..]; rest.Length >= ChunkHeadBytes;)
        {
            // A stream's writer may not know the length, and writes the largest there is.
            var length = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]), (uint)(rest.Length - ChunkHeadBytes));
            var chunk = rest.Slice(ChunkHeadBytes, length);
            if (rest.StartsWith("fmt "u8)) format = FormatOf(chunk);
            else if (rest.StartsWith("data"u8)) return Converted(format ?? throw new InvalidDataException("a WAV file without its format"), chunk);

            // Chunks begin at even places.
            rest = rest[Math.Min(ChunkHeadBytes + length + (length & 1), rest.Length)..];
        }

        throw new InvalidDataException("a WAV file without sound");
    }

    private static Format FormatOf(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length < LeastFormatBytes) throw new InvalidDataException("a WAV file with half a format");

        var code = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        if (code == Extensible && chunk.Length >= SubFormatAt + 2) code = BinaryPrimitives.ReadUInt16LittleEndian(chunk[SubFormatAt..]);
        return new Format(
            code, BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]), BinaryPrimitives.ReadInt32LittleEndian(chunk[4..]),
            BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]));
    }

    private static byte[] Converted(Format format, ReadOnlySpan<byte> data) => format switch
    {
        { Code: MuLawCode, Channels: 1, SamplesPerSecond: MuLaw.SamplesPerSecond } => data.ToArray(),
        { Code: Pcm, Channels: 1, SamplesPerSecond: MuLaw.SamplesPerSecond, Bits: 16 } => Encoded(Samples(data)),
        { Code: Pcm, Channels: 1, SamplesPerSecond: HalfRate.InputHz, Bits: 16 } => Encoded(HalfRate.Convert(Samples(data))),
        _ => throw new InvalidDataException(
            $"{Name(format.Code)}, {format.Bits} bit, {format.SamplesPerSecond} Hz, {format.Channels} channels; it takes mono "
            + "at 8000 or 16000 Hz in 16 bit PCM, or at 8000 Hz in µ-law"),
    };

    private static string Name(int code) => code switch
    {
        Pcm => "PCM",
        3 => "floating point",
        6 => "A-law",
        MuLawCode => "µ-law",
        _ => $"format {code}",
    };

    // The machine's own order is the file's: every one that .NET runs on natively is little endian.
    private static ReadOnlySpan<short> Samples(ReadOnlySpan<byte> data) => MemoryMarshal.Cast<byte, short>(data);

    private static byte[] Encoded(ReadOnlySpan<short> samples)
    {
        var codes = new byte[samples.Length];
        MuLaw.Encode(samples, codes);
        return codes;
    }
}
