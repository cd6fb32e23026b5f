using System.Security.Cryptography;
using VoiceHunte.Edge.Archive;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Archive;

/// <summary>What the tests of archives put there, and how they read it again.</summary>
internal static class UploadedFile
{
    public const string Key = "recordings/2026/11/26/CA1-RE1.wav";

    /// <summary>A file of as much noise.</summary>
    public static async Task<LocalFile> MakeAsync(TemporaryFolder folder, int bytes)
    {
        var (path, content) = (folder.File($"{Guid.NewGuid()}.wav"), new byte[bytes]);
        new Random(bytes).NextBytes(content);
        await File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);
        return new LocalFile(path, bytes, Convert.ToHexStringLower(SHA256.HashData(content)), "audio/wav");
    }

    public static async Task<byte[]> ReadAsync(ArchivedFile file)
    {
        using var read = new MemoryStream();
        await file.Content.CopyToAsync(read, TestContext.Current.CancellationToken);
        return read.ToArray();
    }

    /// <summary>The stand-in's bucket, as its settings name it.</summary>
    public static BucketArchive Open(this S3StandIn s3, Func<BucketSettings, BucketSettings>? change = null, TimeSpan? patience = null)
    {
        var settings = new BucketSettings(S3StandIn.Bucket, null, null, new Secret(S3StandIn.AccessKey), new Secret(S3StandIn.Secret), null, S3StandIn.Region, s3.Url);
        return new BucketArchive(change?.Invoke(settings) ?? settings, TimeProvider.System, patience);
    }
}

/// <summary>What a table of the database would remember.</summary>
internal sealed class RememberedUpload : IUploadProgress
{
    public string? UploadId { get; set; }

    public Task KeepAsync(string? uploadId)
    {
        UploadId = uploadId;
        return Task.CompletedTask;
    }
}
