using System.Buffers;
using System.Security.Cryptography;

namespace VoiceHunte.Edge.Archive;

/// <summary>The checksum that S3 compares, of a file or a part of one.</summary>
internal static class PieceOfFile
{
    private const int ReadBytes = 64 * 1024;

    /// <summary>MD5 keeps no secret here: it is what S3's Content-MD5 and ETag are made of.</summary>
    public static async Task<byte[]> Md5Async(string path, long from, long length, CancellationToken cancel)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        await using var piece = new PieceOfStream(file, length);
        file.Position = from;
        var buffer = ArrayPool<byte>.Shared.Rent(ReadBytes);
        while (await piece.ReadAsync(buffer, cancel) is > 0 and var read) md5.AppendData(buffer.AsSpan(0, read));
        ArrayPool<byte>.Shared.Return(buffer);
        return md5.GetHashAndReset();
    }
}
