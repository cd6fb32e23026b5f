using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Archive;

/// <summary>Opens a bucket with our settings alone: nothing that other programs have left on this machine for Amazon's tools counts.</summary>
internal static class BucketConnection
{
    // A part on a link of 1 Mbit/s takes a minute; whoever has not answered after three is gone.
    private static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(10);

    // A file that does not exist, before any client is made: ~/.aws is not ours, and a line in it can lead all requests elsewhere.
    static BucketConnection() => AWSConfigs.AWSProfilesLocation = Path.Combine(AppContext.BaseDirectory, "no-profiles");

    public static AmazonS3Client Open(BucketSettings bucket, TimeSpan? longestRequest) => new(Credentials(bucket), Configuration(bucket, longestRequest ?? LongestRequest));

    private static AWSCredentials Credentials(BucketSettings bucket) => bucket.SessionToken is { } session
        ? new SessionAWSCredentials(bucket.AccessKeyId!.Reveal(), bucket.SecretAccessKey!.Reveal(), session.Reveal())
        : new BasicAWSCredentials(bucket.AccessKeyId!.Reveal(), bucket.SecretAccessKey!.Reveal());

    private static AmazonS3Config Configuration(BucketSettings bucket, TimeSpan longestRequest)
    {
        var configuration = new AmazonS3Config
        {
            // Said, so that it is not looked for: "auto" would ask the machine's hypervisor where it is.
            DefaultConfigurationMode = DefaultConfigurationMode.Standard,
            UseFIPSEndpoint = false,
            UseDualstackEndpoint = false,
            IgnoreConfiguredEndpointUrls = true,
            // The work table tries again, for as long as it takes; the one retry here is for a clock that the SDK puts right.
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = 1,
            Timeout = longestRequest,
            ConnectTimeout = LongestConnect,
            // Newer checksums in trailers are not understood by every server; each body is signed and has its MD5.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (bucket.Endpoint is { } endpoint) (configuration.ServiceURL, configuration.AuthenticationRegion, configuration.ForcePathStyle) = (endpoint.AbsoluteUri, bucket.Region, true);
        else configuration.RegionEndpoint = RegionEndpoint.GetBySystemName(bucket.Region);
        return configuration;
    }
}
