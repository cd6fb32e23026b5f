using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.S3;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Archive;

/// <summary>What goes wrong with a bucket, in words that name the setting to look at.</summary>
internal static class BucketTrouble
{
    public const string NoBucket = "NoSuchBucket";

    private const int Md5Digits = 32;

    /// <summary>Null where it is no trouble of the bucket's.</summary>
    public static ArchiveException? Of(Exception trouble, BucketSettings bucket) => trouble switch
    {
        ArchiveException => null,
        AmazonS3Exception refusal => Of(refusal, bucket),
        AmazonServiceException or AmazonClientException or HttpRequestException or TimeoutException or IOException { InnerException: SocketException } => new ArchiveException(
            $"the bucket cannot be reached{At(bucket)}: {Innermost(trouble).Message}", isLasting: false, trouble),
        _ => null,
    };

    /// <exception cref="ArchiveException">What has arrived is something else.</exception>
    public static void CheckTag(string? tag, byte[] md5, BucketSettings bucket)
    {
        if (!TagFits(tag, md5, bucket)) throw new ArchiveException("what has arrived in the bucket is not what was sent", isLasting: false, cause: null);
    }

    /// <summary>An ETag is the MD5 of what arrived; with a key of KMS it is something else, and then says nothing.</summary>
    public static bool TagFits(string? tag, byte[] md5, BucketSettings bucket)
    {
        var digits = tag?.Trim('"') ?? "";
        return digits.Length != Md5Digits || bucket.Encryption == "aws:kms" || digits.Equals(Convert.ToHexStringLower(md5), StringComparison.OrdinalIgnoreCase);
    }

    private static ArchiveException Of(AmazonS3Exception refusal, BucketSettings bucket) => refusal.ErrorCode switch
    {
        "InvalidAccessKeyId" => Lasting("does not know AWS_ACCESS_KEY_ID"),
        "SignatureDoesNotMatch" => Lasting("says that AWS_SECRET_ACCESS_KEY does not belong to AWS_ACCESS_KEY_ID"),
        "ExpiredToken" or "InvalidToken" => Lasting("does not take AWS_SESSION_TOKEN any more"),
        "RequestTimeTooSkewed" or "RequestExpired" => Lasting("says that this machine's clock is wrong; set it, for example with timedatectl"),
        NoBucket => Lasting($"has no bucket {bucket.Name} (RECORDINGS_BUCKET)"),
        "PermanentRedirect" or "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException" => Lasting("says that the bucket is in another region than AWS_REGION"),
        "AccessDenied" or "AllAccessDisabled" => Lasting($"does not let this key use the bucket {bucket.Name}"),
        "SlowDown" or "ServiceUnavailable" or "RequestTimeout" or "InternalError" => new ArchiveException($"{Server(bucket)} is overloaded or slow: {refusal.ErrorCode}", isLasting: false, refusal),
        _ when refusal.StatusCode == HttpStatusCode.Forbidden => Lasting("refuses this key (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY)"),
        _ when refusal.StatusCode == 0 => new ArchiveException($"the bucket cannot be reached{At(bucket)}: {Innermost(refusal).Message}", isLasting: false, refusal),
        _ => new ArchiveException($"{Server(bucket)} answered {(int)refusal.StatusCode} {refusal.ErrorCode}", isLasting: (int)refusal.StatusCode < 500, refusal),
    };

    private static ArchiveException Lasting(string what) => new($"the bucket's server {what}", isLasting: true, cause: null);

    private static string Server(BucketSettings bucket) => $"the bucket's server{At(bucket)}";

    private static string At(BucketSettings bucket) => bucket.Endpoint is { } endpoint ? $" at {endpoint.GetLeftPart(UriPartial.Authority)} (AWS_ENDPOINT_URL_S3)" : "";

    private static Exception Innermost(Exception trouble) => trouble.InnerException is { } inner ? Innermost(inner) : trouble;
}
