using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Archive;

/// <summary>A long file, sent in parts: what has arrived before a restart is not sent again.</summary>
internal sealed class PartedUpload(AmazonS3Client s3, BucketSettings bucket, string key, LocalFile file, IUploadProgress progress)
{
    /// <summary>S3 wants 5 MiB at least, save of the last.</summary>
    public const long PartBytes = 8 * 1024 * 1024;

    public async Task RunAsync(CancellationToken cancel)
    {
        if (progress.UploadId is { } begun)
        {
            try
            {
                await SendAsync(begun, await ArrivedAsync(begun, cancel), cancel);
                return;
            }
            catch (AmazonS3Exception forgotten) when (forgotten.ErrorCode == "NoSuchUpload")
            {
                // Somebody tidied up: once more from the beginning.
            }
        }

        await AbortUnknownAsync(cancel);
        var request = new InitiateMultipartUploadRequest { BucketName = bucket.Name, Key = key, ContentType = file.ContentType };
        if (EncryptionOf(bucket) is { } encryption) (request.ServerSideEncryptionMethod, request.ServerSideEncryptionKeyManagementServiceKeyId) = (encryption, bucket.KmsKeyId);
        var uploadId = (await s3.InitiateMultipartUploadAsync(request, cancel)).UploadId;
        await progress.KeepAsync(uploadId);
        await SendAsync(uploadId, [], cancel);
    }

    /// <summary>Null: the server is not asked for any.</summary>
    public static ServerSideEncryptionMethod? EncryptionOf(BucketSettings bucket) => bucket.Encryption switch
    {
        "AES256" => ServerSideEncryptionMethod.AES256,
        "aws:kms" => ServerSideEncryptionMethod.AWSKMS,
        _ => null,
    };

    // One that was begun by a process which ended before it could write down its id.
    private async Task AbortUnknownAsync(CancellationToken cancel)
    {
        try
        {
            var page = await s3.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = bucket.Name, Prefix = key }, cancel);
            foreach (var upload in (page.MultipartUploads ?? []).Where(upload => upload.Key == key))
                await s3.AbortMultipartUploadAsync(new AbortMultipartUploadRequest { BucketName = bucket.Name, Key = key, UploadId = upload.UploadId }, cancel);
        }
        catch (AmazonS3Exception notKnown) when (notKnown.StatusCode is HttpStatusCode.NotImplemented or HttpStatusCode.MethodNotAllowed or HttpStatusCode.Forbidden)
        {
            // A server that keeps no such list, or a key that may not see it: the nightly tidying tries too.
        }
    }

    private async Task<Dictionary<int, PartDetail>> ArrivedAsync(string uploadId, CancellationToken cancel)
    {
        var arrived = new Dictionary<int, PartDetail>();
        var request = new ListPartsRequest { BucketName = bucket.Name, Key = key, UploadId = uploadId };
        while (true)
        {
            var page = await s3.ListPartsAsync(request, cancel);
            foreach (var part in page.Parts ?? []) arrived[part.PartNumber ?? 0] = part;
            if (page.IsTruncated != true) return arrived;
            request.PartNumberMarker = page.NextPartNumberMarker?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    private async Task SendAsync(string uploadId, Dictionary<int, PartDetail> arrived, CancellationToken cancel)
    {
        var tags = new List<PartETag>();
        for (long from = 0; from < file.Bytes; from += PartBytes)
        {
            var (number, bytes) = (tags.Count + 1, Math.Min(PartBytes, file.Bytes - from));
            var md5 = await PieceOfFile.Md5Async(file.Path, from, bytes, cancel);
            var tag = arrived.TryGetValue(number, out var part) && part.Size == bytes && BucketTrouble.TagFits(part.ETag, md5, bucket)
                ? part.ETag
                : await SendPartAsync(uploadId, number, from, bytes, md5, cancel);
            tags.Add(new PartETag(number, tag));
        }

        await s3.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = bucket.Name, Key = key, UploadId = uploadId, PartETags = tags }, cancel);
        await progress.KeepAsync(null);
    }

    private async Task<string> SendPartAsync(string uploadId, int number, long from, long bytes, byte[] md5, CancellationToken cancel)
    {
        var answer = await s3.UploadPartAsync(
            new UploadPartRequest
            {
                BucketName = bucket.Name, Key = key, UploadId = uploadId, PartNumber = number, FilePath = file.Path, FilePosition = from, PartSize = bytes,
                MD5Digest = Convert.ToBase64String(md5), UseChunkEncoding = false, IsLastPart = from + bytes == file.Bytes,
            },
            cancel);
        BucketTrouble.CheckTag(answer.ETag, md5, bucket);
        return answer.ETag;
    }
}
