using System.Net;
using System.Security.Cryptography;
using System.Text;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Archive;

/// <summary>The stand-in's own signatures: as Amazon's examples have them, and nothing else let in.</summary>
public sealed class S3SignatureTests
{
    private const string Nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private const string Stamp = "20130524T000000Z";
    private const string Scope = "20130524/us-east-1/s3/aws4_request";
    private const string Host = "examplebucket.s3.amazonaws.com";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // The four examples of Amazon's description of Signature Version 4 for S3, all with the key AKIAIOSFODNN7EXAMPLE.
    [Fact]
    public void A_piece_of_a_file() => Assert.Equal(
        "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        Sign("GET", "/test.txt", [], [("host", Host), ("range", "bytes=0-9"), ("x-amz-content-sha256", Nothing), ("x-amz-date", Stamp)], Nothing));

    [Fact]
    public void A_file_that_is_put() => Assert.Equal(
        "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
        Sign("PUT", "/test$file.text", [],
            [
                ("date", "Fri, 24 May 2013 00:00:00 GMT"), ("host", Host), ("x-amz-content-sha256", Hash("Welcome to Amazon S3.")), ("x-amz-date", Stamp),
                ("x-amz-storage-class", "REDUCED_REDUNDANCY"),
            ],
            Hash("Welcome to Amazon S3.")));

    [Fact]
    public void A_name_in_the_query_without_a_value() => Assert.Equal(
        "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
        Sign("GET", "/", [("lifecycle", "")], [("host", Host), ("x-amz-content-sha256", Nothing), ("x-amz-date", Stamp)], Nothing));

    [Fact]
    public void A_list() => Assert.Equal(
        "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
        Sign("GET", "/", [("prefix", "J"), ("max-keys", "2")], [("host", Host), ("x-amz-content-sha256", Nothing), ("x-amz-date", Stamp)], Nothing));

    [Fact]
    public void A_link() => Assert.Equal(
        "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
        Sign("GET", "/test.txt",
            [
                ("X-Amz-Algorithm", "AWS4-HMAC-SHA256"), ("X-Amz-Credential", $"{S3StandIn.AccessKey}/{Scope}"), ("X-Amz-Date", Stamp), ("X-Amz-Expires", "86400"),
                ("X-Amz-SignedHeaders", "host"),
            ],
            [("host", Host)], "UNSIGNED-PAYLOAD"));

    [Theory]
    [InlineData(200, "")]
    [InlineData(403, "", "another body")]
    [InlineData(403, "?versionId=1")]
    [InlineData(403, "", "body", "x-amz-acl", "public-read")]
    [InlineData(403, "", "body", "Authorization", "")]
    public async Task What_was_changed_after_it_was_signed_is_refused(int status, string query, string body = "body", string? header = null, string value = "")
    {
        await using var s3 = await S3StandIn.StartAsync();
        var stamp = TimeProvider.System.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var scope = $"{stamp[..8]}/{S3StandIn.Region}/s3/aws4_request";
        var path = $"/{S3StandIn.Bucket}/file";
        var signature = S3Signature.Sign(
            "PUT", path, [], [("host", s3.Url.Authority), ("x-amz-content-sha256", Hash("body")), ("x-amz-date", stamp)], Hash("body"), stamp, scope, S3StandIn.Secret);
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(s3.Url, path + query)) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Headers.Add("x-amz-content-sha256", Hash("body"));
        request.Headers.Add("x-amz-date", stamp);
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"AWS4-HMAC-SHA256 Credential={S3StandIn.AccessKey}/{scope}, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature={signature}");
        if (header is not null) request.Headers.Remove(header);
        if (value.Length > 0) request.Headers.Add(header!, value);

        using var http = new HttpClient();
        using var answer = await http.SendAsync(request, Cancel);

        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        Assert.Equal(status == 200, s3.Objects.ContainsKey("file"));
    }

    private static string Sign(string method, string path, (string Name, string Value)[] query, (string Name, string Value)[] headers, string payload) =>
        S3Signature.Sign(method, path, query, headers, payload, Stamp, Scope, S3StandIn.Secret);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
