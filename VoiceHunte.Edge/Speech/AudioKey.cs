using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VoiceHunte.Edge.OpenAI;

namespace VoiceHunte.Edge.Speech;

/// <summary>What tells one piece of speech from another: whoever speaks, how, and what.</summary>
internal static class AudioKey
{
    /// <summary>SHA-256 as 64 hexadecimal digits. Every part goes in with its length, so that no two sets of parts run together.</summary>
    /// <param name="provider">The base URL: another server may give the same name to another voice.</param>
    public static string Of(Uri provider, SpeechRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, provider.ToString());
        Append(hash, request.Model);
        Append(hash, request.Voice);
        Append(hash, request.Instructions);
        Append(hash, request.Speed.ToString("R", CultureInfo.InvariantCulture));
        Append(hash, request.Format);
        Append(hash, request.Text);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, string? part)
    {
        var bytes = Encoding.UTF8.GetBytes(part ?? "");
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, part is null ? -1 : bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
