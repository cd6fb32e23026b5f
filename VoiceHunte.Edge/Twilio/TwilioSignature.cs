using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Twilio;

/// <summary>
/// The signature in <c>X-Twilio-Signature</c>: Base64 of HMAC-SHA1, keyed with the account's primary auth token, over the
/// address and then each form parameter's name and value. SHA-1 because that is Twilio's wire; as an HMAC it still holds.
/// </summary>
/// <param name="authToken">The account's primary auth token.</param>
/// <param name="unsignedParameters">
/// Names that Twilio may add after it has signed (CallToken, StirVerstat; sources differ). A form is checked with all of
/// its parameters first, and only then without these: nothing may rest on their values. Empty: never left out.
/// </param>
internal sealed class TwilioSignature(Secret authToken, IReadOnlyCollection<string> unsignedParameters)
{
    private const int HashBytes = 20;
    private const int SignatureChars = 28;
    private const string BodyHashParameter = "bodySHA256=";

    private static readonly string[] Nothing = [];

    private readonly byte[] key = Encoding.UTF8.GetBytes(authToken.Reveal());

    public static string Sign(Secret authToken, string url, IEnumerable<KeyValuePair<string, StringValues>> form)
    {
        using var parameters = new SignedParameters(form);
        Span<char> signature = stackalloc char[SignatureChars];
        Compute(Encoding.UTF8.GetBytes(authToken.Reveal()), SignedUrl.Parse(url).Text, parameters, Nothing, signature);
        return new string(signature);
    }

    /// <summary>Checks a form post. For a GET give an empty form: its parameters are signed as part of the address.</summary>
    public bool Verifies(string? signature, string url, IEnumerable<KeyValuePair<string, StringValues>> form)
    {
        using var parameters = new SignedParameters(form);
        return Matches(signature, url, parameters, Nothing)
            || (parameters.HasAnyOf(unsignedParameters) && Matches(signature, url, parameters, unsignedParameters));
    }

    /// <summary>
    /// Checks a JSON body. The signature covers the address alone, which carries the body's hash as <c>bodySHA256</c>:
    /// without that parameter an old address could be sent again with any body, so its absence fails.
    /// </summary>
    public bool VerifiesJson(string? signature, string url, ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        Span<char> hex = stackalloc char[hash.Length * 2];
        Convert.TryToHexStringLower(hash, hex, out _);

        using var parameters = new SignedParameters([]);
        return IsSame(BodyHashIn(SignedUrl.Parse(url).Query), hex) && Matches(signature, url, parameters, Nothing);
    }

    /// <summary>
    /// Checks a WebSocket's opening request. Twilio signs it as <c>wss://…</c>, whatever it arrives as, with or without a
    /// closing slash; a query either stays in the address or is signed as if it were a form.
    /// </summary>
    public bool VerifiesSocket(string? signature, string url)
    {
        var address = AsSocket(SignedUrl.Parse(url).Text);
        var path = address[..SignedUrl.QueryAt(address)];
        var query = address[path.Length..];
        using var none = new SignedParameters([]);
        using var asForm = new SignedParameters(QueryHelpers.ParseQuery(query));
        string[] paths = [path, path.EndsWith('/') ? path[..^1] : path + '/'];

        return paths.Any(each => Matches(signature, each + query, none, Nothing)
            || (query.Length > 0 && Matches(signature, each, asForm, Nothing)));
    }

    private bool Matches(string? signature, string url, in SignedParameters parameters, IReadOnlyCollection<string> leftOut)
    {
        if (signature is not { Length: SignatureChars }) return false;

        var signed = SignedUrl.Parse(url);
        Span<char> expected = stackalloc char[SignatureChars];
        Compute(key, signed.Text, parameters, leftOut, expected);
        if (IsSame(signature, expected)) return true;

        if (signed.WithOtherPort() is not { } other) return false;

        Compute(key, other, parameters, leftOut, expected);
        return IsSame(signature, expected);
    }

    private static void Compute(
        byte[] key, string url, in SignedParameters parameters, IReadOnlyCollection<string> leftOut, Span<char> signature)
    {
        var text = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(url.Length) + parameters.MaxByteCount());
        var length = Encoding.UTF8.GetBytes(url, text);
        length += parameters.Write(text.AsSpan(length), leftOut);

        Span<byte> hash = stackalloc byte[HashBytes];
        CryptographicOperations.HmacData(HashAlgorithmName.SHA1, key, text.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(text, clearArray: true);
        Convert.TryToBase64Chars(hash, signature, out _);
    }

    private static bool IsSame(ReadOnlySpan<char> given, ReadOnlySpan<char> expected) =>
        CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(given), MemoryMarshal.AsBytes(expected));

    private static ReadOnlySpan<char> BodyHashIn(ReadOnlySpan<char> query)
    {
        foreach (var range in query.Split('&'))
        {
            if (query[range].StartsWith(BodyHashParameter, StringComparison.Ordinal))
                return query[range][BodyHashParameter.Length..];
        }

        return [];
    }

    // Twilio opens secure sockets only: behind a proxy, or on the developer's machine, they arrive as http all the same.
    private static string AsSocket(string url) =>
        url.IndexOf("://", StringComparison.Ordinal) is >= 0 and var authority ? string.Concat("wss", url.AsSpan(authority)) : url;
}
