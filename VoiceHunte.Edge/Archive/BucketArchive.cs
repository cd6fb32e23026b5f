using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Archive;

/// <summary>An S3 bucket, Amazon's or any that speaks the same. What is put there has been compared with what was sent.</summary>
internal sealed class BucketArchive : IArchive, IDisposable
{
    private readonly BucketSettings bucket;
    private readonly TimeProvider time;
    private readonly AmazonS3Client s3;

    /// <param name="patience">For each request, upload and all; null: as long as a recording may take.</param>
    public BucketArchive(BucketSettings bucket, TimeProvider time, TimeSpan? patience = null)
    {
        (this.bucket, this.time) = (bucket, time);
        s3 = BucketConnection.Open(bucket, patience);
    }

    public string StorageKey(string key) => $"s3://{bucket.Name}/{key}";

    public Task PutAsync(string key, LocalFile file, IUploadProgress progress, CancellationToken cancel) => TryAsync(async () =>
    {
        if (file.Bytes <= PartedUpload.PartBytes) await PutWholeAsync(key, file, cancel);
        else await new PartedUpload(s3, bucket, key, file, progress).RunAsync(cancel);
        await CheckLengthAsync(key, file, cancel);
        return true;
    }, cancel);

    public Task<ArchivedFile?> OpenAsync(string key, long from, long? to, CancellationToken cancel) => TryAsync<ArchivedFile?>(async () =>
    {
        var request = new GetObjectRequest { BucketName = bucket.Name, Key = key };
        var isPiece = from > 0 || to is not null;
        if (isPiece) request.ByteRange = to is { } last ? new ByteRange(from, Math.Max(from, last)) : new ByteRange($"bytes={Invariant(from)}-");
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
        catch (AmazonS3Exception beyond) when (beyond.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            // Nothing lies beyond the end, and a file may be empty.
            return await LengthAsync(key, cancel) is { } length ? new ArchivedFile(Stream.Null, from, length - 1, length) : null;
        }
    }, cancel);

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
    }, cancel);

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
    }, cancel);

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
    }, cancel);

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
        if (await LengthAsync(key, cancel) is var found && found != file.Bytes)
            throw new ArchiveException($"of {Invariant(file.Bytes)} bytes the bucket has {(found is { } some ? Invariant(some) : "none")}", isLasting: false, cause: null);
    }

    /// <summary>Null where there is no such file.</summary>
    private async Task<long?> LengthAsync(string key, CancellationToken cancel)
    {
        try
        {
            return (await s3.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = bucket.Name, Key = key }, cancel)).ContentLength;
        }
        catch (AmazonS3Exception gone) when (gone.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private async Task<T> TryAsync<T>(Func<Task<T>> request, CancellationToken cancel)
    {
        try
        {
            return await request();
        }
        catch (Exception trouble) when (!cancel.IsCancellationRequested && BucketTrouble.Of(trouble, bucket) is { } told)
        {
            throw told;
        }
    }

    private static string Invariant(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
