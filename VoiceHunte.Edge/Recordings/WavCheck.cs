using System.Buffers.Binary;

namespace VoiceHunte.Edge.Recordings;

/// <summary>Whether a WAV file has what its header promises.</summary>
internal static class WavCheck
{
    // RIFF, WAVE, and a chunk's name and length.
    private const int ChunkHeader = 8;
    private const int FirstChunk = 12;

    // What stands there while nobody knows the length yet.
    private const uint Unknown = 0xFFFF_FFFF;

    /// <summary>What is wrong with it; null: nothing.</summary>
    public static async Task<string?> FindFaultAsync(string path, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        var head = new byte[FirstChunk];
        if (await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel) < head.Length
            || !head.AsSpan(0, 4).SequenceEqual("RIFF"u8) || !head.AsSpan(8, 4).SequenceEqual("WAVE"u8)) return "it is no WAV file";

        var chunk = new byte[ChunkHeader];
        while (await file.ReadAtLeastAsync(chunk, ChunkHeader, throwOnEndOfStream: false, cancel) == ChunkHeader)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(chunk.AsSpan(4));
            if (chunk.AsSpan(0, 4).SequenceEqual("data"u8))
                return length == Unknown || file.Position + length <= file.Length ? null : $"of {length} bytes of sound it has {file.Length - file.Position}";
            file.Position += length + (length & 1);
        }

        return "it has no sound in it";
    }
}
