using System.Security.Cryptography;
using System.Text;

namespace VoiceHunte.Edge.Admin;

/// <summary>No whole number leaves without the audit knowing: of each guest a name of our own, made of their number.</summary>
internal static class GuestId
{
    public static string Of(string phone) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(phone)))[..16];
}
