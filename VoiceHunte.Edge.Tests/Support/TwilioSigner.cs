using System.Security.Cryptography;
using System.Text;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>Signs as Twilio does, written apart from the appliance's own code so that neither can cover for the other.</summary>
internal static class TwilioSigner
{
    public static string Sign(string authToken, string url, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var text = new StringBuilder(url.Split('#')[0]);
        foreach (var name in fields.GroupBy(field => field.Key, StringComparer.Ordinal).OrderBy(name => name.Key, StringComparer.Ordinal))
        {
            var values = new SortedSet<string>(name.Select(field => field.Value), StringComparer.Ordinal);
            foreach (var value in values) text.Append(name.Key).Append(value);
        }

        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, Encoding.UTF8.GetBytes(authToken));
        hmac.AppendData(Encoding.UTF8.GetBytes(text.ToString()));
        return Convert.ToBase64String(hmac.GetHashAndReset());
    }
}
