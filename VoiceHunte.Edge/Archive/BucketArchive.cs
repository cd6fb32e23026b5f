using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Archive;

/// <summary>An S3 bucket, Amazon's or any that speaks the same. What is put there has been compared with what was sent.</summary>
internal sealed class BucketArchive : IArchive, IDisposable
{
    // A part on a link of 1 Mbit/s takes a minute; whoever has sent nothing for longer is gone.
    private static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(3);

    private readonly BucketSettings bucket;
    private readonly TimeProvider time;
    private readonly AmazonS3Client s3;

    public BucketArchive(BucketSettings bucket, TimeProvider time)
    {
        (this.bucket, this.time) = (bucket, time);
        s3 = new AmazonS3Client(Credentials(bucket), Configuration(bucket));
    }

    public string StorageKey(string key) => $"s3://{bucket.Name}/{key}";

    public Task PutAsync(string key, LocalFile file, IUploadProgress progress, CancellationToken cancel) => TryAsync(async () =>
    {
        if (file.Bytes <= PartedUpload.PartBytes) await PutWholeAsync(key, file, cancel);
        else await new PartedUpload(s3, bucket, key, file, progress).RunAsync(cancel);
        await CheckLengthAsync(key, file, cancel);
        return true;
    });

    public Task<ArchivedFile?> OpenAsync(string key, long from, long? to, CancellationToken cancel) => TryAsync<ArchivedFile?>(async () =>
    {
        var request = new GetObjectRequest { BucketName = bucket.Name, Key = key };
        var isPiece = from > 0 || to is not null;
        if (isPiece) request.ByteRange = to is { } last ? new ByteRange(from, last) : new ByteRange($"bytes={Invariant(from)}-");
        try
        {
            var answer = await s3.GetObjectAsync(request, cancel);
            // "bytes 44-99/64044"; a server that ignores the range sends all of it.
            var whole = answer.ContentRange is { } range && long.TryParse(range.AsSpan(range.LastIndexOf('/') + 1), out var length) ? length : answer.ContentLength;
            if (isPiece && answer.HttpStatusCode != HttpStatusCode.PartialContent) throw new ArchiveException("the bucket's server sends no pieces of a file", isLasting: true, cause: null);
            return new ArchivedFile(answer.ResponseStream, from, from + answer.ContentLength - 1, whole);
        }
        catch (AmazonS3Exception gone) when (gone.StatusCode == HttpStatusCode.NotFound && gone.ErrorCode != BucketTrouble.NoBucket)
        {
            return null;
        }
    });

    public Task DeleteAsync(string key, CancellationToken cancel) => TryAsync(async () =>
    {
        try
        {
            await s3.DeleteObjectAsync(new DeleteObjectRequest { BucketName = bucket.Name, Key = key }, cancel);
        }
        catch (AmazonS3Exception gone) when (gone.StatusCode == HttpStatusCode.NotFound && gone.ErrorCode != BucketTrouble.NoBucket)
        {
            // That was the intention.
        }

        return true;
    });

    public Task<IReadOnlyList<ArchivedName>> ListAsync(string prefix, CancellationToken cancel) => TryAsync<IReadOnlyList<ArchivedName>>(async () =>
    {
        var names = new List<ArchivedName>();
        var request = new ListObjectsV2Request { BucketName = bucket.Name, Prefix = prefix };
        while (true)
        {
            var page = await s3.ListObjectsV2Async(request, cancel);
            foreach (var found in page.S3Objects ?? [])
                names.Add(new ArchivedName(found.Key, found.Size ?? 0, new DateTimeOffset(DateTime.SpecifyKind(found.LastModified?.ToUniversalTime() ?? default, DateTimeKind.Utc))));
            if (page.NextContinuationToken is not { Length: > 0 } next) break;
            request.ContinuationToken = next;
        }

        return [.. names.OrderBy(name => name.Key, StringComparer.Ordinal)];
    });

