using System.Security.Cryptography;
using System.Text;

namespace VoiceHunte.Edge.Privacy;

/// <summary>
/// By which an erased number is known again and by nothing else: slow, because there are few enough numbers to try them all.
/// One salt for all of a database, so that a restored backup is looked through with one hash a number.
/// </summary>
internal static class NumberHash
{
    private const int Rounds = 100_000;
    private const int Bytes = 32;

    public static string NewSalt() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public static string Of(string phone, string salt) => Convert.ToHexStringLower(
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(phone), Convert.FromHexString(salt), Rounds, HashAlgorithmName.SHA256, Bytes));
}
