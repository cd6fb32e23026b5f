using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>AWS Signature Version 4 as S3 checks it, written from its description: what a real server would refuse is refused.</summary>
internal static class S3Signature
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(15);

    /// <summary>S3's error code; null: the request is signed by whoever has the secret.</summary>
    /// <param name="body">To be held against the hash that was signed.</param>
    public static string? Fault(HttpRequest request, byte[] body, string accessKey, string secret, DateTimeOffset now)
    {
        return request.Query.ContainsKey("X-Amz-Signature") ? FaultOfLink(request, accessKey, secret, now) : FaultOfHeaders(request, body, accessKey, secret, now);
    }

    private static string? FaultOfHeaders(HttpRequest request, byte[] body, string accessKey, string secret, DateTimeOffset now)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (!authorization.StartsWith(Algorithm + " ", StringComparison.Ordinal)) return "AccessDenied";
        var parts = authorization[Algorithm.Length..].Split(',').Select(part => part.Trim().Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        var scope = parts["Credential"].Split('/', 2);
        if (scope[0] != accessKey) return "InvalidAccessKeyId";
        var stamp = request.Headers["x-amz-date"].ToString();
        if ((Time(stamp) - now).Duration() > MostSkew) return "RequestTimeTooSkewed";
        var payload = request.Headers["x-amz-content-sha256"].ToString();
        if (payload != "UNSIGNED-PAYLOAD" && payload != Hex(SHA256.HashData(body))) return "XAmzContentSHA256Mismatch";
        if (request.Headers.ContentMD5 is [{ } md5] && md5 != Convert.ToBase64String(Md5(body))) return "BadDigest";
        var names = parts["SignedHeaders"].Split(';');
        if (!names.Contains("host") || !names.Contains("x-amz-date")) return "AccessDenied";
        return Signature(request, names, request.Query.SelectMany(one => one.Value.Select(value => (one.Key, value ?? ""))), payload, stamp, scope[1], secret) == parts["Signature"]
            ? null
            : "SignatureDoesNotMatch";
    }

    private static string? FaultOfLink(HttpRequest request, string accessKey, string secret, DateTimeOffset now)
    {
        string Of(string name) => request.Query[name].ToString();
        var scope = Of("X-Amz-Credential").Split('/', 2);
        if (Of("X-Amz-Algorithm") != Algorithm || scope[0] != accessKey) return "InvalidAccessKeyId";
        var stamp = Of("X-Amz-Date");
        if (Time(stamp) + TimeSpan.FromSeconds(int.Parse(Of("X-Amz-Expires"), CultureInfo.InvariantCulture)) < now) return "AccessDenied";
        var signed = request.Query.Where(one => one.Key != "X-Amz-Signature").SelectMany(one => one.Value.Select(value => (one.Key, value ?? "")));
        return Signature(request, Of("X-Amz-SignedHeaders").Split(';'), signed, "UNSIGNED-PAYLOAD", stamp, scope[1], secret) == Of("X-Amz-Signature") ? null : "SignatureDoesNotMatch";
    }

    private static string Signature(
        HttpRequest request, IEnumerable<string> names, IEnumerable<(string Name, string Value)> query, string payload, string stamp, string scope, string secret) =>
        Sign(request.Method, request.Path.Value!, query, names.Select(name => (name, name == "host" ? request.Host.Value! : string.Join(',', request.Headers[name].ToArray()).Trim())), payload, stamp, scope, secret);

    /// <summary>The signature of one request.</summary>
    /// <param name="headers">In the order in which they are signed.</param>
    /// <param name="scope"><c>20130524/us-east-1/s3/aws4_request</c>.</param>
    public static string Sign(
        string method, string path, IEnumerable<(string Name, string Value)> query, IEnumerable<(string Name, string Value)> headers, string payload, string stamp, string scope, string secret)
    {
        var signed = headers.ToList();
        var canonical = string.Join('\n',
        [
            method,
            string.Join('/', path.Split('/').Select(Encode)),
            string.Join('&', query.Select(one => $"{Encode(one.Name)}={Encode(one.Value)}").Order(StringComparer.Ordinal)),
            .. signed.Select(one => $"{one.Name}:{one.Value}"),
            "",
            string.Join(';', signed.Select(one => one.Name)),
            payload,
        ]);
        var toSign = $"{Algorithm}\n{stamp}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + secret), (part, word) => HMACSHA256.HashData(part, Encoding.UTF8.GetBytes(word)));
        return Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
    }

    public static byte[] Md5(byte[] content)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        md5.AppendData(content);
        return md5.GetHashAndReset();
    }

    private static string Encode(string text) => Uri.EscapeDataString(text);

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static DateTimeOffset Time(string stamp) =>
        DateTimeOffset.ParseExact(stamp, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