    public Uri Link(string key, TimeSpan validFor) => new(s3.GetPreSignedURL(new GetPreSignedUrlRequest
    {
        BucketName = bucket.Name, Key = key, Verb = HttpVerb.GET, Expires = (time.GetUtcNow() + validFor).UtcDateTime,
        Protocol = bucket.Endpoint?.Scheme == Uri.UriSchemeHttp ? Protocol.HTTP : Protocol.HTTPS,
    }));

    // Uploads in parts that were never completed cost money and show nowhere.
    public Task<int> TidyAsync(string prefix, DateTimeOffset before, CancellationToken cancel) => TryAsync(async () =>
    {
        var aborted = 0;
        var request = new ListMultipartUploadsRequest { BucketName = bucket.Name, Prefix = prefix };
        while (true)
        {
            var page = await s3.ListMultipartUploadsAsync(request, cancel);
            foreach (var upload in (page.MultipartUploads ?? []).Where(upload => upload.Initiated?.ToUniversalTime() < before.UtcDateTime))
            {
                await s3.AbortMultipartUploadAsync(new AbortMultipartUploadRequest { BucketName = bucket.Name, Key = upload.Key, UploadId = upload.UploadId }, cancel);
                aborted++;
            }

            if (page.IsTruncated != true) return aborted;
            (request.KeyMarker, request.UploadIdMarker) = (page.NextKeyMarker, page.NextUploadIdMarker);
        }
    });

    public void Dispose() => s3.Dispose();

    private async Task PutWholeAsync(string key, LocalFile file, CancellationToken cancel)
    {
        var md5 = await PieceOfFile.Md5Async(file.Path, 0, file.Bytes, cancel);
        var request = new PutObjectRequest
        {
            BucketName = bucket.Name, Key = key, FilePath = file.Path, ContentType = file.ContentType, MD5Digest = Convert.ToBase64String(md5), UseChunkEncoding = false,
        };
        if (PartedUpload.EncryptionOf(bucket) is { } encryption) (request.ServerSideEncryptionMethod, request.ServerSideEncryptionKeyManagementServiceKeyId) = (encryption, bucket.KmsKeyId);
        var answer = await s3.PutObjectAsync(request, cancel);
        BucketTrouble.CheckTag(answer.ETag, md5, bucket);
    }

    private async Task CheckLengthAsync(string key, LocalFile file, CancellationToken cancel)
    {
        var found = await s3.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = bucket.Name, Key = key }, cancel);
        if (found.ContentLength != file.Bytes)
            throw new ArchiveException($"of {Invariant(file.Bytes)} bytes the bucket has {Invariant(found.ContentLength)}", isLasting: false, cause: null);
    }

    private async Task<T> TryAsync<T>(Func<Task<T>> request)
    {
        try
        {
            return await request();
        }
        catch (Exception trouble) when (BucketTrouble.Of(trouble, bucket) is { } told)
        {
            throw told;
        }
    }

    private static AWSCredentials Credentials(BucketSettings bucket) => bucket.SessionToken is { } session
        ? new SessionAWSCredentials(bucket.AccessKeyId!.Reveal(), bucket.SecretAccessKey!.Reveal(), session.Reveal())
        : new BasicAWSCredentials(bucket.AccessKeyId!.Reveal(), bucket.SecretAccessKey!.Reveal());

    private static AmazonS3Config Configuration(BucketSettings bucket)
    {
        var configuration = new AmazonS3Config
        {
            // The work table tries again, for as long as it takes; the one retry here is for a clock that the SDK puts right.
            MaxErrorRetry = 1,
            Timeout = LongestRequest,
            // Newer checksums in trailers are not understood by every server; each body is signed and has its MD5.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (bucket.Endpoint is { } endpoint) (configuration.ServiceURL, configuration.AuthenticationRegion, configuration.ForcePathStyle) = (endpoint.AbsoluteUri, bucket.Region, true);
        else configuration.RegionEndpoint = RegionEndpoint.GetBySystemName(bucket.Region);
        return configuration;
    }

    private static string Invariant(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
