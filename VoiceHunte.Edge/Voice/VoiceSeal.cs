using System.Security.Cryptography;

namespace VoiceHunte.Edge.Voice;

/// <summary>AES-256-GCM: what was sealed opens with the same key and for the same purpose alone. Nonce, tag, then the cipher text.</summary>
internal static class VoiceSeal
{
    public const int KeyBytes = 32;

    private const int NonceBytes = 12, TagBytes = 16;

    /// <param name="purpose">What it is and whose: it opens for nothing else.</param>
    public static byte[] Close(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> purpose)
    {
        var closed = new byte[NonceBytes + TagBytes + plain.Length];
        var nonce = closed.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(nonce, plain, closed.AsSpan(NonceBytes + TagBytes), closed.AsSpan(NonceBytes, TagBytes), purpose);
        return closed;
    }

    /// <summary>Null where it was sealed with another key or for another purpose, or is damaged.</summary>
    public static byte[]? Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> closed, ReadOnlySpan<byte> purpose)
    {
        if (key.Length != KeyBytes || closed.Length < NonceBytes + TagBytes) return null;
        var plain = new byte[closed.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        try
        {
            cipher.Decrypt(closed[..NonceBytes], closed[(NonceBytes + TagBytes)..], closed.Slice(NonceBytes, TagBytes), plain, purpose);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
